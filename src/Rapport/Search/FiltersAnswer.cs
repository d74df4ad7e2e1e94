using Rapport.Core.Search;

namespace Rapport.Search;

/// <summary>The filters of this installation, as JSON.</summary>
internal sealed record FiltersAnswer(IReadOnlyList<FilterAnswer> Filters)
{
    public static FiltersAnswer Of(SearchKeys keys) => new([.. SearchKeys.All.Select((key, position) => new FilterAnswer(
        key.Name,
        KindOf(key.Kind),
        key.Meaning,
        [.. keys.Schema.Keys[position].Values.Select((code, value) =>
            new FilterValueAnswer(code, keys.Label(position, value, "en"), keys.Label(position, value, "es")))]))]);

    private static string KindOf(FilterKind kind) => kind switch
    {
        FilterKind.Exclude => "exclude",
        FilterKind.Maximum => "maximum",
        FilterKind.Flag => "yesNo",
        _ => "anyOf",
    };
}

/// <summary>One filter.</summary>
/// <param name="Key">As in a request.</param>
/// <param name="Kind">anyOf · exclude · maximum (any number may be asked for) · yesNo.</param>
/// <param name="Meaning">In a sentence.</param>
/// <param name="Values">What may be selected; "not-known" may be added to any of them.</param>
internal sealed record FilterAnswer(string Key, string Kind, string Meaning, IReadOnlyList<FilterValueAnswer> Values);

/// <summary>One value, with what it is called in English and Spanish.</summary>
internal sealed record FilterValueAnswer(string Value, string En, string Es);
