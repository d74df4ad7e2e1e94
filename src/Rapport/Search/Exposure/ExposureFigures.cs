using Microsoft.EntityFrameworkCore;
using Rapport.Core.Statistics;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search.Exposure;

/// <summary>How showings lay among the listed, at one kind of position. Without figures where they are few.</summary>
/// <param name="Position">any, first, to-fifth or later.</param>
/// <param name="IsFew">There are some, but too few to tell; at one position, or at another one that could be worked out from this.</param>
/// <param name="Showings">How many.</param>
/// <param name="Shown">How many of the listed had one at least.</param>
/// <param name="ShareOfMost">Which share of them the tenth of the listed had that was shown most.</param>
/// <param name="Gini">Over all listed.</param>
/// <param name="GiniByChance">What chance alone would give, were all listed equally likely to be shown.</param>
internal sealed record PositionExposure(
    string Position, bool IsFew, long? Showings = null, int? Shown = null, double? ShareOfMost = null, double? Gini = null, double? GiniByChance = null);

/// <summary>How often those who are listed now were shown.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last one: yesterday, since the day that goes on is not written yet.</param>
/// <param name="Listed">How many people are listed.</param>
/// <param name="Tenth">How many a tenth of them is, rounded up.</param>
/// <param name="Positions">All positions together, then each kind.</param>
internal sealed record ExposureFigures(DateOnly From, DateOnly To, int Listed, int Tenth, IReadOnlyList<PositionExposure> Positions)
{
    /// <summary>Fewer showings than these are not told in numbers.</summary>
    public const int FewestTold = 11;

    /// <summary>Works it out for the days before today.</summary>
    public static async Task<ExposureFigures> Of(Store store, int days, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(store.Now);
        var from = today.AddDays(-days);
        await using var db = store.Read();
        var listed = Visibility.Among(db.Set<Profile>(), await Visibility.Of(db, stop));
        var people = await listed.CountAsync(stop);
        var counts = await db.Set<Showing>()
            .Where(one => one.Day >= from && one.Day < today && listed.Any(profile => profile.Id == one.ProfileId))
            .GroupBy(one => one.ProfileId)
            .Select(of => new { First = of.Sum(one => one.First), ToFifth = of.Sum(one => one.ToFifth), Later = of.Sum(one => one.Later) })
            .ToListAsync(stop);
        var all = Figures("any", [.. counts.Select(one => one.First + one.ToFifth + one.Later)], people);
        PositionExposure[] parts =
        [
            Figures("first", [.. counts.Select(one => one.First)], people),
            Figures("to-fifth", [.. counts.Select(one => one.ToFifth)], people),
            Figures("later", [.. counts.Select(one => one.Later)], people),
        ];
        // One that is left out alone could be worked out from the others.
        var told = Array.Exists(parts, part => part.IsFew) ? parts.Select(part => new PositionExposure(part.Position, IsFew: true)) : parts;
        return new ExposureFigures(from, today.AddDays(-1), people, TenthOf(people), [all, .. told]);
    }

    private static PositionExposure Figures(string position, List<long> counts, int people)
    {
        var showings = counts.Sum();
        return showings is > 0 and < FewestTold ? new PositionExposure(position, IsFew: true) : new PositionExposure(
            position, IsFew: false, showings, counts.Count(count => count > 0),
            Concentration.ShareOfMost(counts, people, TenthOf(people)), Concentration.Gini(counts, people),
            showings > 0 ? Concentration.GiniByChance((double)showings / people) : null);
    }

    private static int TenthOf(int people) => (people + 9) / 10;
}
