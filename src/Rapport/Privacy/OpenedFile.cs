using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>
/// Somebody who runs the site asks to read all that is kept of one account, as when a court demands it or a life is at stake. Another one has to agree; she is
/// told, with the reason; and it can be read for an hour.
/// </summary>
internal sealed class OpenedFile : IPassing
{
    /// <summary>What the reason is sealed for.</summary>
    public const string SealedReason = "opened_files.reason";

    public Guid Id { get; init; }

    /// <summary>Whose file.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The account of who asks.</summary>
    public Guid AskedBy { get; init; }

    public DateTime AskedAt { get; init; }

    /// <summary>Why, sealed with the key of whom it is about: she reads it.</summary>
    public required byte[] Reason { get; set; }

    /// <summary>The account of who agreed; null before.</summary>
    public Guid? AgreedBy { get; set; }

    public DateTime? AgreedAt { get; set; }

    /// <summary>Until then somebody may agree, and from then on it may be read; see <see cref="OpenedFiles"/>.</summary>
    public DateTime EndsAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<OpenedFile>
    {
        public void Configure(EntityTypeBuilder<OpenedFile> table)
        {
            table.ToTable("opened_files");
            table.HasKey(file => file.Id);
            table.HasIndex(file => file.AccountId);
            table.HasIndex(file => file.EndsAt);
        }
    }
}
