using System.Diagnostics;
using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>How long an edit takes until it can be found.</summary>
internal static class EditTimes
{
    private const int Edits = 2000;

    public static void Print(SearchIndex index, DemoDirectory directory)
    {
        var random = new Random(3);
        var times = new double[Edits];
        for (var i = 0; i < Edits; i++)
        {
            var listing = directory.Listings[random.Next(directory.Listings.Length)];
            var start = Stopwatch.GetTimestamp();
            index = index.With([listing], []);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Edits:N0} single edits, each searchable when it returns: median {SearchTimes.At(times, 0.5):F3} ms, p99 {SearchTimes.At(times, 0.99):F3} ms, longest {times[^1]:F1} ms."));
    }
}
