using System.Globalization;
using Rapport.Core.Fit;

namespace Rapport.Fit;

/// <summary>What looks wrong about a table although it can be learnt from, in whole sentences: to be read before a release.</summary>
internal static class LearningDoubts
{
    // Of fewer pairs that is nothing odd.
    private const int FewestPairs = 20;

    /// <summary>Whether a table says the same of all: nothing can be learnt from it.</summary>
    public static bool IsAllTheSame(IReadOnlyList<FitPair> pairs) => pairs.Count >= FewestPairs && pairs.All(pair => pair.Came.Score == pairs[0].Came.Score);

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
        if (pairs.CountBy(pair => pair.Therapist).Max(one => one.Value) > pairs.Count / 2)
        {
            yield return "More than half of the pairs are of one therapist: what the axes weigh is mostly what it is with that one's clients.";
        }
        if (fit.Scale.ClientSd <= FitConstants.LeastSd)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"What clients wished for hardly differs; a spread of {FitConstants.LeastSd} places is taken, so that the few who differ do not decide all. Look whether the columns of wishes are whole.");
        }
        if (AlwaysTogether(pairs).Select(two => $"{StyleAxes.Ids[two.One]} and {StyleAxes.Ids[two.Other]}").ToList() is { Count: > 0 } together)
        {
            yield return $"{string.Join(", ", together)} were answered alike by each client: what the one weighs cannot be told from what the other does. Look whether a column stands there twice.";
        }
        if (fit.Forecast is { HasUsualSpread: false } forecast)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Of the pairs, {100d * forecast.InBand / forecast.Pairs:0} % lie in the band that was drawn for 80 % of them before: these scores are not spread as the model takes them to be, and no axis is told apart from 0 by them.");
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
                    // Once for each: where all go together there would be 28.
                    break;
                }
            }
        }
    }
}
