namespace Rapport.Core.Fit;

/// <summary>By what therapists stand in order for a client: the expected difference of the pair, less the price for load.</summary>
public static class FitOrder
{
    /// <summary>
    /// What a place in the order costs whose openings are all taken, in points: of .03 to .12 tried in the simulated city it spreads
    /// clients best for what it takes from them.
    /// </summary>
    public const double PriceOfLoad = 0.06;

    /// <summary>The price for load.</summary>
    /// <param name="load">Requests accepted this month.</param>
    /// <param name="slots">How many new people the therapist can take in a month, from 1.</param>
    public static double Price(int load, int slots) => PriceOfLoad * load / slots;
}
