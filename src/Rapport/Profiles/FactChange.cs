using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>One line of a profile's history: a field went from one value to another. First imports write none.</summary>
internal sealed class FactChange
{
    public long Id { get; init; }

    public long ProfileId { get; init; }

    /// <summary>Name of the field, from the field catalogue.</summary>
    public required string Field { get; init; }

    /// <summary>As a person reads it; null when it was not known before.</summary>
    public string? Before { get; init; }

    /// <summary>As a person reads it; null when it is not known any more.</summary>
    public string? After { get; init; }

    public Source Source { get; init; }

    public string? By { get; init; }

    /// <summary>Why, where the one who changed it said so.</summary>
    public string? Reason { get; init; }

    public DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FactChange>
    {
        public void Configure(EntityTypeBuilder<FactChange> table)
        {
            table.ToTable("profile_history");
            table.HasIndex(change => change.ProfileId);
        }
    }
}
