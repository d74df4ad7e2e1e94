using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>How somebody whom nobody invited wants to prove that a record is hers.</summary>
internal enum ClaimWay
{
    /// <summary>A code is read out to her on the telephone number of the record.</summary>
    Telephone,

    /// <summary>A code is posted to the address of the record.</summary>
    Letter,

    /// <summary>Her mail address is of a domain that the operator vouches for, and names her.</summary>
    MailDomain,

    /// <summary>A person looks.</summary>
    Check,
}

/// <summary>How far a claim has come.</summary>
internal enum ClaimState
{
    Waiting,

    /// <summary>The record is hers.</summary>
    Proven,

    /// <summary>Somebody looked, and it is not.</summary>
    Refused,

    /// <summary>She took it back.</summary>
    Withdrawn,
}

/// <summary>Somebody says that a record is hers. Until it is proven nothing of the record is shown to her, and nothing changes.</summary>
internal sealed class Claim
{
    /// <summary>What her words are sealed for.</summary>
    public const string SealedWords = "claims.words";

    /// <summary>What she says of herself is sealed for.</summary>
    public const string SealedSaid = "claims.said";

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Which record; null where she found none, and for one that was made only when it was proven.</summary>
    public long? ProfileId { get; set; }

    /// <summary>What she says of herself where she found no record: a <see cref="ProfileDocument"/> in JSON, sealed.</summary>
    public byte[]? Said { get; set; }

    /// <summary>Her number, where she found no record and has one.</summary>
    public long? Npi { get; init; }

    public ClaimWay Way { get; init; }

    /// <summary>What she writes to whoever looks, sealed; null for nothing.</summary>
    public byte[]? Words { get; set; }

    public DateTime StartedAt { get; init; }

    /// <summary>Keyed hash of the code that was read out or posted; null while there is none.</summary>
    public byte[]? Code { get; set; }

    public DateTime? CodeEndsAt { get; set; }

    /// <summary>How often another code was typed.</summary>
    public int WrongCodes { get; set; }

    /// <summary>How many codes were made.</summary>
    public int Codes { get; set; }

    /// <summary>When she was told last that another account says the same, or keeps it.</summary>
    public DateTime? ToldAt { get; set; }

    /// <summary>When the code was made, to be read out or posted.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>Another account says the same of the record, or keeps it: no code is enough, a person decides.</summary>
    public bool IsContested { get; set; }

    public ClaimState State { get; set; }

    public DateTime? EndedAt { get; set; }

    /// <summary>The account of who decided; null where nobody had to.</summary>
    public Guid? DecidedBy { get; set; }

    /// <summary>Why it was decided so, in words of who decided; sealed. Null for none.</summary>
    public byte[]? Note { get; set; }

    /// <summary>What she says of herself where she found no record; null where she found one.</summary>
    /// <exception cref="StoreProblem">Her key is gone.</exception>
    public ProfileFacts? FactsSaid(AccountSeal seal) => Said is { } said ? ProfileDocument.FromJson(seal.OpenText(AccountId, SealedSaid, said)).Facts : null;

    internal sealed class Mapping : IEntityTypeConfiguration<Claim>
    {
        public void Configure(EntityTypeBuilder<Claim> table)
        {
            table.ToTable("claims");
            table.HasKey(claim => claim.Id);
            table.HasIndex(claim => claim.AccountId);
            table.HasIndex(claim => claim.ProfileId);
            table.HasIndex(claim => new { claim.State, claim.StartedAt });
        }
    }
}
