using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>
/// Somebody says that something on a profile is wrong: a question to its owner, not a fact. Only several of them together
/// are told on the page, see <see cref="Doubts"/>.
/// </summary>
internal sealed class Report
{
    public long Id { get; init; }

    public long ProfileId { get; init; }

    /// <summary>What is wrong: openings · contact · cost · place · licence · person · other.</summary>
    public required string About { get; init; }

    /// <summary>In the reporter's own words, sealed; null when nothing was added.</summary>
    public byte[]? Said { get; init; }

    public DateTime At { get; init; }

    /// <summary>Keyed pseudonym of the network it came from; erased after 30 days.</summary>
    public string? Network { get; init; }

    /// <summary>
    /// Tells reports on one subject of one profile apart by their networks, and nothing else; 0 to 65,535. Erased when the
    /// report is settled, and when it is too old to count (<see cref="Doubts.Days"/>).
    /// </summary>
    public int? Teller { get; set; }

    public DateTime? SettledAt { get; set; }

    public string? Settled { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Report>
    {
        public void Configure(EntityTypeBuilder<Report> table)
        {
            table.ToTable("reports");
            table.HasIndex(report => report.ProfileId);
        }
    }
}
