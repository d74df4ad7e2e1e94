namespace Rapport.Profiles;

/// <summary>More removals in a short time than people ask for by themselves: somebody may be emptying the list.</summary>
/// <param name="Network">Pseudonym of the one network they came from; null when they came from many.</param>
/// <param name="From">The first of them, UTC.</param>
/// <param name="To">The last of them, UTC.</param>
/// <param name="Count">How many.</param>
internal sealed record Burst(string? Network, DateTime From, DateTime To, int Count);

/// <summary>When somebody was taken off, and from which network that was asked for.</summary>
internal sealed record Asked(string? Network, DateTime At);

/// <summary>
/// Finds bursts among removals. The windows slide: a script that begins at ten to midnight, or at ten to the hour, is
/// one burst and not two halves that are each too small.
/// </summary>
internal static class Bursts
{
    /// <summary>From one network within a day.</summary>
    public const int FromOneNetwork = 4;

    /// <summary>From everywhere within an hour.</summary>
    public const int FromEverywhere = 20;

    /// <summary>From everywhere within a day, when they are also more than one in <see cref="ShareOfList"/> of the list: a small
    /// list is emptied by few.</summary>
    public const int LeastOfShare = 5;

    /// <summary>One in so many of the listed: 5 %.</summary>
    public const int ShareOfList = 20;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The bursts, the newest first.</summary>
    /// <param name="asked">Removals that stand, the oldest first.</param>
    /// <param name="listed">How many people are listed, those removed counted with them.</param>
    public static IReadOnlyList<Burst> In(IReadOnlyList<Asked> asked, long listed)
    {
        var fromOne = asked.Where(one => one.Network is not null)
            .GroupBy(one => one.Network, StringComparer.Ordinal)
            .SelectMany(of => Runs([.. of], Day, FromOneNetwork));
        // Those that all came from one network are told with its name already.
        var fromMany = Merged([.. Spans(asked, Hour, FromEverywhere), .. Spans(asked, Day, Math.Max(LeastOfShare, (listed / ShareOfList) + 1))])
            .Select(span => asked.Skip(span.First).Take(span.Last - span.First + 1).ToList())
            .Where(run => run[0].Network is not { } network || run.Exists(one => one.Network != network))
            .Select(run => new Burst(null, run[0].At, run[^1].At, run.Count));
        return [.. fromOne.Concat(fromMany).OrderByDescending(burst => burst.To)];
    }

    /// <summary>The most removals that any day held, wherever it began.</summary>
    public static int MostInADay(IReadOnlyList<Asked> asked)
    {
        var most = 0;
        for (int first = 0, last = 0; last < asked.Count; last++)
        {
            first = Begin(asked, first, last, Day);
            most = Math.Max(most, last - first + 1);
        }
        return most;
    }

    private static IEnumerable<Burst> Runs(IReadOnlyList<Asked> asked, TimeSpan window, int least) =>
        Merged([.. Spans(asked, window, least)]).Select(span =>
            new Burst(asked[span.First].Network, asked[span.First].At, asked[span.Last].At, span.Last - span.First + 1));

    /// <summary>For each removal the stretch of the window that ends with it, where that holds enough.</summary>
    private static IEnumerable<(int First, int Last)> Spans(IReadOnlyList<Asked> asked, TimeSpan window, long least)
    {
        for (int first = 0, last = 0; last < asked.Count; last++)
        {
            first = Begin(asked, first, last, window);
            if (last - first + 1 >= least)
            {
                yield return (first, last);
            }
        }
    }

    private static int Begin(IReadOnlyList<Asked> asked, int first, int last, TimeSpan window)
    {
        while (asked[last].At - asked[first].At >= window)
        {
            first++;
        }
        return first;
    }

    private static List<(int First, int Last)> Merged(List<(int First, int Last)> spans)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var span in spans.OrderBy(span => span.First).ThenBy(span => span.Last))
        {
            if (merged.Count > 0 && span.First <= merged[^1].Last)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, span.Last));
            }
            else
            {
                merged.Add(span);
            }
        }
        return merged;
    }
}
