using System.Globalization;
using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>How a page speaks of its owner.</summary>
internal enum SpokenOf
{
    /// <summary>Nobody told how: no pronoun.</summary>
    ByName,
    She,
    He,
    They,
}

/// <summary>Pronouns as a person gave them.</summary>
internal static class Pronouns
{
    private static readonly Words L = Words.For("Rapport.Profiles.Pronouns");

    /// <summary>In the reader's language where they can be put into it ("ella"); else as they were given.</summary>
    public static string Told(string said)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "es")
        {
            return said;
        }
        var parts = Parts(said).Select(part => part switch
        {
            "she" => L["she"],
            "he" => L["he"],
            "they" => L["they"],
            // Spanish names a person's pronoun once.
            "her" or "hers" or "him" or "his" or "them" or "their" or "theirs" => "",
            _ => null,
        }).ToList();
        var told = parts.Where(part => part?.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return parts.Contains(null) || told.Count == 0 ? said : string.Join('/', told);
    }

    /// <summary>The first of several: "she/they" is content with either.</summary>
    public static SpokenOf Of(string? said) => Parts(said ?? "").FirstOrDefault() switch
    {
        "she" or "ella" => SpokenOf.She,
        "he" or "él" => SpokenOf.He,
        "they" or "elle" => SpokenOf.They,
        _ => SpokenOf.ByName,
    };

    private static IEnumerable<string> Parts(string said) =>
        said.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => part.ToLowerInvariant());
}
