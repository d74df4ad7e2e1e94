using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Accounts;

/// <summary>What somebody may do here beyond what is her own.</summary>
[Flags]
internal enum Roles
{
    None = 0,

    /// <summary>Runs the site.</summary>
    Operator = 1,

    /// <summary>Checks who therapists are.</summary>
    Verifier = 2,
}

/// <summary>Somebody who can sign in. Address and name are sealed; by a keyed hash of the address an account is found.</summary>
internal sealed class Account
{
    /// <summary>What the secret of a second factor is sealed for.</summary>
    public const string SealedFactor = "accounts.factor";

    public Guid Id { get; init; }

    /// <summary>Made from the address and a key that lies apart; leads back to none.</summary>
    public required byte[] AddressKey { get; set; }

    /// <summary>Address and name, sealed.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Code of the language in which mails are written.</summary>
    public required string Language { get; set; }

    /// <summary>The password, hashed slowly.</summary>
    public required string Password { get; set; }

    public Roles Roles { get; set; }

    /// <summary>The secret of the second factor, sealed; null where there is none.</summary>
    public byte[]? Factor { get; set; }

    /// <summary>The step of the last code that was used: none is taken twice.</summary>
    public long FactorStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left, with blanks between.</summary>
    public string Recovery { get; set; } = "";

    public DateTime CreatedAt { get; init; }

    /// <summary>When its holder closed it, where the law keeps what is left of it until a day: nobody signs in, and no mail goes out. Null where it is open.</summary>
    public DateTime? ClosedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> table)
        {
            table.ToTable("accounts");
            table.HasKey(account => account.Id);
            table.HasIndex(account => account.AddressKey).IsUnique();
        }
    }
}
