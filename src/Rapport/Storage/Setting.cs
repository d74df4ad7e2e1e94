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

    /// <summary>Adds or changes one within a transaction.</summary>
    public static async Task Put(RapportDb db, string key, string value, DateTime now, CancellationToken stop)
    {
        var setting = await db.Set<Setting>().FindAsync([key], stop);
        if (setting is null)
        {
            db.Add(new Setting { Key = key, Value = value, ChangedAt = now });
        }
        else
        {
            (setting.Value, setting.ChangedAt) = (value, now);
        }
    }

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
