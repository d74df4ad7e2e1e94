namespace Rapport.Core.Fit;

/// <summary>Where a pair is expected to stand beside the middle of a list, in three steps that have words.</summary>
public enum ExpectedFit
{
    /// <summary>A bit below the middle.</summary>
    Below,

    /// <summary>About the middle: nobody could tell the difference.</summary>
    About,

    /// <summary>A bit above the middle.</summary>
    Above,
}
