using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>An organisation of the registry in which therapists work.</summary>
internal sealed class Practice
{
    public long Id { get; init; }

    public long Npi { get; init; }

    public required string Name { get; set; }

    /// <summary>Trading names, one a line; null when there are none.</summary>
    public string? OtherNames { get; set; }

    public string? Line1 { get; set; }

    public string? Line2 { get; set; }

    public required string City { get; set; }

    public required string State { get; set; }

    public required string Zip { get; set; }

    public string? Telephone { get; set; }

    public DateOnly? Deactivated { get; set; }

    public DateOnly RegistryDate { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Practice>
    {
        public void Configure(EntityTypeBuilder<Practice> table)
        {
            table.ToTable("practices");
            table.Property(practice => practice.Id).ValueGeneratedNever();
            table.HasIndex(practice => practice.Npi).IsUnique();
        }
    }
}
