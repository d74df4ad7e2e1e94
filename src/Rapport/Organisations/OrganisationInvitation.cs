using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>
/// A mailed link that makes whoever has it a member. It is made alike for an address that has an account and for one that has none. In no back-up: one that
/// was used or taken back must not work again after a restore.
/// </summary>
internal sealed class OrganisationInvitation : IPassing
{
    public Guid Id { get; init; }

    public Guid OrganisationId { get; init; }

    /// <summary>The address, sealed; erased once the invitation was accepted.</summary>
    public byte[]? Mail { get; set; }

    /// <summary>Made from the address as an account's is.</summary>
    public byte[]? MailKey { get; set; }

    public bool IsAdministrator { get; set; }

    public MemberWork Does { get; set; }

    /// <summary>Code of the language in which it was written.</summary>
    public required string Language { get; set; }

    public DateTime MadeAt { get; init; }

    public DateTime SentAt { get; set; }

    public DateTime EndsAt { get; set; }

    /// <summary>Hash of the key in the link.</summary>
    public required byte[] Key { get; set; }

    /// <summary>When it was accepted; it works once.</summary>
    public DateTime? UsedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrganisationInvitation>
    {
        public void Configure(EntityTypeBuilder<OrganisationInvitation> table)
        {
            table.ToTable("organisation_invitations");
            table.HasKey(invitation => invitation.Id);
            table.HasIndex(invitation => invitation.Key).IsUnique();
            table.HasIndex(invitation => invitation.OrganisationId);
            table.HasIndex(invitation => invitation.MailKey);
        }
    }
}
