namespace Rapport.Core.Statistics.Meta;

/// <summary>The scale that effects are put together on, and how it is read.</summary>
public enum EffectScale
{
    /// <summary>As the table has them.</summary>
    AsGiven,

    /// <summary>Fisher's z of correlations.</summary>
    FisherZ,

    /// <summary>Natural logarithm of risk ratios.</summary>
    LogRiskRatio,

    /// <summary>Natural logarithm of odds ratios.</summary>
    LogOddsRatio,

    /// <summary>Differences of risks.</summary>
    RiskDifference,
}

/// <summary>Back from the scale that effects are put together on to the one that they are read on.</summary>
public static class EffectScales
{
    /// <summary>Whether there is another scale to read it on.</summary>
    public static bool IsTransformed(this EffectScale scale) => scale is EffectScale.FisherZ or EffectScale.LogRiskRatio or EffectScale.LogOddsRatio;

    /// <summary>A correlation from Fisher's z, a ratio from its logarithm; anything else as it is.</summary>
    public static double Back(this EffectScale scale, double value) => scale switch
    {
        EffectScale.FisherZ => Math.Tanh(value),
        EffectScale.LogRiskRatio or EffectScale.LogOddsRatio => Math.Exp(value),
        _ => value,
    };
}
