namespace Rapport.Core.Fit;

/// <summary>How much is known of a pair beyond what both have told, in three steps that have words.</summary>
public enum Sureness
{
    /// <summary>Only what both have told.</summary>
    OnlyTold,

    /// <summary>Some: from <see cref="HowSure.Some"/> on.</summary>
    Some,

    /// <summary>Fair: above <see cref="HowSure.Fair"/>.</summary>
    Fair,
}
