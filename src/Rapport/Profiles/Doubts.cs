using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>
/// What visitors say may have changed on one profile, where enough of them say so to be told: open reports of the last
/// <see cref="Days"/> days on one subject, from at least <see cref="Fewest"/> networks. Of fewer nothing is ever shown.
/// </summary>
internal sealed class Doubts
{
    /// <summary>One person can use two networks; three take some pains, and three people are not one angry one.</summary>
    public const int Fewest = 3;

    /// <summary>Days for which a report counts: what was wrong longer ago may be right by now.</summary>
    public const int Days = 90;

    public static readonly Doubts None = new([]);

    private readonly ILookup<string, DateTime> _tellers;

    private Doubts(IEnumerable<(string About, DateTime At)> tellers) => _tellers = tellers.ToLookup(teller => teller.About, teller => teller.At, StringComparer.Ordinal);

    /// <summary>Of one profile.</summary>
    public static async Task<Doubts> Of(Store store, long profileId, CancellationToken stop)
    {
        await using var db = store.Read();
        return (await Of(db, [profileId], store.Now, stop)).GetValueOrDefault(profileId, None);
    }

    /// <summary>Of several profiles; who is not among them is doubted by nobody.</summary>
    public static async Task<IReadOnlyDictionary<long, Doubts>> Of(
        RapportDb db, IReadOnlyCollection<long> profileIds, DateTime now, CancellationToken stop)
    {
        var since = now.AddDays(-Days);
        // Counted by the database: each network once, by its latest word.
        var tellers = await db.Set<Report>()
            .Where(report => profileIds.Contains(report.ProfileId) && report.SettledAt == null && report.Teller != null && report.At > since)
            .GroupBy(report => new { report.ProfileId, report.About, report.Teller })
            .Select(one => new { one.Key.ProfileId, one.Key.About, At = one.Max(report => report.At) })
            .ToListAsync(stop);
        return tellers.GroupBy(one => one.ProfileId)
            .ToDictionary(all => all.Key, all => new Doubts(all.Select(one => (one.About, one.At))));
    }

    /// <summary>
    /// How many say that this fact has changed since it was last confirmed; 0 where they are fewer than <see cref="Fewest"/>,
    /// or where there is nothing to doubt. The registry's rows are no answer to what visitors say: it does not ask anybody.
    /// </summary>
    /// <param name="about">The subject, one of <see cref="Reports.Abouts"/>.</param>
    /// <param name="fact">What is doubted; null when it is not known.</param>
    public int On(string about, IFact? fact)
    {
        if (fact is null)
        {
            return 0;
        }
        var count = _tellers[about].Count(at => fact.Source == Source.Registry || at > fact.Confirmed);
        return count < Fewest ? 0 : count;
    }
}
