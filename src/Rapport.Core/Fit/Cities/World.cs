namespace Rapport.Core.Fit.Cities;

/// <summary>A city that might be: what is true of its people, and what of it the learner is not told.</summary>
public sealed record World(string Name)
{
    /// <summary>How many therapists.</summary>
    public int Therapists { get; init; } = 400;

    /// <summary>How many clients come, one after another; 100 of them are a week.</summary>
    public int Clients { get; init; } = 20_000;

    /// <summary>Variance of the therapists' own parts.</summary>
    public double TherapistVariance { get; init; } = 0.08;

    /// <summary>What clients gain who get what they prefer, as d.</summary>
    public double PreferenceEffect { get; init; } = 0.28;

    /// <summary>Whether more than was wished for harms nobody: (max(0, p − s))² in place of (p − s)².</summary>
    public bool IsOneSided { get; init; }

    /// <summary>Of each person's places, the share that one factor of theirs makes.</summary>
    public double SharedFactor { get; init; }

    /// <summary>Whether the learner sees check-ins in sixths, with an end at 7.</summary>
    public bool HasCeiling { get; init; }

    /// <summary>The true reliability of one question.</summary>
    public double Reliability { get; init; } = FitScale.StartReliability;

    /// <summary>How steeply leaving follows from the alliance.</summary>
    public double LeavingSlope { get; init; } = 0.55;

    /// <summary>How steeply answering follows from the alliance.</summary>
    public double AnsweringSlope { get; init; }

    /// <summary>Whether a tenth of the therapists answers no axis and another says "it depends" to all.</summary>
    public bool HasBlanks { get; init; }

    /// <summary>Whether a fifth of the therapists states what most wish for, whatever they do.</summary>
    public bool HasLiars { get; init; }

    /// <summary>Whether one therapist in twenty brings ten invented clients.</summary>
    public bool HasFakes { get; init; }

    /// <summary>Whether therapists change.</summary>
    public bool Drifts { get; init; }

    /// <summary>The mean length of a therapy, in arrivals.</summary>
    public double Length { get; init; } = 1150;

    /// <summary>The reference and the worlds that differ from it.</summary>
    public static IReadOnlyList<World> Panel { get; } =
    [
        new("reference"),
        new("null") { PreferenceEffect = 0, TherapistVariance = 0 },
        new("no match") { PreferenceEffect = 0 },
        new("small") { PreferenceEffect = 0.10, TherapistVariance = 0.02 },
        new("few differences") { TherapistVariance = 0.02 },
        new("one-sided") { IsOneSided = true },
        new("correlated") { SharedFactor = 0.4 },
        new("ceiling scores") { HasCeiling = true },
        new("reliability .35") { Reliability = 0.35 },
        new("early leavers") { LeavingSlope = 1.2, AnsweringSlope = 1.0 },
        new("blanks") { HasBlanks = true },
        new("liars") { HasLiars = true },
        new("fakes") { HasFakes = true },
        new("drift") { Drifts = true },
        new("quiet") { Length = 450 },
    ];
}
