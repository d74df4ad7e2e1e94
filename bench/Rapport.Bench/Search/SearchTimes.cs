using System.Diagnostics;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>What one who answers was measured to take.</summary>
/// <param name="Kinds">For each kind, milliseconds of each search, rising.</param>
/// <param name="OneCore">Searches a second of the whole mix on one core.</param>
/// <param name="TwoCores">The same on two.</param>
/// <param name="Allocated">Bytes allocated in the process by a search.</param>
internal sealed record SearchTimes(double[][] Kinds, double OneCore, double TwoCores, double Allocated)
{
    // The machine has other work too: the best of a few tells what a search takes.
    private const int Repeats = 3;
    private const double LongMilliseconds = 50;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(4);

    /// <param name="peer">Who is measured.</param>
    /// <param name="kinds">What it is asked.</param>
    /// <param name="check">Told each answer once, before anything is measured.</param>
    public static SearchTimes Of(SearchPeer peer, SearchKind[] kinds, Action<SearchQuery, Answer> check)
    {
        peer.UseCores(all: false);
        foreach (var query in kinds.SelectMany(kind => kind.Queries))
        {
            check(query, peer.Search(query));
        }

        Warm(peer, kinds);
        Settle();
        var times = Array.ConvertAll(kinds, kind => kind.Queries.Select(query => Fastest(() => peer.Run(query))).Order().ToArray());
        var mix = kinds.SelectMany(kind => kind.Queries).ToArray();
        new Random(9).Shuffle(mix);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var one = PerSecond(mix, [peer]);
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)one.Searches;
        peer.UseCores(all: true);
        var other = peer.ForAnotherThread();
        var two = PerSecond(mix, other is null ? [peer] : [peer, other]);
        if (other != peer)
        {
            other?.Dispose();
        }

        return new SearchTimes(times, one.PerSecond, two.PerSecond, allocated);
    }

    public static double At(double[] rising, double share) => rising[(int)(share * (rising.Length - 1))];

    /// <summary>Milliseconds of the fastest of a few times; what takes long is done once.</summary>
    public static double Fastest(Action search)
    {
        var fastest = double.PositiveInfinity;
        for (var i = 0; i < Repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            search();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (fastest > LongMilliseconds)
            {
                break;
            }
        }

        return fastest;
    }

    // Until the runtime has compiled it for good: what is measured first must not pay for all.
    private static void Warm(SearchPeer peer, SearchKind[] kinds)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Warming)
        {
            foreach (var query in kinds.SelectMany(kind => kind.Queries).TakeWhile(_ => clock.Elapsed < Warming))
            {
                peer.Run(query);
            }
        }
    }

    private static (double PerSecond, long Searches) PerSecond(SearchQuery[] mix, SearchPeer[] peers)
    {
        Settle();
        var clock = Stopwatch.StartNew();
        var searches = 0L;
        // On this thread and others of our own: none has to wait for one of the pool.
        var threads = peers.Skip(1).Select(peer => new Thread(() => Turn(peer, 1))).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        Turn(peers[0], 0);
        foreach (var thread in threads)
        {
            thread.Join();
        }

        return (searches / clock.Elapsed.TotalSeconds, searches);

        // Each asks its share of the mix, over and over as long as it takes to be measured.
        void Turn(SearchPeer peer, int number)
        {
            do
            {
                for (var i = number; i < mix.Length; i += peers.Length)
                {
                    peer.Run(mix[i]);
                    Interlocked.Increment(ref searches);
                }
            }
            while (clock.Elapsed < Least);
        }
    }

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
