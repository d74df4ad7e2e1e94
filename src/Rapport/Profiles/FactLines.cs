using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>Facts of several values as one line each, in the words of the vocabularies.</summary>
/// <param name="language">"en" or "es".</param>
internal sealed class FactLines(Vocabularies words, string language)
{
    private static readonly Words L = Words.For("Rapport.Profiles.FactLines");

    public IReadOnlyList<string> Labels(Vocabulary vocabulary, IReadOnlyList<string>? codes) =>
        [.. (codes ?? []).Select(code => Label(vocabulary, code))];

    /// <summary>"English (fluent); Spanish (mother tongue)".</summary>
    public string LanguagesWithLevels(IReadOnlyList<SpokenLanguage> spoken) => string.Join("; ", spoken.Select((one, place) =>
        one.Level switch
        {
            "native" => L["{0} (mother tongue)", LanguageName(one, place)],
            "fluent" => L["{0} (fluent)", LanguageName(one, place)],
            "working" => L["{0} (enough to work in it)", LanguageName(one, place)],
            _ => LanguageName(one, place),
        }));

    /// <summary>A language's name at its place in a line.</summary>
    public string LanguageName(SpokenLanguage spoken, int place) =>
        place == 0 ? Label(words.Languages, spoken.Code) : FactWords.Inside(Label(words.Languages, spoken.Code));

    /// <summary>"Medi-Cal: Alameda Alliance; Kaiser Permanente".</summary>
    public string Plans(IReadOnlyList<InsurancePlan> plans) => string.Join("; ", plans.Select(plan =>
        plan.Plan is { } only ? $"{Label(words.Insurers, plan.Insurer)}: {only}" : Label(words.Insurers, plan.Insurer)));

    /// <summary>What a first talk costs, a sentence; null when nobody said.</summary>
    public static string? FirstTalk(FirstTalk? talk) => talk switch
    {
        null => null,
        { Free: true, Minutes: { } minutes } => L["First talk, {0} minutes: free.", minutes],
        { Free: true } => L["First talk: free."],
        _ => L["The first talk is not free."],
    };

    private string Label(Vocabulary vocabulary, string code) => vocabulary.Find(code)?.Label(language) ?? code;
}
