using System.Globalization;

namespace Rapport.Core.Statistics.Meta;

/// <summary>Where effects lie across a plot, with marks at round numbers of the scale that they are read on.</summary>
internal sealed class PlotAxis
{
    private const int MostMarks = 9;

    private readonly EffectScale _scale;
    private readonly double _low, _high, _left, _right;

    /// <param name="scale">The scale of the effects.</param>
    /// <param name="low">Least effect to be shown.</param>
    /// <param name="high">Greatest effect to be shown.</param>
    /// <param name="left">Where the plot begins.</param>
    /// <param name="right">Where it ends.</param>
    public PlotAxis(EffectScale scale, double low, double high, double left, double right)
    {
        var margin = high > low ? 0.03 * (high - low) : 1;
        (_scale, _low, _high, _left, _right) = (scale, low - margin, high + margin, left, right);
    }

    /// <summary>The effect at the left end.</summary>
    public double Low => _low;

    /// <summary>The effect at the right end.</summary>
    public double High => _high;

    /// <summary>Place of an effect, which may lie beyond the ends.</summary>
    public double At(double effect) => _left + ((effect - _low) / (_high - _low) * (_right - _left));

    /// <summary>Whether an effect lies between the ends.</summary>
    public bool Shows(double effect) => effect >= _low && effect <= _high;

    /// <summary>Places of the marks, as effects, and what stands below them.</summary>
    public IReadOnlyList<(double Effect, string Text)> Marks() => _scale switch
    {
        EffectScale.LogRiskRatio or EffectScale.LogOddsRatio => Ratios(),
        EffectScale.FisherZ => [.. Round(Math.Tanh(_low), Math.Tanh(_high)).Where(r => Math.Abs(r) < 1).Select(r => (Math.Atanh(r), Written(r)))],
        _ => [.. Round(_low, _high).Select(effect => (effect, Written(effect)))],
    };

    /// <summary>What the marks count.</summary>
    public string Title => _scale switch
    {
        EffectScale.LogRiskRatio => "Risk ratio",
        EffectScale.LogOddsRatio => "Odds ratio",
        EffectScale.FisherZ => "Correlation",
        EffectScale.RiskDifference => "Difference of risks",
        _ => "Effect",
    };

    private List<(double, string)> Ratios()
    {
        // 1, 2, 5 of each power of ten, or fewer where the powers are many; whole numbers of logarithms would be none that anybody reads.
        foreach (var steps in (double[][])[[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1]])
        {
            var marks = Powers(steps).ToList();
            if (marks.Count <= MostMarks && marks.Count >= 2)
            {
                return marks;
            }
        }
        return [.. Round(_low, _high).Select(effect => (effect, Written(Math.Exp(effect))))];
    }

    private IEnumerable<(double, string)> Powers(double[] steps)
    {
        for (var power = (int)Math.Floor(_low / Math.Log(10)); power <= Math.Ceiling(_high / Math.Log(10)) && power - (_low / Math.Log(10)) < 100; power++)
        {
            foreach (var step in steps)
            {
                var effect = Math.Log(step) + (power * Math.Log(10));
                if (Shows(effect))
                {
                    yield return (effect, Written(step * Math.Pow(10, power)));
                }
            }
        }
    }

    /// <summary>Round numbers between two: of steps of 1, 2 or 5 the first that makes few enough.</summary>
    public static IEnumerable<double> Round(double low, double high)
    {
        var rough = (high - low) / (MostMarks - 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = ((double[])[1, 2, 5, 10]).Select(one => one * power).First(one => one >= rough * (1 - 1e-9));
        for (var number = Math.Ceiling(low / step); number * step <= high; number++)
        {
            yield return number == 0 ? 0 : number * step;
        }
    }

    /// <summary>A number as marks have it, to six digits after the point.</summary>
    public static string Written(double number)
    {
        var text = Math.Abs(number) is >= 1e6 or (< 1e-4 and > 0) ? number.ToString("0.###e+0", CultureInfo.InvariantCulture) : Math.Round(number, 6).ToString("0.######", CultureInfo.InvariantCulture);
        // A hyphen is too short for a minus.
        return text.Replace('-', '−');
    }

    /// <summary>A number with as many decimals as the format says; what rounds to 0 has no minus.</summary>
    public static string Plain(double number, string format)
    {
        var text = number.ToString(format, CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAnyInRange('1', '9') ? text.Replace('-', '−') : text.TrimStart('-');
    }
}
