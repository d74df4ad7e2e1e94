using System.Globalization;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// The forest plot: each study with its interval, a square as large as its weight, and below them the mean as a diamond with
/// the bar where a further study's true effect may lie. Lewis and Clarke, "Forest plots: trying to see the wood and the
/// trees", BMJ 322 (2001), 1479–1480.
/// </summary>
public static class ForestPlot
{
    private const double Base = 860, Row = 26, Head = 92, Pad = 24, Side = 20, PerLetter = 7.8, Reach = 1.959964;
    private const int MostLetters = 48, EndLetters = 14;

    /// <param name="fit">The result; with moderators only the studies are drawn, since there is no one mean.</param>
    /// <param name="scale">The scale of the effects, and so the one that they are read on.</param>
    /// <param name="heading">What stands above; in the words of who asks.</param>
    /// <returns>An SVG file that stands by itself.</returns>
    public static string Of(MetaFit fit, EffectScale scale, string heading)
    {
        var studies = fit.Studies;
        var moderators = studies.Moderators.Names;
        return Drawn(
            new(
                studies.Labels, studies.Effects, Array.ConvertAll(studies.Variances, Math.Sqrt), Array.ConvertAll(studies.Variances, own => 1 / (own + fit.Tau2)),
                moderators.Count == 0 ? fit.Mean : null,
                fit.Prediction,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{fit.Studies.Count} {(fit.Studies.Count == 1 ? "study" : "studies")}, {fit.Method}{(fit.KnappHartung ? " with Knapp–Hartung errors" : "")} · τ² {PlotAxis.Written(Math.Round(fit.Tau2, 4))} · I² {fit.I2Percent:0} %")
                + (moderators.Count > 0 ? $" · left by {string.Join(", ", moderators)}" : "")),
            scale,
            heading);
    }

    /// <param name="fit">The result of several effects of each study, drawn study by study; with moderators only the effects are drawn.</param>
    /// <param name="clusters">The study of each effect.</param>
    /// <param name="scale">The scale of the effects, and so the one that they are read on.</param>
    /// <param name="heading">What stands above; in the words of who asks.</param>
    /// <returns>An SVG file that stands by itself.</returns>
    public static string Of(ThreeLevel fit, Factor clusters, EffectScale scale, string heading)
    {
        var studies = fit.Studies;
        int[] order = [.. Enumerable.Range(0, studies.Count).OrderBy(at => clusters.Codes[at])];
        return Drawn(
            new(
                [.. order.Select(at => Label(clusters.Names[clusters.Codes[at]], studies.Labels[at]))], Array.ConvertAll(order, at => studies.Effects[at]),
                Array.ConvertAll(order, at => Math.Sqrt(studies.Variances[at])), Array.ConvertAll(order, at => fit.Weights[at]),
                fit.Moderators is null ? fit.Robust[0] : null,
                fit.Prediction,
                $"{studies.Count} effects of {fit.Clusters} studies, three levels by {(fit.Restricted ? "REML" : "ML")} · σ² between studies {PlotAxis.Written(Math.Round(fit.StudyVariance, 4))}, within {PlotAxis.Written(Math.Round(fit.EffectVariance, 4))}"),
            scale,
            heading);

        static string Label(string study, string own) => study == own ? study : $"{study} · {own}";
    }

    private static string Drawn(Rows rows, EffectScale scale, string heading)
    {
        var names = Math.Clamp(rows.Labels.Max(label => Math.Min(label.Length, MostLetters)) * PerLetter, rows.Mean is null ? 130 : 190, MostLetters * PerLetter);
        string[] told = [.. rows.Effects.Select((effect, i) => Told(scale, effect, effect - (Reach * rows.Errors[i]), effect + (Reach * rows.Errors[i])))];
        var numbers = Math.Max(164, told.Max(text => text.Length) * PerLetter);
        // Long names and numbers widen the picture rather than narrow what is drawn.
        var width = Base + Math.Max(0, names - 240) + numbers - 164;
        var axis = Axis(rows, scale, Pad + names + Side, width - Pad - numbers - 60 - Side);
        var foot = Head + (rows.Labels.Count * Row) + 8;
        var bottom = foot + (rows.Mean is null ? 0 : 2 * Row);
        var drawing = new Drawing(width, bottom + 62);
        drawing.Text(Pad, 36, heading, "strong").Text(Pad, 60, rows.Underneath, "quiet");
        drawing.Text(Pad, Head - 6, "Study", "quiet").Text(width - Pad - numbers, Head - 6, "Weight", "quiet end")
            .Text(width - Pad, Head - 6, $"{axis.Title} [95 %]", "quiet end").Line(Pad, Head, width - Pad, Head, "line");
        Marks(drawing, axis, bottom);
        var (all, most) = (rows.Weights.Sum(), rows.Weights.Max());
        for (var i = 0; i < rows.Labels.Count; i++)
        {
            var y = Head + (Row * (i + 0.5)) + 4;
            var (low, high) = (rows.Effects[i] - (Reach * rows.Errors[i]), rows.Effects[i] + (Reach * rows.Errors[i]));
            drawing.Text(Pad, y + 5, Shortened(rows.Labels[i]), whole: rows.Labels[i]);
            Interval(drawing, axis, low, high, y);
            drawing.Square(axis.At(rows.Effects[i]), y, 4 + (14 * Math.Sqrt(rows.Weights[i] / most)), "study");
            drawing.Text(width - Pad - numbers, y + 5, (rows.Weights[i] / all).ToString("0.0 %", CultureInfo.InvariantCulture), "quiet end");
            drawing.Text(width - Pad, y + 5, told[i], "end");
        }
        if (rows.Mean is { } mean)
        {
            Together(drawing, axis, mean, rows.Prediction, scale, foot, width - Pad);
        }
        return drawing.Finish(heading, Described(rows, scale));
    }

