using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>What a profile says of a topic, in one line.</summary>
internal static class TopicLines
{
    private const int LongestLine = 160;

    private static readonly Words L = Words.For("Rapport.Claims.TopicLines");

    /// <summary>The line; empty where nothing is said.</summary>
    public static string Of(Topic topic, ProfileFacts facts, Vocabularies words, string language, DateTime now)
    {
        var lines = new FactLines(words, language);
        var licence = new LicenceWords(words, language, DateOnly.FromDateTime(now));
        IEnumerable<string> parts = topic.Id switch
        {
            "name" => [facts.Name?.Value.Display() ?? "", string.Join(", ", facts.Credentials?.Value.Codes ?? []), .. lines.Labels(words.Professions, facts.Professions?.Value)],
            "license" => (facts.Licences?.Value ?? []).Select(one => $"{licence.Name(one)}. {(LicenceWords.HasLapsed(one) ? string.Join(' ', licence.Checks(one, isKept: true).SkipLast(1)) : licence.Looked(one, isKept: true))}"),
            "place" => [.. (facts.Places?.Value ?? []).Select(place => $"{place.City}, {place.State} {place.Zip}"), .. lines.Labels(words.Formats, facts.Formats?.Value)],
            "openings" => [Openings(facts, now), .. lines.Labels(words.Times, facts.Times?.Value)],
            "cost" => [.. CostWords.Lines(facts.Fees?.Value ?? []), .. lines.Labels(words.Insurers, facts.Insurers?.Value.Select(plan => plan.Insurer).ToList())],
            "help" => lines.Labels(words.Issues, facts.Issues?.Value),
            "people" => [.. lines.Labels(words.Ages, facts.Ages?.Value), .. lines.Labels(words.Who, facts.Who?.Value), .. (facts.Languages?.Value ?? []).Select(lines.LanguageName)],
            "ways" => lines.Labels(words.Approaches, facts.Approaches?.Value),
            "words" => [facts.WhoIHelp?.Value ?? facts.AboutMe?.Value ?? facts.HowWeWork?.Value ?? ""],
            _ => facts.Style is { Value.Count: 8 } ? [L["All eight answered"]] : facts.Style is { } style ? [L.Many(style.Value.Count, "one of eight answered", "{0} of eight answered")] : [],
        };
        var line = string.Join(" · ", parts.Where(part => part.Length > 0));
        return line.Length <= LongestLine ? line : string.Concat(line.AsSpan(0, LongestLine), "…");
    }

    /// <summary>Openings alone: "Open now"; "Full (in Oakland) · Open now (online)" where they differ.</summary>
    public static string Openings(ProfileFacts facts, DateTime now) =>
        string.Join(" · ", HeldOpening.Of(facts).Select(held => Opening(held, facts, now)));

    private static string Opening(HeldOpening held, ProfileFacts facts, DateTime now)
    {
        var told = OpeningWords.Tell(held.Opening, now).Text;
        return OpeningWords.Where(held, facts) is { } where ? L["{0} ({1})", told, where] : told;
    }
}
