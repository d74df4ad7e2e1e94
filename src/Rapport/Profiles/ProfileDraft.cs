using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Accounts;

namespace Rapport.Profiles;

/// <summary>What the owner of a profile has written of one topic and not published. Nobody but she sees it.</summary>
internal sealed class ProfileDraft
{
    /// <summary>What it is sealed for.</summary>
    public const string Sealed = "profile_drafts.content";

    public Guid AccountId { get; init; }

    public long ProfileId { get; init; }

    /// <summary>Name of the topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Values by field, in JSON, sealed with her key.</summary>
    public required byte[] Content { get; set; }

    public DateTime SavedAt { get; set; }

    /// <summary>What each field is to say, as the catalogue of fields reads it; empty for "not known".</summary>
    public IReadOnlyDictionary<string, string> Values(AccountSeal seal) => JsonSerializer.Deserialize<Dictionary<string, string>>(seal.Open(AccountId, Sealed, Content))!;

    internal sealed class Mapping : IEntityTypeConfiguration<ProfileDraft>
    {
        public void Configure(EntityTypeBuilder<ProfileDraft> table)
        {
            table.ToTable("profile_drafts");
            table.HasKey(draft => new { draft.AccountId, draft.ProfileId, draft.Topic });
            table.HasIndex(draft => draft.ProfileId);
            table.Property(draft => draft.Topic).HasMaxLength(40);
        }
    }
}
