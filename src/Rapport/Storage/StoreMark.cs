using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Storage;

/// <summary>Whose people a store holds. Decided when it is made, never changed.</summary>
internal enum StoreKind
{
    /// <summary>Invented people only.</summary>
    Demo,

    /// <summary>Real people only.</summary>
    Real,
}

/// <summary>The one row that says what this store is.</summary>
internal sealed class StoreMark
{
    public int Id { get; init; } = 1;

    public StoreKind Kind { get; init; }

    /// <summary>Names the store for good: a restored copy keeps it.</summary>
    public Guid StoreId { get; init; }

    public DateTime CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StoreMark>
    {
        public void Configure(EntityTypeBuilder<StoreMark> table)
        {
            table.ToTable("store");
            table.Property(mark => mark.Id).ValueGeneratedNever();
        }
    }
}
