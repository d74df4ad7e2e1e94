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
    /// <summary>Kept with each fact that she says: that it was she, and not which account.</summary>
    public const string By = "owner";

    public long ProfileId { get; init; }

    public Guid AccountId { get; set; }

    public DateTime Since { get; set; }

    public Proof Proof { get; set; }

    /// <summary>From when it is counted until she is asked whether it is still right: when she said so last, or changed something.</summary>
    public DateTime CountedFrom { get; set; }

    /// <summary>How many of the reminders were written since then.</summary>
    public int Reminded { get; set; }

    /// <summary>When the last of them was.</summary>
    public DateTime? RemindedAt { get; set; }

    /// <summary>When she was asked last whether there is still room for new people, or it was seen that there is nothing to ask.</summary>
    public DateTime? OpeningsAskedAt { get; set; }

    /// <summary>She does not want to be asked that by mail.</summary>
    public bool NoOpeningsMail { get; set; }

    /// <summary>Until the day before this one she is off the list by her own wish; null where she is not, or says herself when it ends.</summary>
    public DateOnly? PausedUntil { get; set; }

    /// <summary>
    /// The name that stood in the record when it was proven to be hers, or that somebody compared with a licence since: what she calls herself later counts
    /// as compared only while it may be the same. Null where it had none, or she has said since that she is of another calling: nothing was compared then.
    /// </summary>
    public string? KnownAs { get; set; }

    /// <summary>One of her licences was looked at by nobody yet, or she has none with a number.</summary>
    public bool HasUnseen { get; set; } = true;

    /// <summary>The name of a record, as <see cref="KnownAs"/> keeps it.</summary>
    public static string? Known(ProfileFacts facts) => facts.Name is { } name ? FieldText.PrintName(name.Value) : null;

    /// <summary>Whether she bears a name by now that may be another person's, or is of a calling for which nobody has compared her.</summary>
    public bool IsRenamed(ProfileFacts facts) => KnownAs is not { } known || (facts.Name is { } name && !SamePerson.MayBe(FieldText.ReadName(known), name.Value));

    /// <summary>She has said something of it herself.</summary>
    public void Speaks(DateTime now)
    {
        CountedFrom = now;
        Reminded = 0;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ProfileOwner>
    {
        public void Configure(EntityTypeBuilder<ProfileOwner> table)
        {
            table.ToTable("profile_owners");
            table.HasKey(owner => owner.ProfileId);
            table.Property(owner => owner.ProfileId).ValueGeneratedNever();
            table.HasIndex(owner => owner.AccountId).IsUnique();
            table.HasIndex(owner => owner.CountedFrom);
            table.HasIndex(owner => owner.OpeningsAskedAt);
        }
    }
}
