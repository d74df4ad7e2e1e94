using System.Globalization;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// The forest plot: each study with its interval, a square as large as its weight, and below them the mean as a diamond with
/// the bar where a further study's true effect may lie. Lewis and Clarke, "Forest plots: trying to see the wood and the
/// trees", BMJ 322 (2001), 1479–1480.
/// </summary>
public static class ForestPlot
{
    private const double Width = 860, Row = 26, Head = 92, Pad = 24, Side = 20;

    /// <param name="fit">The result; with moderators only the studies are drawn, since there is no one mean.</param>
    /// <param name="scale">The scale of the effects, and so the one that they are read on.</param>
    /// <param name="heading">What stands above; in the words of who asks.</param>
    /// <returns>An SVG file that stands by itself.</returns>
    public static string Of(MetaFit fit, EffectScale scale, string heading)
    {
        var studies = fit.Studies;
        var plain = studies.Moderators.Names.Count == 0;
        double[] errors = Array.ConvertAll(studies.Variances, Math.Sqrt);
        double[] weights = Array.ConvertAll(studies.Variances, own => 1 / (own + fit.Tau2));
        var all = weights.Sum();
        var names = Math.Clamp(studies.Labels.Max(label => Math.Min(label.Length, 30)) * 7.8, 130, 240);
        var axis = Axis(fit, scale, errors, plain, Pad + names + Side, Width - Pad - 224 - Side);
        var foot = Head + (studies.Count * Row) + 8;
        var drawing = new Drawing(Width, foot + (plain ? 2 * Row : 0) + 62);
        drawing.Text(Pad, 36, heading, "strong").Text(Pad, 60, Underneath(fit), "quiet");
        drawing.Text(Pad, Head - 6, "Study", "quiet").Text(Width - Pad - 164, Head - 6, "Weight", "quiet end")
            .Text(Width - Pad, Head - 6, "Effect [95 %]", "quiet end").Line(Pad, Head, Width - Pad, Head, "line");
        Marks(drawing, axis, foot + (plain ? 2 * Row : 0));
        for (var i = 0; i < studies.Count; i++)
        {
            var y = Head + (Row * (i + 0.5)) + 4;
            drawing.Text(Pad, y + 5, Shortened(studies.Labels[i]));
            Interval(drawing, axis, studies.Effects[i] - (1.959964 * errors[i]), studies.Effects[i] + (1.959964 * errors[i]), y);
            drawing.Square(axis.At(studies.Effects[i]), y, 4 + (14 * Math.Sqrt(weights[i] / weights.Max())), "study");
            drawing.Text(Width - Pad - 164, y + 5, (weights[i] / all).ToString("0.0 %", CultureInfo.InvariantCulture), "quiet end");
            drawing.Text(Width - Pad, y + 5, Told(scale, studies.Effects[i], studies.Effects[i] - (1.959964 * errors[i]), studies.Effects[i] + (1.959964 * errors[i])), "end");
        }
        if (plain)
        {
            Together(drawing, axis, fit, scale, foot);
        }
        return drawing.Finish(heading, Described(fit, scale, plain));
    }

    private static PlotAxis Axis(MetaFit fit, EffectScale scale, double[] errors, bool plain, double left, double right)
    {
        var effects = fit.Studies.Effects;
        // One study that knows nearly nothing must not press all others into a line; what it lacks is shown by an arrow.
        var typical = errors.Order().ElementAt(errors.Length / 2);
        double low = effects.Select((effect, i) => effect - (1.96 * Math.Min(errors[i], 2.5 * typical))).Min();
        double high = effects.Select((effect, i) => effect + (1.96 * Math.Min(errors[i], 2.5 * typical))).Max();
        if (plain && fit.Prediction is { } foretold && double.IsFinite(foretold.Low))
        {
            (low, high) = (Math.Min(low, foretold.Low), Math.Max(high, foretold.High));
        }
        return new(scale, Math.Min(low, 0), Math.Max(high, 0), left, right);
    }

