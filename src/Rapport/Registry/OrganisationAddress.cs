using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Registry;

/// <summary>
/// Where an organisation of the registry works, its address as a hash. Kept because a weekly file holds only
/// what changed: whether a person's address may be a home needs the organisations of all files before.
/// </summary>
internal sealed class OrganisationAddress
{
    public long Npi { get; init; }

    /// <summary>64-bit hash of the normalised address; null since the organisation is nowhere any more.</summary>
    public long? Hash { get; init; }

    /// <summary>The registry's own date of the row that says so; an older row never overwrites a newer one.</summary>
    public DateOnly Date { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrganisationAddress>
    {
        public void Configure(EntityTypeBuilder<OrganisationAddress> table)
        {
            table.ToTable("organisation_addresses");
            table.HasKey(address => address.Npi);
            table.Property(address => address.Npi).ValueGeneratedNever();
        }
    }
}
