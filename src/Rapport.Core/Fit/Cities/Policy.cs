namespace Rapport.Core.Fit.Cities;

/// <summary>By what the open therapists are put in order for a client.</summary>
public enum Policy
{
    /// <summary>Any order.</summary>
    Random,

    /// <summary>The match by the weights of the prior; never learns.</summary>
    Hand,

    /// <summary>The learnt part of the therapist alone, without safeguards and without preferences.</summary>
    Blup,

    /// <summary>The product: match, therapist's part with all safeguards, less the price for load, and the raise of whoever was long out of sight.</summary>
    Priced,

    /// <summary>The product without the safeguards.</summary>
    Free,

    /// <summary>What could be reached from what both have stated, by somebody who knows all else.</summary>
    Ceiling,

    /// <summary>The truth.</summary>
    Oracle,
}
