namespace Rapport.Tests.Core.Statistics;

/// <summary>Numbers drawn by lot from a seed, the same on every machine.</summary>
internal sealed class NormalLot(int seed)
{
    private readonly Random _lot = new(seed);

    /// <summary>Of the normal distribution with mean 0 and this standard deviation: Box and Muller, Annals of Mathematical Statistics 29 (1958), 610–611.</summary>
    public double Next(double deviation = 1) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - _lot.NextDouble())) * Math.Cos(2 * Math.PI * _lot.NextDouble());

    /// <summary>From 0, below a bound.</summary>
    public int Below(int bound) => _lot.Next(bound);

    /// <summary>Anywhere between two numbers.</summary>
    public double Between(double least, double most) => least + ((most - least) * _lot.NextDouble());
}
