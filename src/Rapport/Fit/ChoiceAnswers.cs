using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary>The answers to a question of choices: in a search, taken from what was sent, left out, and told.</summary>
internal static class ChoiceAnswers
{
    private static readonly Words L = Words.For("Rapport.Fit.ChoiceAnswers");

    /// <summary>The search with what was sent for one question, and the rest of it as it was.</summary>
    public static SearchRequest Take(ChoiceQuestion question, SearchRequest before, IFormCollection form, SearchKeys keys, Language language)
    {
        var sent = SearchForm.Read(form, keys, language);
        return ChildAge.Take(before with
        {
            Filters = Put(question, before.Filters, sent.Filters),
            Nice = Put(question, before.Nice, sent.Nice),
            Format = question.Keys.Contains("format") ? sent.Format : before.Format,
            Place = question.AsksForPlace ? sent.Place : before.Place,
            RadiusMiles = question.AsksForPlace ? sent.RadiusMiles : before.RadiusMiles,
            NotHelped = question.AsksWhatDidNotHelp ? NotHelped(form, keys) : before.NotHelped,
        }, form);
    }

    /// <summary>The search without the answers to one question. Where somebody looks stays.</summary>
    public static SearchRequest Without(ChoiceQuestion question, SearchRequest before) => before with
    {
        Filters = Put(question, before.Filters, sent: null),
        Nice = Put(question, before.Nice, sent: null),
        Format = question.Keys.Contains("format") ? null : before.Format,
        NotHelped = question.AsksWhatDidNotHelp ? null : before.NotHelped,
    };

    /// <summary>What was chosen, a line for each kind.</summary>
    public static IReadOnlyList<string> Told(ChoiceQuestion question, SearchRequest request, FilterGroups groups)
    {
        var told = new List<string>();
        if (question.AsksForPlace && request.Place is { } place)
        {
            told.Add(request.RadiusMiles is { } radius ? L["{0}, within {1}", place, ResultsModel.Miles(radius)] : place);
        }
        foreach (var key in question.Keys)
        {
            var must = key == "format" ? request.Format : request.Filters?.GetValueOrDefault(key)?.Values;
            if (Values(key, must, groups) is { } all)
            {
                told.Add(L["Must: {0}", all]);
            }
            if (Values(key, request.Nice?.GetValueOrDefault(key)?.Values, groups) is { } nice)
            {
                told.Add(key switch { "approach" => L["Helped: {0}", nice], _ => L["Nice to have: {0}", nice] });
            }
        }
        if (question.AsksWhatDidNotHelp && Values("approach", request.NotHelped, groups) is { } not)
        {
            told.Add(L["Did not help: {0}", not]);
        }
        return told;
    }

    /// <summary>Ways to work that are said to have helped and not to have helped.</summary>
    public static IReadOnlyList<string> Both(SearchRequest request) =>
        [.. (request.NotHelped ?? []).Where(way => new[] { request.Filters, request.Nice }.Any(asked => asked?.GetValueOrDefault("approach")?.Values.Contains(way, StringComparer.Ordinal) == true))];

    /// <summary>What a search asks that no question asks: for whom it is, words of one's own.</summary>
    public static IReadOnlyList<string> Others(SearchRequest request, FilterGroups groups)
    {
        var asked = ChoiceQuestion.All.SelectMany(question => question.Keys).ToHashSet(StringComparer.Ordinal);
        var must = (request.Filters ?? new Dictionary<string, Selection>(StringComparer.Ordinal)).Where(one => !asked.Contains(one.Key))
            .Select(one => Values(one.Key, one.Value.Values, groups));
        var nice = (request.Nice ?? new Dictionary<string, Selection>(StringComparer.Ordinal)).Where(one => !asked.Contains(one.Key))
            .Select(one => Values(one.Key, one.Value.Values, groups)).OfType<string>().Select(values => L["Nice to have: {0}", values]);
        return [.. must.OfType<string>(), .. nice, .. request.Text is { Length: > 0 } text ? [L["your words “{0}”", text]] : Array.Empty<string>()];
    }

    private static string? Values(string key, IReadOnlyList<string>? values, FilterGroups groups) =>
        string.Join(", ", (values ?? []).Where(value => value != SearchKeys.NotKnown).Select(value => groups.Text(key, value))) is { Length: > 0 } text ? text : null;

    private static List<string>? NotHelped(IFormCollection form, SearchKeys keys)
    {
        var ways = keys.Schema.Keys[keys["approach"]];
        var known = form[ChoiceParts.DidNotHelp].OfType<string>().Where(way => ways.OrdinalOf(way) >= 0).Distinct(StringComparer.Ordinal).ToList();
        return known.Count > 0 ? known : null;
    }

    private static Dictionary<string, Selection>? Put(
        ChoiceQuestion question, IReadOnlyDictionary<string, Selection>? before, IReadOnlyDictionary<string, Selection>? sent)
    {
        var put = (before ?? new Dictionary<string, Selection>(StringComparer.Ordinal)).Where(one => !question.Keys.Contains(one.Key, StringComparer.Ordinal))
            .Concat((sent ?? new Dictionary<string, Selection>(StringComparer.Ordinal)).Where(one => question.Keys.Contains(one.Key, StringComparer.Ordinal)))
            .ToDictionary(StringComparer.Ordinal);
        return put.Count > 0 ? put : null;
    }
}
