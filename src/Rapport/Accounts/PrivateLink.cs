using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>The one thing that a link is for.</summary>
internal enum LinkPurpose
{
    /// <summary>For nothing: it was made so that nobody can tell by the work done whether an address has an account.</summary>
    Nothing,

    /// <summary>Whoever has the mail makes an account with its address.</summary>
    Register,

    /// <summary>Whoever has the mail chooses a new password.</summary>
    Reset,

    /// <summary>Whoever reads the console makes the first operator's account.</summary>
    SetUp,

    /// <summary>Whoever has the mail, and is signed in, gives the account this address.</summary>
    Move,
}

/// <summary>
/// A link that was sent to somebody. It holds a random key, of which only the hash is here. To open it spends nothing; to press its
/// button changes the key for one that only this browser has.
/// </summary>
internal sealed class PrivateLink : IPassing
{
    /// <summary>What the address is sealed for.</summary>
    public const string SealedAddress = "private_links.address";

    /// <summary>Hash of the key.</summary>
    public required byte[] Id { get; init; }

    public LinkPurpose Purpose { get; init; }

    /// <summary>Whose it is; null where there is no account yet.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The address it was sent to, sealed; null where it was sent to none.</summary>
    public byte[]? Address { get; set; }

    public DateTime EndsAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<PrivateLink>
    {
        public void Configure(EntityTypeBuilder<PrivateLink> table)
        {
            table.ToTable("private_links");
            table.HasKey(link => link.Id);
            table.HasIndex(link => link.AccountId);
        }
    }
}
