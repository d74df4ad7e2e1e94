using System.Globalization;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// The funnel plot: effects across, standard errors down, and the region where 95 % of studies lie that differ from the mean
/// by error alone. Where small studies lack on one side, some may not have been published. Sterne and Egger, Journal of
/// Clinical Epidemiology 54 (2001), 1046–1055.
/// </summary>
public static class FunnelPlot
{
    private const double Width = 720, Height = 560, Left = 84, Right = 692, Top = 108, Bottom = 490, Reach = 1.959964;

    /// <param name="fit">The result; the region stands about its mean, with moderators about the mean without them.</param>
    /// <param name="scale">The scale of the effects, and so the one that they are read on.</param>
    /// <param name="heading">What stands above; in the words of who asks.</param>
    /// <returns>An SVG file that stands by itself.</returns>
    public static string Of(MetaFit fit, EffectScale scale, string heading)
    {
        var studies = fit.Studies;
        var plain = studies.Moderators.Names.Count == 0 ? fit : MetaAnalysis.Fit(studies.Plain, fit.Method, fit.KnappHartung);
        return Drawn(studies, plain.Mean.Estimate, scale, heading, "study", "studies", Tested(studies));
    }

    /// <param name="fit">The result of several effects of each study; the region stands about its mean, with moderators about the mean without them.</param>
    /// <param name="clusters">The study of each effect.</param>
    /// <param name="scale">The scale of the effects, and so the one that they are read on.</param>
    /// <param name="heading">What stands above; in the words of who asks.</param>
    /// <returns>An SVG file that stands by itself.</returns>
    public static string Of(ThreeLevel fit, Factor clusters, EffectScale scale, string heading)
    {
        var plain = fit.Moderators is null ? fit : ThreeLevel.Fit(fit.Studies.Plain, clusters.Codes, fit.Restricted);
        return Drawn(fit.Studies, plain.Robust[0].Estimate, scale, heading, "effect", "effects", "Effects of one study hang together, so asymmetry is not tested.");
    }

    private static string Drawn(StudyEffects studies, double mean, EffectScale scale, string heading, string one, string many, string tested)
    {
        double[] errors = Array.ConvertAll(studies.Variances, Math.Sqrt);
        var most = 1.06 * errors.Max();
        var axis = new PlotAxis(
            scale, Math.Min(studies.Effects.Min(), mean - (Reach * most)), Math.Max(studies.Effects.Max(), mean + (Reach * most)), Left, Right);
        double Down(double error) => Top + (error / most * (Bottom - Top));

        var drawing = new Drawing(Width, Height);
        drawing.Text(24, 36, heading, "strong").Text(
            24, 60, Underneath(studies.Count, one, many) + (studies.Moderators.Names.Count > 0 ? "; about the mean without moderators" : ""), "quiet");
        drawing.Shape("region", (axis.At(mean), Top), (axis.At(mean - (Reach * most)), Bottom), (axis.At(mean + (Reach * most)), Bottom));
        drawing.Line(axis.At(mean), Top, axis.At(mean), Bottom, "mean").Line(Left, Bottom, Right, Bottom, "edge").Line(Left, Top, Left, Bottom, "edge");
        foreach (var (effect, text) in axis.Marks())
        {
            drawing.Line(axis.At(effect), Bottom, axis.At(effect), Bottom + 5, "edge").Text(axis.At(effect), Bottom + 22, text, "quiet middle");
        }
        foreach (var error in PlotAxis.Round(0, most).Where((_, i) => i % 2 == 0))
        {
            drawing.Line(Left - 5, Down(error), Left, Down(error), "edge").Text(Left - 10, Down(error) + 5, PlotAxis.Written(error), "quiet end");
        }
        drawing.Text((Left + Right) / 2, Bottom + 46, axis.Title, "quiet middle").Text(24, Top - 10, "Standard error", "quiet");
        for (var i = 0; i < studies.Count; i++)
        {
            drawing.Dot(axis.At(studies.Effects[i]), Down(errors[i]), 4.5, "study");
        }
        return drawing.Finish(heading, Described(studies, mean, errors, many, tested));
    }

    private static string Underneath(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}; inside the funnel lie 95 % of those that differ by error alone";

    private static string Described(StudyEffects studies, double mean, double[] errors, string many, string tested)
    {
        var outside = studies.Effects.Where((effect, i) => Math.Abs(effect - mean) > Reach * errors[i]).Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Effects across, standard errors from {errors.Min():0.###} to {errors.Max():0.###} down. {outside} of {studies.Count} {many} lie outside of the funnel. {tested}");
    }

    private static string Tested(StudyEffects studies) => Asymmetry.Of(studies) is { } egger
        ? string.Create(CultureInfo.InvariantCulture, $"Egger's test of asymmetry: t {egger.T:0.00}, p {egger.P:0.000}.")
        : "There are too few studies, or too little difference of their errors, to test for asymmetry.";
}
