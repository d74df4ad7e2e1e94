using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// Those between whom nothing but the text, the practice and the lot decides, and how likely each is among the first of them if the
/// lots are drawn anew. It is counted, not tried out: where no practice has more than its first, it is positions over people.
/// Otherwise it is the integral, over the lot x from 0 to 1 that somebody may draw, of the chance that few enough draw less.
/// </summary>
internal static class LotClass
{
    // Halves of what is left, towards both ends: whatever happens near 0 or 1 among millions is met by panels of its own size.
    private const int Octaves = 25;
    private const int PanelsOfOctave = 4;

    // Nodes and weights of Gauss and Legendre for 16 points on (−1, 1); the other half is their mirror image.
    private static readonly (double Node, double Weight)[] Gauss =
    [
        (0.0950125098376374, 0.1894506104550685), (0.2816035507792589, 0.1826034150449236),
        (0.4580167776572274, 0.1691565193950025), (0.6178762444026438, 0.1495959888165767),
        (0.7554044083550030, 0.1246289712555339), (0.8656312023878318, 0.0951585116824928),
        (0.9445750230732326, 0.0622535239386479), (0.9894009349916499, 0.0271524594117541),
    ];

    /// <summary>One of them.</summary>
    /// <param name="Score">What is compared before the lot, practice apart: the smaller stands first.</param>
    /// <param name="Practice">0 for none.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Member(ulong Score, long Practice);

    /// <summary>How likely one of them is among the first.</summary>
    /// <param name="members">All of them, this one too.</param>
    /// <param name="own">The one.</param>
    /// <param name="positions">How many first ones there are.</param>
    public static double Chance(IReadOnlyList<Member> members, Member own, int positions)
    {
        if (positions <= 0)
        {
            return 0;
        }

        if (positions >= members.Count)
        {
            return 1;
        }

        // By practice and score, who certainly stands first, who certainly later, and between whom the lot decides.
        var shares = members.Where(one => one.Practice != 0).GroupBy(one => one.Practice)
            .SelectMany(practice => SharesOf(practice))
            .Concat(members.Where(one => one.Practice == 0).GroupBy(one => one.Score).Select(alone => new Share(alone.Key, 0, alone.Count(), alone.Count())))
            .ToList();
        var mine = shares.Find(share => share.Score == own.Score && share.Practice == own.Practice);
        var firstBefore = shares.Where(share => share.Score < own.Score).Sum(share => share.First);
        var laterBefore = shares.Sum(share => share.First) + shares.Where(share => share.Score < own.Score).Sum(share => share.Count - share.First);
        var beside = shares.Where(share => share.Score == own.Score).ToList();
        return Among(beside, mine, positions - firstBefore, isFirst: true) + Among(beside, mine, positions - laterBefore, isFirst: false);
    }

    private static IEnumerable<Share> SharesOf(IEnumerable<Member> practice)
    {
        var left = SearchOrder.PracticeFirst;
        foreach (var equals in practice.GroupBy(one => one.Score).OrderBy(equals => equals.Key))
        {
            var share = new Share(equals.Key, equals.First().Practice, equals.Count(), Math.Min(left, equals.Count()));
            left -= share.First;
            yield return share;
        }
    }

    /// <summary>How likely one of a share is one of the first of its practice, or one of the later ones, and among so many of these.</summary>
    private static double Among(List<Share> beside, Share mine, int positions, bool isFirst)
    {
        var own = mine.Part(isFirst);
        var all = beside.Sum(share => share.Part(isFirst));
        if (positions <= 0 || own == 0)
        {
            return 0;
        }

        if (positions >= all)
        {
            return (double)own / mine.Count;
        }

        // Of these all count, or none; between the others the lot decides who does.
        var whole = beside.Where(share => share.Part(isFirst) == share.Count).Sum(share => share.Count);
        var divided = beside.Where(share => share.Part(isFirst) > 0 && share.Part(isFirst) < share.Count && share.Practice != mine.Practice).ToList();
        if (own == mine.Count && divided.Count == 0)
        {
            return (double)positions / all;
        }

        return Integral(x => own == mine.Count
            ? Convolved(divided, whole - 1, x, positions, isFirst).Sum()
            : WithOwn(Convolved(divided, whole, x, positions, isFirst), mine, x, isFirst));
    }

    /// <summary>By how many of a level draw less than x and stand among the first, or later ones, the chance of it; up to as many as matter.</summary>
    private static double[] Convolved(List<Share> divided, int whole, double x, int positions, bool isFirst)
    {
        var chances = Binomial(whole, x, positions);
        foreach (var share in divided)
        {
            chances = Together(chances, Counted(share, share.Count, x, positions, isFirst));
        }

        return chances;
    }

    // Whoever draws x is one of the first if fewer of the practice than there are first ones draw less.
    private static double WithOwn(double[] others, Share mine, double x, bool isFirst)
    {
        var less = Binomial(mine.Count - 1, x, mine.First + others.Length);
        var chance = 0d;
        for (var drawn = 0; drawn < less.Length; drawn++)
        {
            var before = isFirst ? drawn : drawn - mine.First;
            if (isFirst ? drawn < mine.First : drawn >= mine.First)
            {
                chance += less[drawn] * others.Take(others.Length - before).Sum();
            }
        }

        return chance;
    }

    private static double[] Counted(Share share, int count, double x, int positions, bool isFirst)
    {
        if (!isFirst)
        {
            var drawn = Binomial(count, x, share.First + positions);
            var later = drawn[share.First..];
            later[0] += drawn[..share.First].Sum();
            return later;
        }

        // All that draw more than there are first ones count as these.
        var few = Binomial(count, x, share.First);
        return [.. few, Math.Max(0, 1 - few.Sum())];
    }

    private static double[] Together(double[] one, double[] other)
    {
        var sum = new double[one.Length];
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = 0; j < other.Length && i + j < one.Length; j++)
            {
                sum[i + j] += one[i] * other[j];
            }
        }

        return sum;
    }

    /// <summary>How likely 0, 1, 2, … of some draw less than x, for the first few numbers.</summary>
    private static double[] Binomial(int count, double x, int numbers)
    {
        var chances = new double[numbers];
        var (less, more) = (Math.Log(x), Math.Log(1 - x));
        var ways = 0d;
        for (var drawn = 0; drawn < numbers && drawn <= count; drawn++)
        {
            chances[drawn] = Math.Exp(ways + (drawn * less) + ((count - drawn) * more));
            ways += Math.Log((double)(count - drawn) / (drawn + 1));
        }

        return chances;
    }

    private static double Integral(Func<double, double> of)
    {
        var sum = 0d;
        var end = 0.5;
        for (var octave = 0; octave <= Octaves; octave++)
        {
            var start = octave == Octaves ? 0 : end / 2;
            var half = (end - start) / PanelsOfOctave / 2;
            for (var panel = 0; panel < PanelsOfOctave; panel++)
            {
                var middle = start + (((2 * panel) + 1) * half);
                foreach (var (node, weight) in Gauss)
                {
                    var (low, high) = (middle - (node * half), middle + (node * half));
                    sum += weight * half * (of(low) + of(high) + of(1 - low) + of(1 - high));
                }
            }

            end = start;
        }

        return sum;
    }

    /// <summary>Those of one practice, or of none, with one score.</summary>
    /// <param name="Score">The score.</param>
    /// <param name="Practice">0 for none.</param>
    /// <param name="Count">How many.</param>
    /// <param name="First">How many of them are among the first of the practice.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Share(ulong Score, long Practice, int Count, int First)
    {
        public int Part(bool isFirst) => isFirst ? First : Count - First;
    }
}
