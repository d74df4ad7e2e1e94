using Rapport.Core.Search;

namespace Rapport.Profiles;

/// <summary>Whether two names may be one person's.</summary>
internal static class SamePerson
{
    /// <summary>First and last name are the same, whatever accents and capitals.</summary>
    public static bool IsSame(PersonName one, PersonName other) => Folded(one.First) == Folded(other.First) && Folded(one.Last) == Folded(other.Last);

    /// <summary>
    /// The last name is the same, or the first with a part of the last: a married name differs in its end, a short first name in its
    /// beginning.
    /// </summary>
    public static bool MayBe(PersonName one, PersonName other) => Folded(one.Last) == Folded(other.Last)
        || (Folded(one.First) == Folded(other.First) && Folded(one.Last).Split(' ').Intersect(Folded(other.Last).Split(' '), StringComparer.Ordinal).Any());

    /// <summary>Her name, and others that she bears or bore.</summary>
    public static IReadOnlyList<PersonName> Names(ProfileFacts facts) =>
        [.. new[] { facts.Name?.Value }.OfType<PersonName>(), .. facts.OtherNames?.Value ?? []];

    private static string Folded(string? text) => SearchText.Fold(text ?? "");
}
