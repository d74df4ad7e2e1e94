using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Organisations;

/// <summary>What somebody does in an organisation.</summary>
internal enum MemberWork
{
    Therapist,

    /// <summary>Recommends therapists to others.</summary>
    Recommends,

    /// <summary>The office: neither of the two.</summary>
    Office,
}

/// <summary>That an account belongs to an organisation.</summary>
internal sealed class OrganisationMember
{
    public Guid OrganisationId { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Invites, removes, and says what the organisation's page says.</summary>
    public bool IsAdministrator { get; set; }

    public MemberWork Does { get; init; }

    public DateTime Since { get; init; }

    /// <summary>She has agreed that everybody sees it. Nobody else can say so for her.</summary>
    public bool Shown { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrganisationMember>
    {
        public void Configure(EntityTypeBuilder<OrganisationMember> table)
        {
            table.ToTable("organisation_members");
            table.HasKey(member => new { member.OrganisationId, member.AccountId });
            table.HasIndex(member => member.AccountId);
        }
    }
}
