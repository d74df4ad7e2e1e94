namespace Rapport.Core.Fit.Cities;

/// <summary>Runs a simulated city. What comes of it proves nothing about therapy; it shows what a learner can reach, and what it costs.</summary>
public static class CitySimulation
{
    /// <summary>One world, one seed, one policy: the same on every machine and with any number of others beside it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="seed">Of all that is drawn; the same people come under each policy.</param>
    /// <param name="policy">By what the therapists are put in order.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static CityResult Run(World world, int seed, Policy policy, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        return new CityRun(world, seed, policy).Run(stop);
    }
}
