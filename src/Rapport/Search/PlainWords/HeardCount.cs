using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Search.PlainWords;

/// <summary>What is counted of the sentences that people write.</summary>
internal enum HeardKind
{
    /// <summary>All of them.</summary>
    Sentence,

    /// <summary>Those of which nothing was left over.</summary>
    Whole,

    /// <summary>Those with words left over that seem to name a place.</summary>
    Place,

    /// <summary>The same with a health plan.</summary>
    Plan,

    /// <summary>The same with what somebody needs help with.</summary>
    Issue,

    /// <summary>The same with a name, or anything else.</summary>
    Other,
}

/// <summary>
/// How many sentences of a day were of a kind. Nothing else is kept of them: no words, no hour, nobody who wrote them.
/// </summary>
internal sealed class HeardCount : IDayCount
{
    /// <summary>UTC.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Of the page: en or es.</summary>
    public required string Language { get; init; }

    public HeardKind Kind { get; init; }

    public long Count { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<HeardCount>
    {
        public void Configure(EntityTypeBuilder<HeardCount> table)
        {
            table.ToTable("heard");
            table.HasKey(heard => new { heard.Day, heard.Language, heard.Kind });
        }
    }
}
