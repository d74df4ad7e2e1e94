namespace Rapport.Bench.Statistics;

/// <summary>Numbers by lot from a seed.</summary>
internal sealed class Lot(int seed)
{
    private readonly Random _lot = new(seed);

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _lot.NextDouble())) * Math.Cos(2 * Math.PI * _lot.NextDouble());

    public double Between(double least, double most) => least + ((most - least) * _lot.NextDouble());
}