    private static PlotAxis Axis(Rows rows, EffectScale scale, double left, double right)
    {
        // One study that knows nearly nothing must not press all others into a line; what it lacks is shown by an arrow.
        var typical = rows.Errors.Order().ElementAt(rows.Errors.Length / 2);
        double Half(int at) => 1.96 * Math.Min(rows.Errors[at], 2.5 * typical);
        var low = rows.Effects.Select((effect, i) => effect - Half(i)).Min();
        var high = rows.Effects.Select((effect, i) => effect + Half(i)).Max();
        if (rows is { Mean: not null, Prediction: { } foretold } && double.IsFinite(foretold.Low))
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

    private static void Together(
        Drawing drawing, PlotAxis axis, Coefficient mean, (double Low, double High)? prediction, EffectScale scale, double foot, double right)
    {
        var y = foot + (Row / 2);
        drawing.Line(Pad, foot - 4, right, foot - 4, "line").Text(Pad, y + 5, "All studies", "strong");
        drawing.Text(right, y + 5, Told(scale, mean.Estimate, mean.Low, mean.High), "end strong");
        if (double.IsFinite(mean.Low))
        {
            var (low, high) = (Math.Max(mean.Low, axis.Low), Math.Min(mean.High, axis.High));
            drawing.Shape("whole", (axis.At(low), y), (axis.At(mean.Estimate), y - 8), (axis.At(high), y), (axis.At(mean.Estimate), y + 8));
        }
        if (prediction is { } foretold && double.IsFinite(foretold.Low))
        {
            drawing.Text(Pad, y + Row + 5, "True effect of a further study", "quiet").Line(axis.At(foretold.Low), y + Row, axis.At(foretold.High), y + Row, "foretold");
            drawing.Text(right, y + Row + 5, $"[{Back(scale, foretold.Low)}, {Back(scale, foretold.High)}]", "quiet end");
        }
    }

    private static string Described(Rows rows, EffectScale scale)
    {
        var mean = rows.Mean is { } one ? $" Together {Told(scale, one.Estimate, one.Low, one.High)}." : "";
        var further = rows is { Mean: not null, Prediction: { } foretold } && double.IsFinite(foretold.Low)
            ? $" The true effect of a further study is expected between {Back(scale, foretold.Low)} and {Back(scale, foretold.High)}." : "";
        return $"Effects with 95 % intervals of {rows.Underneath}.{mean}{further}";
    }

    private static string Told(EffectScale scale, double effect, double low, double high) =>
        double.IsNaN(low) ? Back(scale, effect) : $"{Back(scale, effect)} [{Back(scale, low)}, {Back(scale, high)}]";

    private static string Back(EffectScale scale, double effect)
    {
        var value = scale.Back(effect);
        return Math.Abs(value) is >= 1000 or (< 0.005 and > 0) && Math.Abs(effect) > 1e3
            ? PlotAxis.Written(value)
            : PlotAxis.Plain(value, "0.00");
    }

    // Both ends stay: long names of one table often begin alike.
    private static string Shortened(string label) =>
        label.Length <= MostLetters ? label : label[..(MostLetters - EndLetters - 1)].TrimEnd() + "…" + label[^EndLetters..].TrimStart();

    /// <summary>What is drawn, row by row; <paramref name="Mean"/> is null where there is no one mean.</summary>
    private sealed record Rows(
        IReadOnlyList<string> Labels, double[] Effects, double[] Errors, double[] Weights, Coefficient? Mean, (double Low, double High)? Prediction, string Underneath);
}
