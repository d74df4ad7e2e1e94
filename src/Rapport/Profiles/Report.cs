using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>Somebody says that something on a profile is wrong. A question to its owner, not a fact.</summary>
internal sealed class Report
{
    public long Id { get; init; }

    public long ProfileId { get; init; }

    /// <summary>What is wrong: openings · contact · cost · place · licence · person · other.</summary>
    public required string About { get; init; }

    /// <summary>In the reporter's own words, at most 1,000 characters; null when nothing was added.</summary>
    public string? Words { get; init; }

    public DateTime At { get; init; }

    /// <summary>Keyed pseudonym of the network it came from; erased after 30 days.</summary>
    public string? Network { get; init; }

    public DateTime? SettledAt { get; set; }

    public string? Settled { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Report>
    {
        public void Configure(EntityTypeBuilder<Report> table)
        {
            table.ToTable("reports");
            table.Property(report => report.Words).HasMaxLength(1000);
            table.HasIndex(report => report.ProfileId);
        }
    }
}
