using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Accounts;
using Rapport.Profiles;

namespace Rapport.Rosters;

/// <summary>How somebody was invited.</summary>
internal enum InvitedBy
{
    Mail,
    Letter,
}

/// <summary>
/// Somebody whom an organisation named: what it says of her, beside the record that the registry may have of her, and how far she has
/// come. Nothing of it is shown to anybody before she has proven who she is and said that it is right.
/// </summary>
internal sealed class RosterMember
{
    public Guid Id { get; init; }

    /// <summary>Which roster names her.</summary>
    public required string Roster { get; init; }

    /// <summary>What she is known by in this roster: her number, her licence, or her name with her ZIP.</summary>
    public required string Known { get; init; }

    /// <summary>The record that is hers; null where the store has none yet.</summary>
    public long? ProfileId { get; set; }

    /// <summary>Her number, where the roster gives one.</summary>
    public long? Npi { get; set; }

    /// <summary>What the roster says, as a <see cref="ProfileDocument"/> in JSON, sealed; empty where it was erased.</summary>
    public required byte[] Document { get; set; }

    /// <summary>Her mail address, sealed; null where there is none.</summary>
    public byte[]? Mail { get; set; }

    /// <summary>A keyed hash of the address: an account that has it is known by it. Null where there is none, or several share it.</summary>
    public byte[]? MailKey { get; set; }

    public DateTime NamedAt { get; set; }

    public DateTime? InvitedAt { get; set; }

    public InvitedBy? InvitedBy { get; set; }

    /// <summary>How often.</summary>
    public int Invitations { get; set; }

    /// <summary>Hash of the key in the mailed link, or keyed hash of the code in the letter.</summary>
    public byte[]? Key { get; set; }

    /// <summary>When link and code end.</summary>
    public DateTime? KeyEndsAt { get; set; }

    /// <summary>She pressed the button of the link, or typed the code.</summary>
    public DateTime? OpenedAt { get; set; }

    /// <summary>Her account holds the record.</summary>
    public DateTime? ProvenAt { get; set; }

    /// <summary>She said that it is right, and it is listed.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>She does not want to be listed: she is not written to again.</summary>
    public DateTime? DeclinedAt { get; set; }

    /// <summary>What the roster says.</summary>
    public ProfileFacts Facts(AccountSeal seal) => Document is [] ? new ProfileFacts() : ProfileDocument.FromJson(seal.OpenText(Document)).Facts;

    internal sealed class Mapping : IEntityTypeConfiguration<RosterMember>
    {
        public void Configure(EntityTypeBuilder<RosterMember> table)
        {
            table.ToTable("roster_members");
            table.HasKey(member => member.Id);
            table.Property(member => member.Roster).HasMaxLength(100);
            table.Property(member => member.Known).HasMaxLength(200);
            table.HasIndex(member => new { member.Roster, member.Known }).IsUnique();
            table.HasIndex(member => member.ProfileId);
            table.HasIndex(member => member.MailKey);
            table.HasIndex(member => member.Key);
        }
    }
}
