using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Registry;

/// <summary>
/// An address at which some organisation of the registry works, as a hash. Kept because a weekly file holds only
/// what changed: whether a person's address may be a home needs the organisations of all files before.
/// </summary>
internal sealed class OrganisationAddress
{
    /// <summary>64-bit hash of the normalised address.</summary>
    public long Hash { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrganisationAddress>
    {
        public void Configure(EntityTypeBuilder<OrganisationAddress> table)
        {
            table.ToTable("organisation_addresses");
            table.HasKey(address => address.Hash);
            table.Property(address => address.Hash).ValueGeneratedNever();
        }
    }
}
