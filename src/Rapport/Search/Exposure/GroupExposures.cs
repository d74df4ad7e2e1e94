using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search.Exposure;

/// <summary>How often those who keep their own page were shown, by what they say of themselves.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last one: yesterday.</param>
/// <param name="People">How many they are.</param>
/// <param name="Gender">As they name it.</param>
/// <param name="Community">Whom they serve or belong to; somebody may be in several.</param>
/// <param name="Practice">For how many years they have practised.</param>
internal sealed record GroupExposures(
    DateOnly From, DateOnly To, int People, IReadOnlyList<GroupExposure> Gender, IReadOnlyList<GroupExposure> Community, IReadOnlyList<GroupExposure> Practice)
{
    private const string NotSaid = "not said";

    /// <summary>Works it out for the days before today.</summary>
    public static async Task<GroupExposures> Of(Store store, int days, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(store.Now);
        var from = today.AddDays(-days);
        await using var db = store.Read();
        var shown = await db.Set<Showing>().Where(one => one.Day >= from && one.Day < today)
            .GroupBy(one => one.ProfileId).Select(of => new { of.Key, Times = of.Sum(one => one.First + one.ToFifth + one.Later) })
            .ToDictionaryAsync(of => of.Key, of => of.Times, stop);
        var people = new List<Told>();
        // Row by row: of each, three facts are kept.
        await foreach (var profile in Visibility.Among(db.Set<Profile>().AsNoTracking(), RegistryListing.Hidden).AsAsyncEnumerable().WithCancellation(stop))
        {
            var facts = profile.Read().Facts;
            people.Add(new Told(
                shown.GetValueOrDefault(profile.Id), facts.Gender?.Value ?? NotSaid, facts.Communities?.Value is { Count: > 0 } communities ? communities : [NotSaid],
                Years(facts.PractisingSince?.Value, today.Year)));
        }
        IReadOnlyList<long> all = [.. people.Select(one => one.Shown)];
        string[] told = [.. people.SelectMany(one => one.Communities).Distinct().Order(StringComparer.Ordinal)];
        return new GroupExposures(
            from, today.AddDays(-1), people.Count,
            GroupExposure.Parts(Grouped(people, one => one.Gender)),
            GroupExposure.Overlapping(
                [.. told.Select(group => (group, (IReadOnlyList<long>)[.. people.Where(one => one.Communities.Contains(group)).Select(one => one.Shown)]))],
                [.. told.Select(group => (long[])[.. people.Where(one => !one.Communities.Contains(group)).Select(one => one.Shown)])], all),
            GroupExposure.Parts(Grouped(people, one => one.Practice)));
    }

    private static IReadOnlyList<(string Group, IReadOnlyList<long> Shown)> Grouped(List<Told> people, Func<Told, string> by) =>
        [.. people.GroupBy(by, StringComparer.Ordinal).OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => (of.Key, (IReadOnlyList<long>)[.. of.Select(one => one.Shown)]))];

    private static string Years(int? since, int year) => (year - since) switch
    {
        null => NotSaid,
        <= 5 => "up to 5 years",
        <= 15 => "6 to 15 years",
        _ => "more than 15 years",
    };

    private sealed record Told(long Shown, string Gender, IReadOnlyList<string> Communities, string Practice);
}
