using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Search;

/// <summary>Makes the parts of the filters: which choices there are, which stand open, and how many each would show.</summary>
internal sealed class FilterParts(SearchKeys keys, FilterGroups groups, SearchRequest request, SearchResult result)
{
    private static readonly Words L = Words.For("Rapport.Search.FilterParts");

    /// <summary>Every choice of a short list, also those that show nobody: it should not jump about.</summary>
    public FilterPart All(string key, Func<FilterChoice, bool>? only = null) =>
        Part(key, [.. Choices(key, zerosToo: true).Where(choice => choice.IsChosen || only is null || only(choice))], []);

    /// <summary>Every choice, also where nobody of those found has told any.</summary>
    public FilterPart Every(string key) => Part(key, [], []) with { Shown = [.. Choices(key, zerosToo: true)] };

    /// <summary>Every choice that shows somebody.</summary>
    public FilterPart Some(string key) => Part(key, [.. Choices(key, zerosToo: false)], []);

    /// <summary>A long list: what is chosen, what is to stand first and what most people have; the rest behind "more".</summary>
    public FilterPart Long(string key, int few, IReadOnlyList<string>? first = null) => Split(key, [.. Choices(key, zerosToo: false)], few, first);

    /// <summary>
    /// Plans: what most people take, and always the public plan that most of them take, as who has it has no other. The rest
    /// by name.
    /// </summary>
    public FilterPart Plans(int few)
    {
        var all = Choices("insurer", zerosToo: false).ToList();
        var ranked = all.OrderByDescending(choice => choice.IsChosen).ThenByDescending(choice => choice.Count).ToList();
        var shown = ranked.Take(Math.Max(few, all.Count(choice => choice.IsChosen))).ToList();
        if (ranked.Find(choice => keys.Words.Insurers.Find(choice.Value)?["public"] == "yes") is { } plan && !shown.Contains(plan))
        {
            shown.Add(plan);
        }
        return Part("insurer", [.. all.Where(shown.Contains)],
            [.. all.Where(choice => !shown.Contains(choice)).OrderBy(choice => choice.Text, StringComparer.CurrentCultureIgnoreCase)]);
    }

    /// <summary>A yes or no of which only the yes is asked for.</summary>
    public FilterPart Yes(string key, string text) =>
        Part(key, [.. Choices(key, zerosToo: true).Where(choice => choice.Value == "yes").Select(choice => choice with { Text = text })], []);

    /// <summary>Only what leaves out somebody: to leave out nobody is no choice.</summary>
    public FilterPart NotTaken()
    {
        var key = keys["notTaken"];
        var everybody = result.Facets.Count > key ? result.Facets[key].Counts.DefaultIfEmpty().Max() : 0;
        var choices = Choices("notTaken", zerosToo: true).Where(choice => choice.IsChosen || choice.Count < everybody)
            .Select(choice => choice with { Text = groups.Label("notTaken", choice.Value) });
        return Split("notTaken", [.. choices], 0);
    }

    /// <summary>One bound holds, so they are radios; "any price" is there as a radio cannot be unset without script.</summary>
    public FilterPart Prices()
    {
        var bounds = Choices("feeMax", zerosToo: true)
            .Where(choice => choice.IsChosen || choice.Value is "75" or "100" or "150" or "200").ToList();
        var isSet = bounds.Exists(choice => choice.IsChosen);
        return Part("feeMax", [], []) with
        {
            OneOf = IsTold(bounds) ? [new FilterChoice("feeMax", "", L["Any price"], isSet ? null : result.Total, !isSet), .. bounds] : [],
        };
    }

    /// <summary>Some values of which one holds, or any of them: radios, with "any" before.</summary>
    public FilterPart One(string key, IReadOnlyList<string> values, string any)
    {
        var all = Choices(key, zerosToo: true).Where(choice => values.Contains(choice.Value, StringComparer.Ordinal)).ToList();
        var isOne = all.Count(choice => choice.IsChosen) == 1;
        return Part(key, [], []) with
        {
            OneOf = [new FilterChoice(key, "", any, null, !isOne), .. all.Select(choice => choice with { IsChosen = isOne && choice.IsChosen })],
        };
    }

    private FilterPart Split(string key, List<FilterChoice> all, int few, IReadOnlyList<string>? first = null)
    {
        var shown = all.OrderByDescending(choice => choice.IsChosen).ThenByDescending(choice => first?.Contains(choice.Value, StringComparer.Ordinal) == true)
            .ThenByDescending(choice => choice.Count)
            .Take(Math.Max(few, all.Count(choice => choice.IsChosen))).ToHashSet<FilterChoice>(ReferenceEqualityComparer.Instance);
        return Part(key, [.. all.Where(shown.Contains)], [.. all.Where(choice => !shown.Contains(choice))]);
    }

    private FilterPart Part(string key, IReadOnlyList<FilterChoice> shown, IReadOnlyList<FilterChoice> more) =>
        new(key, IsTold(shown) ? shown : [], more)
        {
            IsNice = request.Nice?.ContainsKey(key) == true,
            NotSaid = NotSaid(key),
        };

    /// <summary>What nobody of those found has told is no choice; where nobody is found, what was there stays.</summary>
    private bool IsTold(IReadOnlyList<FilterChoice> choices) =>
        result.Total == 0 || choices.Any(choice => choice.IsChosen || choice.Count > 0);

    /// <summary>Those of whom it is not known, where something is asked that leaves them out.</summary>
    private FilterChoice? NotSaid(string key)
    {
        var position = keys[key];
        return Must(key) is { } must && keys.Schema.Keys[position].Kind != FilterKind.Exclude
            && result.Facets.Count > position && result.Facets[position].NotKnown is > 0 and var count
            ? new FilterChoice(key, SearchKeys.NotKnown, L["Also people who have not said"], count, must.Contains(SearchKeys.NotKnown, StringComparer.Ordinal))
            : null;
    }

    private IReadOnlyList<string>? Must(string key) => key == "format" ? request.Format : request.Filters?.GetValueOrDefault(key)?.Values;

    private IEnumerable<FilterChoice> Choices(string key, bool zerosToo)
    {
        var position = keys[key];
        var values = keys.Schema.Keys[position].Values;
        var chosen = Must(key) ?? request.Nice?.GetValueOrDefault(key)?.Values;
        for (var value = 0; value < values.Count; value++)
        {
            var isChosen = chosen?.Contains(values[value], StringComparer.Ordinal) == true;
            var count = position < result.Facets.Count ? result.Facets[position].Counts[value] : 0;
            // Choices that would show nobody only make long lists longer.
            if (isChosen || zerosToo || count > 0)
            {
                yield return new FilterChoice(key, values[value], groups.Text(key, values[value]), count, isChosen);
            }
        }
    }
}
