namespace Rapport.Core.Statistics.Meta;

/// <summary>How the variance between studies is estimated.</summary>
public enum TauMethod
{
    /// <summary>There is none: all studies estimate one effect ("fixed effect", "common effect").</summary>
    FE,

    /// <summary>DerSimonian and Laird, Controlled Clinical Trials 7 (1986), 177–188.</summary>
    DL,

    /// <summary>Restricted maximum likelihood: Viechtbauer, Journal of Educational and Behavioral Statistics 30 (2005), 261–293.</summary>
    REML,

    /// <summary>Paule and Mandel, Journal of Research of the National Bureau of Standards 87 (1982), 377–385.</summary>
    PM,

    /// <summary>Maximum likelihood: the same article as for <see cref="REML"/>.</summary>
    ML,
}
