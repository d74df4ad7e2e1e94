using System.Globalization;
using Microsoft.AspNetCore.Html;
using Rapport.Core.Fit;

namespace Rapport.Lists;

/// <summary>
/// The line under a guess: a tick for the middle of the list, a dot where the pair is expected, and a band where it may really be. It
/// repeats the sentence over it, so screen readers pass it over.
/// </summary>
internal static class GuessDrawing
{
    private const double Middle = 120;
    private const double Half = 116;

    // What the line shows to both sides, in points: more than a check-in is spread by. The band is nearly always within.
    private const double Reach = 1.25;

    // Nothing finer is told: a list does not show by how much.
    private const double Step = 0.05;

    public static IHtmlContent Of(FitGuess guess)
    {
        var (from, to) = guess.Band;
        return new HtmlString(string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg class="style-line guess-line" viewBox="0 0 240 34" width="240" height="34" aria-hidden="true" focusable="false"><rect class="band" x="{At(from):0.#}" y="5" width="{At(to) - At(from):0.#}" height="24" rx="12"/><path class="rail" d="M4 17h232"/><path class="middle" d="M{Middle} 7v20"/><circle class="dot" cx="{At(guess.Difference):0.#}" cy="17" r="6.5"/></svg>"""));
    }

    private static double At(double points) => Middle + (Math.Clamp(Math.Round(points / Step) * Step / Reach, -1, 1) * Half);
}
