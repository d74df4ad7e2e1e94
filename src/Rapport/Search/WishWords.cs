using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary>What was asked for, as the end of a sentence about who was found: "take Medi-Cal and have evenings".</summary>
internal static class WishWords
{
    /// <summary>So many are said; a heading that names them all is not read. The rest are counted.</summary>
    private const int Named = 2;

    /// <summary>Longer words of one's own would fill the heading.</summary>
    private const int LongestText = 40;

    private static readonly Words L = Words.For("Rapport.Search.WishWords");

    /// <summary>
    /// The order in which wishes are said. Gender, community, faith and the like have no verb that fits every value that
    /// an operator may add, and are counted only.
    /// </summary>
    private static readonly string[] Order =
        ["insurer", "times", "opening", "issue", "language", "who", "age", "feeMax", "slidingScale", "freeFirstTalk", "prescribes", "approach", "state"];

    /// <summary>The ages of children, from the youngest.</summary>
    public static readonly IReadOnlyList<string> Children = ["children-0-5", "children-6-12", "teens"];

    /// <summary>Whether these are all the ages of children.</summary>
    public static bool AreChildren(IReadOnlyList<string> ages) => ages.Count == Children.Count && ages.All(Children.Contains);

    /// <summary>Whether a search asks for somebody who works with children or teens.</summary>
    public static bool AreForChild(SearchRequest request) =>
        request.Filters?.GetValueOrDefault("age") is { } ages
        && ages.Values.Any(Children.Contains) && ages.Values.All(age => age == SearchKeys.NotKnown || Children.Contains(age));

    /// <summary>Null where nothing was asked for.</summary>
    /// <param name="count">How many people the sentence is about.</param>
    public static string? Of(SearchRequest wanted, FilterGroups groups, int count)
    {
        var filters = wanted.Filters ?? new Dictionary<string, Selection>(StringComparer.Ordinal);
        var said = Order
            // Who has not said is among them then, so the sentence would not be true of all.
            .Where(key => filters.TryGetValue(key, out var asked) && !asked.Values.Contains(SearchKeys.NotKnown, StringComparer.Ordinal))
            .Select(key => Said(key, filters[key].Values, groups, count))
            .OfType<string>()
            .ToList();
        var all = filters.Count;
        if (wanted is { Text: { } text, TextIsNice: false })
        {
            all++;
            if (TextWords.Asked(text) is not { } asked)
            {
                said.Add(L.Many(count, "lacks {1}", "lack {1}", FactWords.And([.. SearchText.UnwantedWords(text).Select(word => L["“{0}”", word])])));
            }
            else if (text.Length <= LongestText)
            {
                var matches = L.Many(count, "matches “{1}”", "match “{1}”", asked);
                said.Add(TextWords.Unwanted(text) is { } without ? L["{0} {1}", matches, without] : matches);
            }
        }
        said = [.. said.Take(Named)];
        if (all > said.Count)
        {
            said.Add(Rest(all - said.Count, said.Count > 0, count));
        }
        return said switch
        {
            [] => null,
            [var one] => one,
            [var one, var two] => L["{0} and {1}", one, two],
            _ => L["{0}, {1} and {2}", said[0], said[1], said[2]],
        };
    }

    private static string Rest(int left, bool isMore, int count) => (isMore, left) switch
    {
        (true, 1) => L.Many(count, "fits one more wish", "fit one more wish"),
        (true, _) => L.Many(count, "fits {1:N0} more wishes", "fit {1:N0} more wishes", left),
        (false, 1) => L.Many(count, "fits what you ask for", "fit what you ask for"),
        (false, 2) => L.Many(count, "fits both wishes", "fit both wishes"),
        (false, _) => L.Many(count, "fits all {1:N0} wishes", "fit all {1:N0} wishes", left),
    };

    private static string? Said(string key, IReadOnlyList<string> values, FilterGroups groups, int count)
    {
        string Either() => values switch
        {
            [var one] => groups.InSentence(key, one),
            [var one, var two] => Or(groups.InSentence(key, one), groups.InSentence(key, two)),
            _ => L["{0} or {1:N0} other choices", groups.InSentence(key, values[0]), values.Count - 1],
        };
        return key switch
        {
            "insurer" => L.Many(count, "takes {1}", "take {1}", Either()),
            "times" => L.Many(count, "has {1}", "have {1}", Either()),
            "issue" => L.Many(count, "helps with {1}", "help with {1}", Either()),
            "language" => L.Many(count, "speaks {1}", "speak {1}", Either()),
            // What the first page asks for a child.
            "age" when AreChildren(values) => L.Many(count, "sees children or teens", "see children or teens"),
            "age" => L.Many(count, "sees {1}", "see {1}", Either()),
            "approach" => L.Many(count, "uses {1}", "use {1}", Either()),
            "state" => L.Many(count, "sees people in {1}", "see people in {1}", Either()),
            "feeMax" when values is [var dollars] => L.Many(count, "charges up to ${1}", "charge up to ${1}", dollars),
            // Each opening includes those that come sooner, so the last one asked for says it all.
            "opening" when values.Contains("waiting-list", StringComparer.Ordinal) =>
                L.Many(count, "has an opening or a waiting list", "have an opening or a waiting list"),
            "opening" when values.Contains("within-month", StringComparer.Ordinal) =>
                L.Many(count, "has an opening within a month", "have an opening within a month"),
            "opening" when values is ["open-now"] => L.Many(count, "has an opening within a week", "have an opening within a week"),
            "who" when values is ["individual"] => L.Many(count, "sees one person at a time", "see one person at a time"),
            "who" when values is ["couple"] => L.Many(count, "sees couples", "see couples"),
            "who" when values is ["family"] => L.Many(count, "sees families", "see families"),
            "who" when values is ["group"] => L.Many(count, "holds groups", "hold groups"),
            "slidingScale" when values is ["yes"] => L.Many(count, "has a sliding scale", "have a sliding scale"),
            "freeFirstTalk" when values is ["yes"] => L.Many(count, "gives a free first talk", "give a free first talk"),
            "prescribes" when values is ["yes"] => L.Many(count, "prescribes medicine", "prescribe medicine"),
            _ => null,
        };
    }

    /// <summary>"Medi-Cal or Aetna". Spanish says "u" before the sound of an o.</summary>
    private static string Or(string one, string two) =>
        two.StartsWith('o') || two.StartsWith('O') || two.StartsWith("ho", StringComparison.OrdinalIgnoreCase)
            ? L["either {0} or {1}", one, two]
            : L["{0} or {1}", one, two];
}
