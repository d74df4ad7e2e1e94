
namespace Rapport.Registry;

/// <summary>What an import came to, as printed and kept.</summary>
internal sealed record ImportReport
{
    /// <summary>The file, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>Rows read: the sum of the six that follow.</summary>
    public long Read { get; init; }

    public long Therapists { get; init; }

    public long Practices { get; init; }

    public long OtherSpecialty { get; init; }

    public long OtherState { get; init; }

    public long Deactivated { get; init; }

    public long Rejected { get; init; }

    /// <summary>Therapists and practices that were not in the store. With the next two the sum of both.</summary>
    public long Added { get; init; }

    public long Updated { get; init; }

    /// <summary>Nothing new about them, or the store knows something newer.</summary>
    public long Unchanged { get; init; }

    /// <summary>Rows of other states that renewed somebody whom the store holds: counted here, not among the three before.</summary>
    public long UpdatedElsewhere { get; init; }

    /// <summary>In the store, and by this file out of use or without a mental-health code; nobody whose own word it is.</summary>
    public long Unlisted { get; init; }

    /// <summary>Unlisted before, and back by this file.</summary>
    public long Relisted { get; init; }

    /// <summary>People who go on under the number that took the place of theirs.</summary>
    public long Renumbered { get; init; }

    /// <summary>Differences from what a therapist has said, kept for her as questions.</summary>
    public long Questions { get; init; }

    /// <summary>Rows of the companion files.</summary>
    public long CompanionRead { get; init; }

    /// <summary>Those of them that belong to a number of the main file.</summary>
    public long CompanionTaken { get; init; }

    /// <summary>Rows of the companion files that could not be taken.</summary>
    public long CompanionRejected { get; init; }

    /// <summary>People in the store whom nobody sees because they have not claimed their profile.</summary>
    public long Hidden { get; init; }

    /// <summary>Where the rows that could not be taken are told; null when there are none.</summary>
    public string? Rejects { get; init; }

    /// <summary>The file ends in the middle of a row: more of it is missing.</summary>
    public bool Truncated { get; init; }

    public double Seconds { get; init; }
}
