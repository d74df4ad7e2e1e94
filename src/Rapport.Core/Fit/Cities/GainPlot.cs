using System.Globalization;
using Rapport.Core.Statistics.Meta;

namespace Rapport.Core.Fit.Cities;

/// <summary>What policies gain in one world, window under window, as an SVG that stands by itself.</summary>
public static class GainPlot
{
    private const double Width = 720;
    private const double Left = 150;
    private const double Right = 560;
    private const double Top = 92;
    private const double Row = 22;
    private const double Heading = 34;

    /// <summary>Draws it.</summary>
    /// <param name="panel">The runs.</param>
    /// <param name="heading">What stands above.</param>
    public static string Of(CityPanel panel, string heading)
    {
        ArgumentNullException.ThrowIfNull(panel);
        Policy[] policies = [.. panel.Runs.Keys.Where(policy => policy != Policy.Random).Order()];
        var gains = Enumerable.Range(0, CityResult.Windows.Count).Select(window => policies.Select(policy => panel.Gain(policy, window)).ToArray()).ToArray();
        var all = gains.SelectMany(one => one).Select(one => (one.Mean, Error: double.IsNaN(one.Error) ? 0 : one.Error)).ToList();
        var axis = new PlotAxis(EffectScale.AsGiven, Math.Min(0, all.Min(one => one.Mean - (2 * one.Error))), Math.Max(0.01, all.Max(one => one.Mean + (2 * one.Error))), Left, Right);
        var bottom = Top + (gains.Length * (Heading + (policies.Length * Row)));
        var drawing = new Drawing(Width, bottom + 64);
        drawing.Text(24, 36, heading, "strong").Text(24, 60, "Gain over any order, in SD of a check-in; lines are 2 standard errors over the seeds", "quiet")
            .Line(axis.At(0), Top - 12, axis.At(0), bottom, "zero").Line(Left, bottom, Right, bottom, "edge");
        foreach (var (gain, text) in axis.Marks())
        {
            drawing.Line(axis.At(gain), bottom, axis.At(gain), bottom + 5, "edge").Text(axis.At(gain), bottom + 22, text, "quiet middle");
        }

        var y = Top;
        for (var window = 0; window < gains.Length; window++)
        {
            drawing.Text(24, y + 12, CityResult.NameOf(window, panel.World.Clients) + (window == 3 ? " arrivals" : ""), "strong");
            y += Heading;
            for (var at = 0; at < policies.Length; at++, y += Row)
            {
                var (mean, error) = gains[window][at];
                drawing.Text(Left - 14, y + 5, Named(policies[at]), "end");
                if (!double.IsNaN(error))
                {
                    drawing.Line(axis.At(mean - (2 * error)), y, axis.At(mean + (2 * error)), y, "range");
                }

                drawing.Dot(axis.At(mean), y, 4.5, policies[at] == Policy.Priced ? "whole" : "study").Text(Right + 20, y + 5, Written(mean, error), "quiet");
            }
        }

        return drawing.Finish(heading, string.Join("; ", policies.Select(policy => $"{Named(policy)}: {Written(panel.Gain(policy, 3).Mean, panel.Gain(policy, 3).Error)} over all arrivals")) + ".");
    }

    private static string Named(Policy policy) => policy.ToString().ToLowerInvariant();

    private static string Written(double mean, double error) => double.IsNaN(error)
        ? mean.ToString("+0.000;-0.000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{mean:+0.000;-0.000} ± {error:0.000}");
}
