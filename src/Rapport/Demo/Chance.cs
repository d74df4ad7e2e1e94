namespace Rapport.Demo;

/// <summary>
/// Chance that can be replayed: the same seed gives the same draws on every machine and runtime, which the base
/// library's seeded generator does not promise. SplitMix64 (Steele, Lea, Flood 2014).
/// </summary>
internal sealed class Chance
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <param name="seed">The whole population's seed.</param>
    /// <param name="stream">One of the independent streams under that seed, such as a person's number.</param>
    public Chance(long seed, long stream) => Restart(seed, stream);

    /// <summary>Begins another stream without a new object.</summary>
    public void Restart(long seed, long stream) => _state = Mix(Mix((ulong)seed + Golden) ^ ((ulong)stream * Golden));

    /// <summary>A whole number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with this probability.</summary>
    public bool Whether(double probability) => Unit() < probability;

    /// <summary>
    /// An index that prefers the front of a list, as words and habits do: the larger <paramref name="skew"/>, the
    /// more; 1 prefers none.
    /// </summary>
    public int Skewed(int count, double skew) => Math.Min(count - 1, (int)(count * Math.Pow(Unit(), skew)));

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>An index drawn by weight, from sums that ascend.</summary>
    public int Weighted(double[] runningSums)
    {
        var at = Array.BinarySearch(runningSums, Unit() * runningSums[^1]);
        return Math.Min(at < 0 ? ~at : at + 1, runningSums.Length - 1);
    }

    /// <summary>Some different choices, in the order of the list.</summary>
    public List<T> Some<T>(IReadOnlyList<T> choices, int count)
    {
        var chosen = new List<T>(Math.Min(count, choices.Count));
        var left = Math.Min(count, choices.Count);
        for (var i = 0; left > 0; i++)
        {
            if (Below(choices.Count - i) < left)
            {
                chosen.Add(choices[i]);
                left--;
            }
        }
        return chosen;
    }

    private ulong Next() => Mix(_state += Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
