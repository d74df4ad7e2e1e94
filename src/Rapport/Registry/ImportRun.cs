using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Registry;

/// <summary>One run of an import: what it read and what came of it.</summary>
internal sealed class ImportRun
{
    public long Id { get; init; }

    /// <summary>Name of the file, without its folder.</summary>
    public required string File { get; init; }

    public DateTime StartedAt { get; init; }

    /// <summary>Null while it runs, and for good when it was broken off.</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>The counts as JSON, as printed by --json.</summary>
    public string? Counts { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ImportRun>
    {
        public void Configure(EntityTypeBuilder<ImportRun> table) => table.ToTable("import_runs");
    }
}
