using Rapport.Search;

namespace Rapport.Fit;

/// <summary>What was chosen leaves few people or nobody: what letting go of one of it brings, while one is still asked.</summary>
/// <param name="Left">How many are left.</param>
/// <param name="Ways">What can be let go of, with the number of people that brings.</param>
internal sealed record LetGo(int Left, WaysOn Ways)
{
    /// <summary>The field that carries what is let go of: see <see cref="SearchChange"/>.</summary>
    public const string Field = "let";

    /// <summary>Null where enough people are left, or nothing that could be let go of brings more.</summary>
    /// <param name="wanted">What was chosen so far.</param>
    /// <param name="found">Who is left.</param>
    /// <param name="snapshots">In which they were found.</param>
    /// <param name="keys">Of searches.</param>
    /// <param name="language">Of the page.</param>
    /// <param name="stop">Ends the counting.</param>
    public static LetGo? Of(SearchRequest wanted, Found found, Snapshots snapshots, SearchKeys keys, string language, CancellationToken stop) =>
        snapshots.Current is { } snapshot && WaysOn.From(wanted, found, snapshot.Index, keys, language, stop) is { Ways.Count: > 0 } ways
            ? new LetGo(found.Result.Total, ways) : null;

    /// <summary>The search without what a button lets go of.</summary>
    public static SearchRequest Apply(SearchRequest wanted, string change, Searches searches, string language)
    {
        var state = searches.Understand(wanted).Place?.State;
        return SearchChange.Apply(wanted, change, language == "es" ? state?.Spanish : state?.English);
    }
}
