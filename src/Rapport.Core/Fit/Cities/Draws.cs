using Rapport.Core.Statistics;

namespace Rapport.Core.Fit.Cities;

/// <summary>
/// Numbers by lot that depend on nothing but a seed and what they are drawn for, so that two runs of one seed meet the same people and
/// differ by what is done alone. SplitMix64: Steele, Lea and Flood, OOPSLA 2014, 453–472.
/// </summary>
internal struct Draws
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state;

    /// <param name="seed">Of the run.</param>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="one">For whom.</param>
    /// <param name="other">With whom; 0 where it is nobody.</param>
    public Draws(int seed, Purpose purpose, int one, int other = 0)
    {
        state = Mixed((ulong)seed + (((ulong)purpose + 1) << 32));
        state = Mixed(state ^ (ulong)(uint)one);
        state = Mixed(state ^ ((ulong)(uint)other << 20));
    }

    /// <summary>What a draw is for.</summary>
    public enum Purpose
    {
        Therapist,
        Client,
        Insurance,
        Identity,
        Chemistry,
        CheckIns,
        Choice,
        Order,
        Drift,
        Fake,
    }

    /// <summary>From 0, below 1.</summary>
    public double Uniform() => ((Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>Normal, of mean 0 and variance 1.</summary>
    public double Normal() => Tails.NormalQuantile(Uniform());

    /// <summary>True so often.</summary>
    public bool Is(double chance) => Uniform() < chance;

    /// <summary>From 0, below a bound.</summary>
    public int Below(int bound) => (int)(Uniform() * bound);

    private static ulong Mixed(ulong z)
    {
        unchecked
        {
            z += Step;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private ulong Next()
    {
        var next = Mixed(state);
        state = unchecked(state + Step);
        return next;
    }
}
