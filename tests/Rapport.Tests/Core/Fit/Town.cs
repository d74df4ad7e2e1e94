using Rapport.Core.Fit;

namespace Rapport.Tests.Core.Fit;

/// <summary>Sixty therapists and three thousand clients who answer as people do: what a therapist's answers are worth among them.</summary>
internal sealed class Town
{
    private const int Therapists = 60;
    private const int Clients = 3_000;

    private readonly FitScale scale;
    private readonly double[][] wishes;

    // Of each client, the scores of the others, rising.
    private readonly double[][] others;

    /// <param name="seed">By which all is drawn.</param>
    /// <param name="lean">How far most clients lean to the right pole of the first four axes, in places.</param>
    public Town(int seed, double lean = 0)
    {
        var lot = new Random(seed);
        double Place(double mean) =>
            Math.Clamp(Math.Round(mean + (1.5 * Math.Sqrt(-2 * Math.Log(1 - lot.NextDouble())) * Math.Cos(2 * Math.PI * lot.NextDouble()))), -StyleAxes.Pole, StyleAxes.Pole);
        Style[] styles = [.. Enumerable.Range(0, Therapists - 1).Select(_ => All(_ => lot.NextDouble() < 0.05 ? StyleAnswer.None : StyleAnswer.At(Place(0))))];
        Preferences[] clients = [.. Enumerable.Range(0, Clients).Select(_ => new Preferences([.. Enumerable.Range(0, StyleAxes.Count).Select(axis => lot.NextDouble() < 0.15 ? (Preference?)null
            : new Preference(Place(axis < 4 ? lean : 0), lot.Next(4) switch { 0 => Preference.Little, 3 => Preference.Lot, _ => Preference.Some }))]))];
        scale = FitConstants.Of(clients, styles);
        wishes = Array.ConvertAll(clients, client => Enumerable.Range(0, StyleAxes.Count).Select(axis => (client.Axes[axis]?.Importance ?? 0) * scale.Wish(client, axis)).ToArray());
        var ways = Array.ConvertAll(styles, Ways);
        others = Array.ConvertAll(wishes, wished => ways.Select(way => Score(wished, way)).Order().ToArray());
    }

    /// <summary>A style that answers each axis so.</summary>
    public static Style All(Func<int, StyleAnswer> answer) => new([.. Enumerable.Range(0, StyleAxes.Count).Select(answer)]);

    /// <summary>How often a therapist with these answers stands first, in fair shares.</summary>
    public double FirstPlaces(Style style)
    {
        var own = Ways(style);
        var first = 0;
        for (var client = 0; client < Clients; client++)
        {
            first += Score(wishes[client], own) > others[client][^1] ? 1 : 0;
        }

        return Therapists * first / (double)Clients;
    }

    /// <summary>The mean share of the others who stand below; half of those beside.</summary>
    public double RankedBelow(Style style)
    {
        var own = Ways(style);
        var below = 0d;
        for (var client = 0; client < Clients; client++)
        {
            var score = Score(wishes[client], own);
            foreach (var other in others[client])
            {
                below += other < score ? 1 : other == score ? 0.5 : 0;
            }
        }

        return below / Clients / (Therapists - 1);
    }

    private static double Score(double[] wished, double[] ways)
    {
        var sum = 0d;
        for (var axis = 0; axis < wished.Length; axis++)
        {
            sum += wished[axis] * ways[axis];
        }

        return sum;
    }

    private double[] Ways(Style style)
    {
        var ways = new double[StyleAxes.Count];
        scale.Ways(style, ways);
        return ways;
    }
}
