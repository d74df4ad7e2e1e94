using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>Somebody asked that an unclaimed record be taken off the list.</summary>
internal sealed class Removal
{
    public long Id { get; init; }

    public long ProfileId { get; init; }

    public long? Npi { get; init; }

    public DateTime At { get; init; }

    /// <summary>Keyed pseudonym of the network it came from: tells bursts, not people; erased after 30 days.</summary>
    public string? Network { get; init; }

    public DateTime? UndoneAt { get; set; }

    public string? UndoneReason { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Removal>
    {
        public void Configure(EntityTypeBuilder<Removal> table)
        {
            table.ToTable("removals");
            table.HasIndex(removal => removal.ProfileId);
            table.HasIndex(removal => removal.At);
        }
    }
}
