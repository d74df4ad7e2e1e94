using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>
/// What a release of the fit tells of one therapist's own part, by eleven clients or more. It is kept here, and not with the rest of its
/// release, because a removal forgets it.
/// </summary>
internal sealed class ToldPart
{
    /// <summary>Of what was learnt and is not released yet.</summary>
    public const int Candidate = 0;

    /// <summary>The version of the release; <see cref="Candidate"/> before there is one.</summary>
    public int Release { get; init; }

    public long ProfileId { get; init; }

    /// <summary>How many clients were counted when it was found.</summary>
    public int Clients { get; init; }

    /// <summary>In points; 0 where it is erased.</summary>
    public double Used { get; init; }

    /// <summary>In squared points; null where it is erased.</summary>
    public double? Variance { get; init; }

    /// <summary>By axis, with the axis's weight: numbers with a space between; null where it is erased.</summary>
    public string? Covariances { get; init; }

    /// <summary>
    /// Forgets how people got on with somebody who is taken off the list. By how many clients a release told it stays: were the removal undone,
    /// the next one would otherwise tell, beside what was seen of this one, of a single client more.
    /// </summary>
    public static async Task Erase(RapportDb db, long profileId, CancellationToken stop)
    {
        await db.Set<ToldPart>().Where(one => one.ProfileId == profileId && one.Release == Candidate).ExecuteDeleteAsync(stop);
        await db.Set<ToldPart>().Where(one => one.ProfileId == profileId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Used, 0).SetProperty(one => one.Variance, (double?)null).SetProperty(one => one.Covariances, (string?)null), stop);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ToldPart>
    {
        public void Configure(EntityTypeBuilder<ToldPart> table)
        {
            table.ToTable("told_parts");
            table.HasKey(part => new { part.Release, part.ProfileId });
            // A removal forgets all of one profile.
            table.HasIndex(part => part.ProfileId);
        }
    }
}
