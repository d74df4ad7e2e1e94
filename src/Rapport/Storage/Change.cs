using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Storage;

/// <summary>
/// One line of the change feed: this profile changed. Numbers ascend in the order of commits without a gap, so a
/// follower that remembers the last number it saw misses nothing.
/// </summary>
internal sealed class Change
{
    /// <summary>Stands in the place of a profile when every profile is to be read again.</summary>
    public const long Everything = 0;

    public long Sequence { get; init; }

    public long ProfileId { get; init; }

    public DateTime At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Change>
    {
        public void Configure(EntityTypeBuilder<Change> table)
        {
            table.ToTable("change_feed");
            table.HasKey(change => change.Sequence);
            table.Property(change => change.Sequence).ValueGeneratedNever();
        }
    }
}
