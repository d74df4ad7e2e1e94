using System.Globalization;
using Microsoft.AspNetCore.Html;
using Rapport.Core.Fit;

namespace Rapport.Profiles;

/// <summary>
/// The line beside a sentence of style: a rail with five ticks, a dot where somebody says that she works, and a band for how far one
/// answer may be from it. It repeats the sentence, so screen readers pass it over.
/// </summary>
internal static class StyleDrawing
{
    private const double Left = 4;
    private const double Width = 232;

    /// <summary>What one answer leaves open, in points: the standard deviation of places less what one question tells of it.</summary>
    private static readonly double Open = FitScale.StartSd * Math.Sqrt(1 - FitScale.StartReliability);

    /// <param name="place">−3 to 3; null where it depends on the person.</param>
    /// <param name="wished">Where the visitor would like it, −3 to 3; null where she has not said, or either is fine.</param>
    public static IHtmlContent Of(double? place, double? wished = null)
    {
        var (from, to) = place is { } dot ? (Math.Max(-StyleAxes.Pole, dot - Open), Math.Min(StyleAxes.Pole, dot + Open)) : (-StyleAxes.Pole, StyleAxes.Pole);
        var ticks = string.Concat(StyleAxes.Places.Select(tick => Invariant($"""<circle class="notch" cx="{At(tick)}" cy="17" r="2"/>""")));
        return new HtmlString(
            """<svg class="style-line" viewBox="0 0 240 34" width="240" height="34" aria-hidden="true" focusable="false">"""
            + Invariant($"""<rect class="band" x="{At(from)}" y="9" width="{Math.Round(At(to) - At(from), 1)}" height="16" rx="8"/><path class="rail" d="M{Left} 17h{Width}"/>""")
            + ticks + (place is { } at ? Invariant($"""<circle class="dot" cx="{At(at)}" cy="17" r="6.5"/>""") : "")
            + (wished is { } ring ? Invariant($"""<circle class="wished" cx="{At(ring)}" cy="17" r="11.5"/>""") : "") + "</svg>");
    }

    private static double At(double place) => Math.Round(Left + ((place + StyleAxes.Pole) / (2 * StyleAxes.Pole) * Width), 1);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
