using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Storage;

/// <summary>One choice of the operator, kept in the store so that every node sees it. Which keys exist, and what
/// they may say, is known to the feature that reads them.</summary>
internal sealed class Setting
{
    public required string Key { get; init; }

    public required string Value { get; set; }

    public DateTime ChangedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Setting>
    {
        public void Configure(EntityTypeBuilder<Setting> table)
        {
            table.ToTable("settings");
            table.HasKey(setting => setting.Key);
            table.Property(setting => setting.Key).HasMaxLength(100);
        }
    }
}
