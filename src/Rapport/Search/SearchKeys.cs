using System.Collections.Frozen;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search.PlainWords;
using Place = Rapport.Core.Places;

namespace Rapport.Search;

/// <summary>One key that people filter by: its values with their words, and how it decides.</summary>
/// <param name="Name">As in a request, like <c>language</c>.</param>
/// <param name="Kind">How the selected values decide.</param>
/// <param name="Vocabulary">The vocabulary of its values; null for states, prices and yes/no.</param>
/// <param name="Meaning">One sentence for who writes a program against it.</param>
internal sealed record SearchKeyWords(string Name, FilterKind Kind, string? Vocabulary, string Meaning);

/// <summary>The filters of the directory, in their fixed order, over the vocabularies of this installation.</summary>
internal sealed class SearchKeys
{
    /// <summary>A value that any key takes: those of whom the fact is not known stay on the list too.</summary>
    public const string NotKnown = "not-known";

    /// <summary>Prices that facets count, whole dollars; any other bound may be asked for.</summary>
    private static readonly string[] Prices = ["50", "75", "100", "125", "150", "200", "250", "300"];

    private static readonly string[] YesNo = ["yes", "no"];

    public static readonly IReadOnlyList<SearchKeyWords> All =
    [
        new("profession", FilterKind.Values, "professions", "What kind of therapist."),
        new("issue", FilterKind.Values, "issues", "Helps with one of these."),
        new("notTaken", FilterKind.Exclude, "issues", "Leaves out who says not to take one of these; who does not say stays."),
        new("age", FilterKind.Values, "ages", "Sees people of one of these ages."),
        new("who", FilterKind.Values, "who", "Sees individuals, couples, families or groups."),
        new("approach", FilterKind.Values, "approaches", "Works in one of these ways."),
        new("language", FilterKind.Values, "languages", "Speaks one of these."),
        new("gender", FilterKind.Values, "genders", "As the therapist names it."),
        new("community", FilterKind.Values, "communities", "Serves or belongs to one of these, as the therapist says."),
        new("faith", FilterKind.Values, "faiths", "Works from or with one of these faiths."),
        new("insurer", FilterKind.Values, "insurers", "Takes one of these."),
        new("payment", FilterKind.Values, "payments", "Can be paid in one of these ways."),
        new("feeMax", FilterKind.Maximum, null, "The lowest fee of a session for one person is at most this many US dollars. Fees for couples, families and groups count only for those who see no single people; a first talk or an evaluation never counts. Any whole number."),
        new("slidingScale", FilterKind.Flag, null, "Lowers the fee for people with less money."),
        new("opening", FilterKind.Opening, "openings", "Has room by then; each value includes those that come sooner. Room at one office counts only where the search reaches that office. An answer for no office holds online and at the offices that have none of their own."),
        new("times", FilterKind.Values, "times", "Holds sessions at one of these times."),
        new("format", FilterKind.Format, "formats", "Says to meet in person and has a place within the radius, or online or by telephone in the state of the place."),
        new("state", FilterKind.State, null, "Sees people in one of these states, in person or from afar."),
        new("accessibility", FilterKind.Values, "accessibility", "Has a place with one of these."),
        new("credential", FilterKind.Values, "credentials", "Holds one of these."),
        new("freeFirstTalk", FilterKind.Flag, null, "A first talk costs nothing."),
        new("prescribes", FilterKind.Flag, null, "May prescribe medicine."),
    ];

    // What a profile says of itself by these is found by words too. What it refuses is not.
    private static readonly FrozenSet<string> Said = FrozenSet.Create(
        StringComparer.Ordinal, "profession", "issue", "age", "approach", "language", "community", "faith", "insurer", "credential");

    // Most pages and programs show the counts of these.
    private static readonly FrozenSet<string> Shown = FrozenSet.Create(
        StringComparer.Ordinal, "issue", "age", "who", "gender", "insurer", "payment", "opening", "times");

    public SearchKeys(Vocabularies words)
    {
        Words = words;
        Schema = new SearchSchema([.. All.Select(key => new FilterKey(key.Name, key.Kind, ValuesOf(key))
        {
            Texts = Said.Contains(key.Name) ? [.. words[key.Vocabulary!].Terms.Select(TextOf)] : [],
            IsOftenCounted = Shown.Contains(key.Name),
        })])
        {
            Nicknames = NicknameFile.BuiltIn,
            Stems = new WordStems([.. new[] { "en", "es" }.Select(language => (language, (Func<string, string>)(word => Stems.Of(language, word))))]),
        };
    }

    public Vocabularies Words { get; }

    public SearchSchema Schema { get; }

    /// <summary>The position of a key that is known to exist.</summary>
    public int this[string name] => Schema.IndexOf(name) is >= 0 and var position
        ? position
        : throw new ArgumentException($"There is no key {name}.", nameof(name));

    /// <summary>How a value is called in a language ("en", "es").</summary>
    public string Label(int key, int value, string language)
    {
        var words = All[key];
        var code = Schema.Keys[key].Values[value];
        return words switch
        {
            { Vocabulary: { } vocabulary } => Words[vocabulary].Find(code)!.Label(language),
            { Kind: FilterKind.State } => language == "es" ? Place.State.Parse(code).Spanish : Place.State.Parse(code).English,
            { Kind: FilterKind.Maximum } => language == "es" ? $"Hasta ${code}" : $"Up to ${code}",
            _ => (code, language) switch { ("yes", "es") => "sí", _ => code },
        };
    }

    /// <summary>What a code means, in both languages, and the other words people use for it.</summary>
    private static string TextOf(Term term) => string.Join('\n', term.Also.Prepend(term.Spanish).Prepend(term.English).Prepend(term.Code));

    private string[] ValuesOf(SearchKeyWords key) => key switch
    {
        { Vocabulary: { } vocabulary } => [.. Words[vocabulary].Terms.Select(term => term.Code)],
        { Kind: FilterKind.State } => [.. Place.State.All.Select(state => state.Code)],
        { Kind: FilterKind.Maximum } => Prices,
        _ => YesNo,
    };
}