    private static void Marks(Drawing drawing, PlotAxis axis, double bottom)
    {
        drawing.Line(axis.At(0), Head, axis.At(0), bottom, "zero").Line(axis.At(axis.Low), bottom, axis.At(axis.High), bottom, "edge");
        foreach (var (effect, text) in axis.Marks())
        {
            drawing.Line(axis.At(effect), bottom, axis.At(effect), bottom + 5, "edge").Text(axis.At(effect), bottom + 21, text, "quiet middle");
        }
        drawing.Text((axis.At(axis.Low) + axis.At(axis.High)) / 2, bottom + 42, axis.Title, "quiet middle");
    }

    private static void Interval(Drawing drawing, PlotAxis axis, double low, double high, double y)
    {
        var (from, to) = (axis.At(Math.Max(low, axis.Low)), axis.At(Math.Min(high, axis.High)));
        drawing.Line(from, y, to, y, "range");
        if (low < axis.Low)
        {
            drawing.Line(from, y, from + 6, y - 4, "range").Line(from, y, from + 6, y + 4, "range");
        }
        if (high > axis.High)
        {
            drawing.Line(to, y, to - 6, y - 4, "range").Line(to, y, to - 6, y + 4, "range");
        }
    }

    private static void Together(Drawing drawing, PlotAxis axis, MetaFit fit, EffectScale scale, double foot)
    {
        var mean = fit.Mean;
        var y = foot + (Row / 2);
        drawing.Line(Pad, foot - 4, Width - Pad, foot - 4, "line").Text(Pad, y + 5, "All studies", "strong");
        drawing.Text(Width - Pad, y + 5, Told(scale, mean.Estimate, mean.Low, mean.High), "end strong");
        if (double.IsFinite(mean.Low))
        {
            var (low, high) = (Math.Max(mean.Low, axis.Low), Math.Min(mean.High, axis.High));
            drawing.Shape("whole", (axis.At(low), y), (axis.At(mean.Estimate), y - 8), (axis.At(high), y), (axis.At(mean.Estimate), y + 8));
        }
        if (fit.Prediction is { } foretold && double.IsFinite(foretold.Low))
        {
            drawing.Text(Pad, y + Row + 5, "A further study", "quiet").Line(axis.At(foretold.Low), y + Row, axis.At(foretold.High), y + Row, "foretold");
            drawing.Text(Width - Pad, y + Row + 5, $"[{Back(scale, foretold.Low)}, {Back(scale, foretold.High)}]", "quiet end");
        }
    }

    private static string Underneath(MetaFit fit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{fit.Studies.Count} {(fit.Studies.Count == 1 ? "study" : "studies")}, {fit.Method}{(fit.KnappHartung ? " with Knapp–Hartung errors" : "")} · τ² {PlotAxis.Written(Math.Round(fit.Tau2, 4))} · I² {fit.I2Percent:0} %");

    private static string Described(MetaFit fit, EffectScale scale, bool plain)
    {
        var mean = plain
            ? $" Together {Told(scale, fit.Mean.Estimate, fit.Mean.Low, fit.Mean.High)}."
            + (fit.Prediction is { } foretold && double.IsFinite(foretold.Low) ? $" The true effect of a further study is expected between {Back(scale, foretold.Low)} and {Back(scale, foretold.High)}." : "")
            : "";
        return $"Effects with 95 % intervals of {Underneath(fit)}.{mean}";
    }

    private static string Told(EffectScale scale, double effect, double low, double high) =>
        double.IsNaN(low) ? Back(scale, effect) : $"{Back(scale, effect)} [{Back(scale, low)}, {Back(scale, high)}]";

    private static string Back(EffectScale scale, double effect)
    {
        var value = scale.Back(effect);
        return Math.Abs(value) is >= 1000 or (< 0.005 and > 0) && Math.Abs(effect) > 1e3
            ? PlotAxis.Written(value)
            : value.ToString("0.00", CultureInfo.InvariantCulture).Replace('-', '−');
    }

    private static string Shortened(string label) => label.Length <= 30 ? label : label[..29].TrimEnd() + "…";
}
