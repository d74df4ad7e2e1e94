using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>How somebody has proven that a record is hers.</summary>
internal enum Proof
{
    /// <summary>She has the mailbox that an organisation's roster names.</summary>
    RosterMail,

    /// <summary>She typed the code of a letter to the address that a roster, or the registry, names.</summary>
    LetterCode,

    /// <summary>She typed a code that was read out on the telephone number of the registry.</summary>
    TelephoneCode,

    /// <summary>Her mail address is of a domain that the operator vouches for.</summary>
    MailDomain,

    /// <summary>Somebody who checks licences has looked.</summary>
    Check,
}

/// <summary>Whose account keeps a profile, since when, and how that was proven.</summary>
internal sealed class ProfileOwner
{
    public long ProfileId { get; init; }

    public Guid AccountId { get; set; }

    public DateTime Since { get; set; }

    public Proof Proof { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ProfileOwner>
    {
        public void Configure(EntityTypeBuilder<ProfileOwner> table)
        {
            table.ToTable("profile_owners");
            table.HasKey(owner => owner.ProfileId);
            table.Property(owner => owner.ProfileId).ValueGeneratedNever();
            table.HasIndex(owner => owner.AccountId);
        }
    }
}
