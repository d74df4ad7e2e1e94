using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>Where the time of our own searches goes: each asked again without its counts, and without its page too.</summary>
internal static class SearchParts
{
    public static void Print(SearchIndex index, SearchKind[] kinds)
    {
        Console.WriteLine("| kind, median ms | whole | who passes | first 20 | counts |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var kind in kinds)
        {
            var whole = Median(index, kind, query => query);
            var uncounted = Median(index, kind, query => query with { WithFacets = false });
            var found = Median(index, kind, query => query with { WithFacets = false, Take = 0 });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {kind.Name} | {whole:F3} | {found:F3} | {uncounted - found:F3} | {whole - uncounted:F3} |"));
        }

        Console.WriteLine();
    }

    private static double Median(SearchIndex index, SearchKind kind, Func<SearchQuery, SearchQuery> part) => SearchTimes.At(
        [.. kind.Queries.Select(part).Select(query => SearchTimes.Fastest(() => index.Search(query))).Order()], 0.5);
}
