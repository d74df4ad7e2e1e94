using Rapport.Core.Search;

namespace Rapport.Profiles;

/// <summary>Whether two names may be one person's.</summary>
internal static class SamePerson
{
    /// <summary>First and last name are the same, whatever accents and capitals.</summary>
    public static bool IsSame(PersonName one, PersonName other) => Folded(one.First) == Folded(other.First) && Folded(one.Last) == Folded(other.Last);

    /// <summary>
    /// The first name is the same or the beginning of the other ("Al", "Alan"), and a part of the last name is the same: a married name differs in
    /// its end. Everything else is for a person to judge: a last name alone has thousands.
    /// </summary>
    public static bool MayBe(PersonName one, PersonName other) => Begins(Folded(one.First), Folded(other.First)) && Parts(one.Last).Intersect(Parts(other.Last), StringComparer.Ordinal).Any();

    // "de la Cruz" and "de Souza" share nothing that is theirs.
    private static IEnumerable<string> Parts(string? last) => Folded(last).Split(' ') is var parts && parts.Where(part => !Particles.Contains(part)).ToList() is { Count: > 0 } own ? own : parts;

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "las", "le", "los", "mac", "mc", "o", "san", "st", "ten", "ter", "van", "vande", "vander", "von", "y", "zu",
    };

    private static bool Begins(string one, string other) =>
        one == other || (one.Length > 1 && other.StartsWith(one, StringComparison.Ordinal)) || (other.Length > 1 && one.StartsWith(other, StringComparison.Ordinal));

    /// <summary>Her name, and others that she bears or bore.</summary>
    public static IReadOnlyList<PersonName> Names(ProfileFacts facts) =>
        [.. new[] { facts.Name?.Value }.OfType<PersonName>(), .. facts.OtherNames?.Value ?? []];

    private static string Folded(string? text) => SearchText.Fold(text ?? "");
}
