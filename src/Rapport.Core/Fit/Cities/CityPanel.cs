namespace Rapport.Core.Fit.Cities;

/// <summary>The runs of one world: policies side by side, the same people under each.</summary>
/// <param name="World">The world.</param>
/// <param name="Seeds">The seeds, rising.</param>
/// <param name="Runs">By policy, a result for each seed; any order of therapists is among them.</param>
public sealed record CityPanel(World World, IReadOnlyList<int> Seeds, IReadOnlyDictionary<Policy, IReadOnlyList<CityResult>> Runs)
{
    /// <summary>Runs a world under some policies, and under none (any order), several at once.</summary>
    /// <param name="world">The world.</param>
    /// <param name="policies">By what therapists are put in order.</param>
    /// <param name="seeds">Of the people.</param>
    /// <param name="ended">Told after each run.</param>
    /// <param name="stop">Ends all.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static CityPanel Of(World world, IEnumerable<Policy> policies, IReadOnlyList<int> seeds, Action? ended = null, CancellationToken stop = default)
    {
        Policy[] all = [.. policies.Append(Policy.Random).Distinct().Order()];
        var results = all.ToDictionary(policy => policy, _ => new CityResult[seeds.Count]);
        // The longest first, so that no processor waits for the last of them.
        var jobs = all.Reverse().SelectMany(policy => seeds.Select((_, at) => (policy, at))).OrderByDescending(job => job.policy is Policy.Priced or Policy.Free or Policy.Blup);
        Parallel.ForEach(jobs, new ParallelOptions { CancellationToken = stop }, job =>
        {
            results[job.policy][job.at] = CitySimulation.Run(world, seeds[job.at], job.policy, stop);
            ended?.Invoke();
        });
        return new CityPanel(world, seeds, results.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<CityResult>)pair.Value));
    }

    /// <summary>The mean gain over any order, paired by seed, and its standard error; NaN of one seed.</summary>
    /// <param name="policy">Of which.</param>
    /// <param name="window">Of <see cref="CityResult.Windows"/>.</param>
    public (double Mean, double Error) Gain(Policy policy, int window) =>
        Of(Runs[policy].Zip(Runs[Policy.Random], (one, random) => one.Worth[window] - random.Worth[window]));

    /// <summary>The mean of a figure over the seeds, and its standard error; NaN of one seed.</summary>
    /// <param name="policy">Of which.</param>
    /// <param name="figure">Of each run.</param>
    public (double Mean, double Error) Of(Policy policy, Func<CityResult, double> figure) => Of(Runs[policy].Select(figure));

    private static (double Mean, double Error) Of(IEnumerable<double> figures)
    {
        double[] all = [.. figures];
        var mean = all.Average();
        return (mean, all.Length < 2 ? double.NaN : Math.Sqrt(all.Sum(one => (one - mean) * (one - mean)) / (all.Length - 1) / all.Length));
    }
}
