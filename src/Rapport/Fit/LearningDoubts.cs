using System.Globalization;
using Rapport.Core.Fit;

namespace Rapport.Fit;

/// <summary>What looks wrong about a table although it can be learnt from, in whole sentences: to be read before a release.</summary>
internal static class LearningDoubts
{
    // Of fewer pairs that is nothing odd.
    private const int FewestPairs = 20;

    // Of 200 pairs and more, eight of ten in the band; seven or nine are beyond chance.
    private const double LeastInBand = 0.7;
    private const double MostInBand = 0.9;

    /// <param name="pairs">What was learnt from.</param>
    /// <param name="fit">What came of it.</param>
    public static IEnumerable<string> Of(IReadOnlyList<FitPair> pairs, LearntFit fit)
    {
        if (!fit.IsSettled)
        {
            yield return "How much scores far from the others are counted for did not come to rest: what was learnt is a little less sure than it says. Look at the scores of the table.";
        }
        if (pairs.Count < FewestPairs)
        {
            yield break;
        }
        if (pairs.All(pair => pair.Came.Score == pairs[0].Came.Score))
        {
            yield return "All pairs have the same score: nothing can be learnt from that. Look whether the column is the right one.";
        }
        if (pairs.CountBy(pair => pair.Therapist).Max(one => one.Value) > pairs.Count / 2)
        {
            yield return "More than half of the pairs are of one therapist: what the axes weigh is mostly what it is with that one's clients.";
        }
        if (fit.Scale.ClientSd <= FitConstants.LeastSd)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"What clients wished for hardly differs; a spread of {FitConstants.LeastSd} places is taken, so that the few who differ do not decide all. Look whether the columns of wishes are whole.");
        }
        foreach (var (one, other) in AlwaysTogether(pairs))
        {
            yield return $"{StyleAxes.Ids[one]} and {StyleAxes.Ids[other]} were answered alike by each client: what the one weighs cannot be told from what the other does. Look whether a column stands there twice.";
        }
        if (fit.Forecast is { Pairs: >= HeldOut.FewestPairs } forecast && (double)forecast.InBand / forecast.Pairs is < LeastInBand or > MostInBand)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Of the pairs, {100d * forecast.InBand / forecast.Pairs:0} % lie in the band that was drawn for 80 % of them before: these scores are not spread as the model takes them to be.");
        }
    }

    private static IEnumerable<(int One, int Other)> AlwaysTogether(IReadOnlyList<FitPair> pairs)
    {
        for (var one = 0; one < StyleAxes.Count; one++)
        {
            for (var other = one + 1; other < StyleAxes.Count; other++)
            {
                var both = pairs.Select(pair => (One: pair.Preferences.Axes[one]?.Place, Other: pair.Preferences.Axes[other]?.Place)).Where(places => places is (not null, not null)).ToList();
                if (both.Count >= FewestPairs && both.TrueForAll(places => places.One == places.Other))
                {
                    yield return (one, other);
                    // One is enough: where all go together there would be 28.
                    yield break;
                }
            }
        }
    }
}
