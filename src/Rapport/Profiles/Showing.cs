using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>
/// How often a profile stood on the first page of a list on a day, by where on it. Nothing else is kept of these lists: not
/// what was looked for, by whom, from where or at what hour, nor who stood beside whom.
/// </summary>
internal sealed class Showing : IDayCount
{
    /// <summary>UTC.</summary>
    public DateOnly Day { get; init; }

    public long ProfileId { get; init; }

    /// <summary>How often it stood first.</summary>
    public long First { get; set; }

    /// <summary>How often it stood second to fifth.</summary>
    public long ToFifth { get; set; }

    /// <summary>How often it stood farther down.</summary>
    public long Later { get; set; }

    /// <summary>Forgets how often somebody was shown who is taken off the list.</summary>
    public static Task Erase(RapportDb db, long profileId, CancellationToken stop) =>
        db.Set<Showing>().Where(one => one.ProfileId == profileId).ExecuteDeleteAsync(stop);

    internal sealed class Mapping : IEntityTypeConfiguration<Showing>
    {
        public void Configure(EntityTypeBuilder<Showing> table)
        {
            table.ToTable("exposures");
            table.HasKey(showing => new { showing.Day, showing.ProfileId });
            // A removal forgets all of one profile.
            table.HasIndex(showing => showing.ProfileId);
        }
    }
}
