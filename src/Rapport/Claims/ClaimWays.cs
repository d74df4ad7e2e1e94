using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>In which ways it can be proven that a record is somebody's.</summary>
internal static class ClaimWays
{
    /// <summary>The ways for an account; the last one, that a person looks, is always there.</summary>
    /// <param name="facts">Of the record.</param>
    /// <param name="isKept">Another account keeps it.</param>
    /// <param name="address">Of the account.</param>
    /// <param name="domains">That the operator vouches for.</param>
    public static IReadOnlyList<ClaimWay> Of(ProfileFacts facts, bool isKept, string address, string domains)
    {
        if (isKept)
        {
            return [ClaimWay.Check];
        }
        var ways = new List<ClaimWay>();
        if (ClaimDomains.Names(address, domains, Names(facts)))
        {
            ways.Add(ClaimWay.MailDomain);
        }
        if (Called(facts) is not null)
        {
            ways.Add(ClaimWay.Telephone);
        }
        if (Posted(facts) is not null)
        {
            ways.Add(ClaimWay.Letter);
        }
        ways.Add(ClaimWay.Check);
        return ways;
    }

    /// <summary>The place whose telephone a code is read out on; null where there is none.</summary>
    public static PracticePlace? Called(ProfileFacts facts) => Told(facts).FirstOrDefault(place => PlaceWords.Telephone(place) is not null);

    /// <summary>The place to which a code is posted; null where there is none.</summary>
    public static PracticePlace? Posted(ProfileFacts facts) => Names(facts).Count == 0 ? null : Told(facts).FirstOrDefault(place => place.Line1 is { Length: > 0 });

    /// <summary>Names of the record, the one she bears first, but for those that its owner gave herself.</summary>
    public static IReadOnlyList<PersonName> Names(ProfileFacts facts) => SamePerson.Names(facts with
    {
        Name = facts.Name is { Source: Source.Therapist } ? null : facts.Name,
        OtherNames = facts.OtherNames is { Source: Source.Therapist } ? null : facts.OtherNames,
    });

    // What somebody said of herself who kept it before proves nothing of who comes next.
    private static IReadOnlyList<PracticePlace> Told(ProfileFacts facts) => facts.Places is { } places && places.Source != Source.Therapist ? places.Value : [];
}
