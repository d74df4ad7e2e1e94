using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Upkeep;

/// <summary>
/// A link that was mailed to the owner of a profile. It holds a random key, of which only the hash is here, and lets whoever has it keep this one
/// profile up to date, while the account that it was mailed to keeps it.
/// </summary>
internal sealed class UpkeepLink : IPassing
{
    /// <summary>Hash of the key.</summary>
    public required byte[] Id { get; init; }

    public long ProfileId { get; init; }

    public Guid AccountId { get; init; }

    public DateTime EndsAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<UpkeepLink>
    {
        public void Configure(EntityTypeBuilder<UpkeepLink> table)
        {
            table.ToTable("upkeep_links");
            table.HasKey(link => link.Id);
            table.HasIndex(link => link.ProfileId);
        }
    }
}
