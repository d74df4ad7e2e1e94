using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>The photograph of a therapist, drawn anew in two sizes: nothing of the file that she sent is kept.</summary>
internal sealed class Photograph
{
    public long ProfileId { get; init; }

    /// <summary>Its name in an address, by lot and new with each photograph: who has an old address sees none.</summary>
    public required string Mark { get; set; }

    /// <summary>For lists, as JPEG.</summary>
    public required byte[] Small { get; set; }

    /// <summary>For her page, as JPEG.</summary>
    public required byte[] Large { get; set; }

    public DateTime SetAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Photograph>
    {
        public void Configure(EntityTypeBuilder<Photograph> table)
        {
            table.ToTable("photographs");
            table.HasKey(photograph => photograph.ProfileId);
            table.Property(photograph => photograph.ProfileId).ValueGeneratedNever();
            table.HasIndex(photograph => photograph.Mark).IsUnique();
        }
    }
}
