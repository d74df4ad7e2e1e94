
namespace Rapport.Registry.Reading;

/// <summary>What the rows of a file were. Every row read is one of these.</summary>
internal sealed record RowCounts
{
    public long Therapists { get; set; }

    public long Practices { get; set; }

    public long OtherSpecialty { get; set; }

    public long OtherState { get; set; }

    public long Deactivated { get; set; }

    public long Rejected { get; set; }

    public long Read => Therapists + Practices + OtherSpecialty + OtherState + Deactivated + Rejected;
}
