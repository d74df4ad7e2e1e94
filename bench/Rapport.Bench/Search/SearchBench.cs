using System.Diagnostics;
using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// Searches over the people of the demo, beside the peers in the same run; all must agree on the totals and the counts,
/// whoever knows the whole order on the first 20 too, else the run fails. Prints Markdown.
/// </summary>
internal static class SearchBench
{
    public static int Run(string[] args)
    {
        var profiles = Option(args, "--profiles", 100_000);
        var slow = Option(args, "--slow", 50);
        var clock = Stopwatch.StartNew();
        var directory = new DemoDirectory(profiles);
        Note($"{profiles:N0} people made in {clock.Elapsed.TotalSeconds:F1} s");
        var kinds = SearchQueries.Make(directory, Option(args, "--queries", 1000));
        var few = Array.ConvertAll(kinds, kind => kind with { Queries = [.. kind.Queries.Take(slow)] });
        var table = new SearchTable(directory, kinds, slow);
        clock.Restart();
        using var ours = new RapportPeer(directory);
        var built = clock.Elapsed;
        var bytes = ours.Bytes;
        var answers = new Dictionary<SearchQuery, Answer>(ReferenceEqualityComparer.Instance);
        table.Add(ours, built, bytes, Measure(ours, kinds, answers.Add));
        table.Found(answers);
        foreach (var make in Peers(args, directory))
        {
            clock.Restart();
            using var peer = make();
            built = clock.Elapsed;
            Note($"{peer.Name} built in {built.TotalSeconds:F1} s");
            table.Add(peer, built, peer.Bytes, Measure(peer, Array.ConvertAll(peer.IsQuick ? kinds : few, kind =>
                kind with { Queries = [.. kind.Queries.Where(peer.CanAnswer)] }), (query, answer) =>
                Compare(peer, query, answers[query], answer)));
        }

        table.Print();
        IndexWeights.Print(ours.Index);
        SearchParts.Print(ours.Index, kinds);
        EditTimes.Print(ours.Index, directory);
        Console.WriteLine();
        FileTimes.Print(ours.Index);
        Console.WriteLine();
        SoakTimes.Print(ours.Index, directory, kinds, TimeSpan.FromSeconds(Option(args, "--soak", 30)));
        return 0;
    }

    private static List<Func<SearchPeer>> Peers(string[] args, DemoDirectory directory)
    {
        var wanted = Text(args, "--peers") ?? "lucene,sqlite,duckdb,postgres";
        var postgres = Text(args, "--postgres") ?? Environment.GetEnvironmentVariable("RAPPORT_TEST_POSTGRES");
        var peers = new List<Func<SearchPeer>>();
        foreach (var name in wanted.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (name)
            {
                case "none":
                    break;
                case "lucene":
                    peers.Add(() => new LucenePeer(directory));
                    break;
                case "sqlite":
                    peers.Add(() => new SqlitePeer(directory));
                    break;
                case "duckdb":
                    peers.Add(() => new DuckPeer(directory));
                    break;
                case "postgres" when postgres is not null:
                    peers.Add(() => new PostgresPeer(directory, postgres));
                    break;
                case "postgres":
                    Note($"PostgreSQL is left out: say where it is (--postgres CONNECTION), or run under scripts/test-postgres.");
                    break;
                default:
                    throw new ArgumentException($"There is no peer {name}.", nameof(args));
            }
        }

        return peers;
    }

    private static SearchTimes Measure(SearchPeer peer, SearchKind[] kinds, Action<SearchQuery, Answer> check)
    {
        var clock = Stopwatch.StartNew();
        var times = SearchTimes.Of(peer, kinds, check);
        Note($"{peer.Name} measured in {clock.Elapsed.TotalSeconds:F1} s");
        return times;
    }

    private static void Compare(SearchPeer peer, SearchQuery query, Answer ours, Answer theirs)
    {
        if (ours.Total != theirs.Total || !ours.Counts.AsSpan().SequenceEqual(theirs.Counts)
            || (peer.OrdersFully(query) && !ours.First.AsSpan().SequenceEqual(theirs.First)))
        {
            var at = ours.Counts.AsSpan().CommonPrefixLength(theirs.Counts);
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"{peer.Name} does not agree on {query}: {ours.Total} and {theirs.Total} found; counts part at {at}; first {string.Join(' ', ours.First)} and {string.Join(' ', theirs.First)}."));
        }
    }

    private static int Option(string[] args, string name, int otherwise) =>
        Text(args, name) is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    private static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    // How far it is, beside the table, which is all that stands on the standard output.
    private static void Note(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
