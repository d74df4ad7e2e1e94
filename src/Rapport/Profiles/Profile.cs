using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Profiles;

/// <summary>One therapist's row: the keys that need columns, and the document that holds the facts.</summary>
internal sealed class Profile
{
    /// <summary>From 1, given out by <see cref="Storage.Store"/> writers in ascending order, never used again.</summary>
    public long Id { get; init; }

    /// <summary>Ten digits; null for a person who is in no registry. Demo people carry numbers that cannot exist.</summary>
    public long? Npi { get; set; }

    /// <summary>True once its owner has taken the profile over; demo people count as their own owners.</summary>
    public bool Claimed { get; set; }

    /// <summary>
    /// The registry says that the number is no longer in use, or no longer that of a therapist (<see cref="LeftField"/>),
    /// since this day.
    /// </summary>
    public DateOnly? Deactivated { get; set; }

    /// <summary>"Remove me" was asked for; stays through every import until an operator undoes it.</summary>
    public bool Removed { get; set; }

    /// <summary>Why it is off the list until something is done; null where nothing holds.</summary>
    public Unlisted? Unlisted { get; set; }

    /// <summary>The registry's own date of the row that was last taken in; older rows are not taken.</summary>
    public DateOnly? RegistryDate { get; set; }

    /// <summary>What she has chosen to stand for her face, as <see cref="OwnFace"/> writes it; null where she chose nothing.</summary>
    public string? Face { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Counts the changes, so that no writer overwrites another.</summary>
    public int Revision { get; set; }

    /// <summary>A <see cref="ProfileDocument"/> as JSON.</summary>
    public required string Document { get; set; }

    /// <summary>
    /// Nothing is known of her but that she is not to be listed: she was erased, or declined before anything was known. No file fills it again.
    /// </summary>
    public bool IsErased => Removed && Document == ProfileDocument.Empty;

    public ProfileDocument Read() => ProfileDocument.FromJson(Document);

    /// <summary>The facts as anyone but their owner may see them: every page, API answer and export takes them from here.</summary>
    public ProfileFacts Shown() => Read().Facts.Shown(Claimed);

    /// <summary>Whether it is unlisted because the newest row of a number in use names no profession of the field any more.</summary>
    /// <param name="document">What it says, read already.</param>
    public bool LeftField(ProfileDocument document) =>
        Deactivated is { } day && day == RegistryDate && document.Facts.Professions is null;

    internal sealed class Mapping : IEntityTypeConfiguration<Profile>
    {
        public void Configure(EntityTypeBuilder<Profile> table)
        {
            table.ToTable("profiles");
            table.Ignore(profile => profile.IsErased);
            table.Property(profile => profile.Id).ValueGeneratedNever();
            table.HasIndex(profile => profile.Npi).IsUnique();
            table.Property(profile => profile.Revision).IsConcurrencyToken();
        }
    }
}
