using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// Searches of all kinds for a while, without edits and then beside a thousand edits a second, which are followed as the product
/// follows its change feed: what was changed is put in every 200 ms, and large merges run on a thread of their own.
/// </summary>
internal static class SoakTimes
{
    private const int EditsASecond = 1000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    public static void Print(SearchIndex index, DemoDirectory directory, SearchKind[] kinds, TimeSpan each)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Searches of all kinds, one after another, {each.TotalMinutes:F1} minutes each; milliseconds:"));
        Console.WriteLine();
        Console.WriteLine("| | searches | median | p99 | p99.9 | longest | an edit is found after, p99 | longest | merges | MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        Row("without edits", index, directory, kinds, each, edits: 0);
        Row("beside 1,000 edits a second", index, directory, kinds, each, EditsASecond);
    }

    private static void Row(string name, SearchIndex index, DemoDirectory directory, SearchKind[] kinds, TimeSpan length, int edits)
    {
        var queries = kinds.SelectMany(kind => kind.Queries).ToArray();
        new Random(5).Shuffle(queries);
        var current = index;
        using var stop = new CancellationTokenSource();
        var delays = new ConcurrentBag<double>();
        var merges = 0;
        var editing = edits == 0 ? null : new Thread(Edit) { IsBackground = true };
        editing?.Start();
        var times = new List<double>();
        var whole = Stopwatch.StartNew();
        for (var at = 0; whole.Elapsed < length; at++)
        {
            var start = Stopwatch.GetTimestamp();
            Volatile.Read(ref current).Search(queries[at % queries.Length]);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        stop.Cancel();
        editing?.Join();
        double[] sorted = [.. times.Order()];
        double[] waits = [.. delays.Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {sorted.Length:N0} | {SearchTimes.At(sorted, 0.5):F2} | {SearchTimes.At(sorted, 0.99):F2} | {SearchTimes.At(sorted, 0.999):F2} | {sorted[^1]:F1} | {(waits.Length > 0 ? $"{SearchTimes.At(waits, 0.99):F0} | {waits[^1]:F0}" : "– | –")} | {merges} | {GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0} |"));

        void Edit()
        {
            var random = new Random(7);
            (IndexMerge Merge, Task Work)? merging = null;
            var made = Stopwatch.StartNew();
            var done = 0L;
            while (!stop.IsCancellationRequested)
            {
                // All edits that have come since the last tick; the oldest waited longest.
                var due = (long)(made.Elapsed.TotalSeconds * edits);
                var oldest = made.Elapsed - TimeSpan.FromSeconds(done / (double)edits);
                if (due > done)
                {
                    var batch = Enumerable.Range(0, (int)(due - done)).Select(_ => directory.Listings[random.Next(directory.Listings.Length)]).DistinctBy(one => one.Id).ToArray();
                    var start = Stopwatch.GetTimestamp();
                    Volatile.Write(ref current, current.With(batch, []));
                    delays.Add((oldest + Stopwatch.GetElapsedTime(start)).TotalMilliseconds);
                    done = due;
                }

                if (merging is { Work.IsCompletedSuccessfully: true } ended)
                {
                    merging = null;
                    merges++;
                    Volatile.Write(ref current, current.With(ended.Merge));
                }
                else if (merging is null && current.NextMerge() is { } merge)
                {
                    merging = (merge, Task.Run(() => merge.Run(DemoDirectory.Today)));
                }

                Thread.Sleep(Tick);
            }
        }
    }
}
