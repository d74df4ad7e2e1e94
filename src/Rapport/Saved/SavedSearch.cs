using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Saved;

/// <summary>
/// A search that somebody asked us to keep. Without its six words it can be neither found nor read: not by the operator, nor by
/// whoever gets a copy of the store.
/// </summary>
internal sealed class SavedSearch
{
    /// <summary>Made from the words and a key that lies apart; leads to neither.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The search, sealed under the words.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The last day on which it opens, UTC.</summary>
    public DateOnly Ends { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SavedSearch>
    {
        public void Configure(EntityTypeBuilder<SavedSearch> table)
        {
            table.ToTable("saved_searches");
            table.HasKey(saved => saved.Key);
        }
    }
}
