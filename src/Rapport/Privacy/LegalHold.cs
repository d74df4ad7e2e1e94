using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Privacy;

/// <summary>That the record of an account must be kept until a day, also where its holder closes it before.</summary>
internal sealed class LegalHold
{
    /// <summary>What the reason is sealed for.</summary>
    public const string SealedReason = "legal_holds.reason";

    public Guid AccountId { get; init; }

    /// <summary>The last day on which it is kept; the daily job ends it after.</summary>
    public DateOnly Until { get; set; }

    /// <summary>Why, in the words of whoever asked for it, sealed with the key of the account; null where the setting did, as the account was closed.</summary>
    public byte[]? Reason { get; set; }

    public DateTime SetAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LegalHold>
    {
        public void Configure(EntityTypeBuilder<LegalHold> table)
        {
            table.ToTable("legal_holds");
            table.HasKey(hold => hold.AccountId);
        }
    }
}
