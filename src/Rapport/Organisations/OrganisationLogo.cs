using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Organisations;

/// <summary>The logo of an organisation, drawn anew in two sizes: nothing of the file that was sent is kept.</summary>
internal sealed class OrganisationLogo
{
    public Guid OrganisationId { get; init; }

    /// <summary>Its name in an address, by lot and new with each.</summary>
    public required string Mark { get; set; }

    /// <summary>For the head of pages and for profiles, as PNG.</summary>
    public required byte[] Small { get; set; }

    /// <summary>For its own page, as PNG.</summary>
    public required byte[] Large { get; set; }

    public DateTime SetAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OrganisationLogo>
    {
        public void Configure(EntityTypeBuilder<OrganisationLogo> table)
        {
            table.ToTable("organisation_logos");
            table.HasKey(logo => logo.OrganisationId);
            table.HasIndex(logo => logo.Mark).IsUnique();
        }
    }
}
