using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// Searches over invented profiles, on one thread, beside a plain scan and SQLite in the same run; all must agree on the
/// totals, the scan on the counts too. Prints Markdown.
/// </summary>
internal static class SearchBench
{
    private const int SqlQueriesPerKind = 5;
    private const int ScanQueriesPerKind = 20;

    public static int Run(string[] args)
    {
        var profiles = Option(args, "--profiles", 100_000);
        var perKind = Option(args, "--rounds", 200);
        var alone = args.Contains("--alone");
        var world = new SyntheticDirectory(profiles, seed: 1);
        var clock = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = SearchIndex.Build(world.Schema, world.Listings);
        var built = clock.Elapsed;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)profiles;
        var scan = alone ? null : new ScanPeer(world);
        using var sqlite = alone ? null : new SqlitePeer(world);

        Line($"# Search over {profiles:N0} profiles");
        Line($"");
        Line($"One thread, .NET {Environment.Version}, {Environment.ProcessorCount} processors. Each search: exact total, first 20 with reasons,");
        Line($"and the counts of all {world.Schema.Keys.Sum(key => key.Values.Count)} values of {world.Schema.Keys.Count} keys. Peers in the same run, warmed, on the first {ScanQueriesPerKind} (scan) and");
        Line($"{SqlQueriesPerKind} (SQLite) searches of each kind; totals agree. Index built in {built.TotalSeconds:F1} s, {bytes:F0} bytes a profile.");
        Line($"");
        Line($"| kind | found, median | median ms | p95 ms | p99 ms | plain scan, median ms | SQLite, median ms | scan : index | SQLite : index |");
        Line($"|---|---|---|---|---|---|---|---|---|");
        var all = new List<double>();
        foreach (var (kind, make) in SearchQueries.Kinds)
        {
            var random = new Random(7);
            var queries = Enumerable.Range(0, perKind).Select(_ => make(world, random)).ToArray();
            var found = queries.Select(query => (double)index.Search(query).Total).Order().ToArray();
            var ours = Times(queries, query => index.Search(query));
            var median = Median(ours);
            all.AddRange(ours);
            var row = FormattableStringFactory.Create("| {0} | {1:N0} | {2:F3} | {3:F3} | {4:F3} |",
                kind, Median(found), median, At(ours, 0.95), At(ours, 0.99)).ToString(CultureInfo.InvariantCulture);
            if (scan is null || sqlite is null)
            {
                Line($"{row}");
                continue;
            }

            Agree(index, scan, sqlite, queries);
            var scanned = Median(Times(queries[..Math.Min(ScanQueriesPerKind, perKind)], query => scan.Search(query)));
            var sql = Median(Times(queries[..Math.Min(SqlQueriesPerKind, perKind)], query => sqlite.Search(query)));
            Line($"{row} {scanned:F1} | {sql:F1} | {scanned / median:F0} | {sql / median:F0} |");
        }

        var mix = all.Order().ToArray();
        Line($"| **all** | | **{Median(mix):F3}** | {At(mix, 0.95):F3} | {At(mix, 0.99):F3} | | | | |");
        Line($"");
        Edits(world, index);
        return 0;
    }

    private static void Edits(SyntheticDirectory world, SearchIndex index)
    {
        var random = new Random(3);
        var times = new List<double>();
        for (var i = 0; i < 2000; i++)
        {
            var listing = world.Listings[random.Next(world.Listings.Length)];
            var start = Stopwatch.GetTimestamp();
            index = index.With([listing], []);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var ordered = times.Order().ToArray();
        Line($"2,000 single edits, each searchable when it returns: median {Median(ordered):F3} ms, p99 {At(ordered, 0.99):F3} ms, longest {ordered[^1]:F1} ms.");
    }

    private static void Agree(SearchIndex index, ScanPeer scan, SqlitePeer sqlite, SearchQuery[] queries)
    {
        for (var i = 0; i < Math.Min(SqlQueriesPerKind, queries.Length); i++)
        {
            var ours = index.Search(queries[i]);
            var (total, counts) = scan.Search(queries[i]);
            var same = ours.Total == total && ours.Total == sqlite.Search(queries[i]).Total;
            for (var key = 0; key < counts.Length; key++)
            {
                same &= key == index.Schema.FormatKey || key == index.Schema.StateKey
                    || counts[key].SequenceEqual(ours.Facets[key].Counts);
            }

            if (!same)
            {
                throw new InvalidOperationException("The index and its peers do not agree.");
            }
        }
    }

    private static double[] Times(SearchQuery[] queries, Action<SearchQuery> search)
    {
        search(queries[0]);
        return [.. queries.Select(query =>
        {
            var start = Stopwatch.GetTimestamp();
            search(query);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order()];
    }

    private static double Median(double[] ordered) => At(ordered, 0.5);

    private static double At(double[] ordered, double share) => ordered[(int)(share * (ordered.Length - 1))];

    private static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
