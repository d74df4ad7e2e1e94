using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>What each study found: an effect and the variance of its error, and what may explain that studies differ.</summary>
/// <param name="Labels">What the studies are called.</param>
/// <param name="Effects">yᵢ, on the scale that they are put together on.</param>
/// <param name="Variances">vᵢ, each above 0.</param>
/// <param name="Moderators">What may explain differences; none for a plain mean.</param>
public sealed record StudyEffects(string[] Labels, double[] Effects, double[] Variances, Moderators Moderators)
{
    /// <summary>How many studies there are, from 1.</summary>
    public int Count => Effects.Length;

    internal Matrix<double> X => Moderators.Standardised;

    /// <summary>The same without one study.</summary>
    /// <param name="left">The study left out, from 0.</param>
    public StudyEffects Without(int left)
    {
        T[] Rest<T>(T[] all) => [.. all.Where((_, at) => at != left)];
        return new(Rest(Labels), Rest(Effects), Rest(Variances), Moderators.Without(left));
    }

    /// <summary>The same without moderators.</summary>
    public StudyEffects Plain => this with { Moderators = Moderators.None(Count) };
}
