using Microsoft.EntityFrameworkCore;

namespace Rapport.Profiles;

/// <summary>
/// Which places of a person are known as what may be a home. Nobody but she herself makes a home a practice, so what
/// anybody else enters in its ZIP, in its town or with its telephone counts as that home: how a street is typed says too little.
/// </summary>
internal static class KnownHomes
{
    private static readonly ProfileField Places = ProfileFields.Named("places");

    /// <summary>Those of the profile, and those that were taken out of it since its owner last spoke of her places.</summary>
    public static async Task<IReadOnlyList<PracticePlace>> Of(
        DbContext db, Profile profile, ProfileFacts now, Vocabularies words, CancellationToken stop)
    {
        var changes = await db.Set<FactChange>().AsNoTracking()
            .Where(change => change.ProfileId == profile.Id && change.Field == Places.Name)
            .OrderBy(change => change.Id).ToListAsync(stop);
        var since = changes.FindLastIndex(change => change.Source == Source.Therapist) + 1;
        return
        [
            .. changes.Skip(since).Select(change => Read(change.Before, words)).Append(now)
                .SelectMany(facts => facts.Places?.Value ?? []).Where(place => place.MayBeHome),
        ];
    }

    /// <summary>The facts, with each place that may be one of the homes marked so.</summary>
    public static ProfileFacts Marked(ProfileFacts facts, IReadOnlyList<PracticePlace> homes) =>
        homes.Count == 0 || facts.Places is not { } places ? facts : facts with
        {
            Places = places with
            {
                Value = [.. places.Value.Select(place => place with { MayBeHome = place.MayBeHome || homes.Any(home => MayBe(home, place)) })],
            },
        };

    private static bool MayBe(PracticePlace home, PracticePlace place) =>
        home.Zip == place.Zip
        || (home.State == place.State && string.Equals(home.City, place.City, StringComparison.OrdinalIgnoreCase))
        || (home.Telephone is { } number && number == place.Telephone);

    private static ProfileFacts Read(string? text, Vocabularies words)
    {
        try
        {
            return Places.Set(new ProfileFacts(), text ?? "", words, new FactOrigin(Source.Operator, DateTime.UnixEpoch));
        }
        catch (FieldProblem)
        {
            // A word of the vocabulary that is gone since.
            return new ProfileFacts();
        }
    }
}
