using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>
/// Keeps all releases, which of them is in force, and what was learnt and is not released yet. The first one is made when it is first
/// needed.
/// </summary>
internal sealed class FitReleases(Store store) : IDisposable
{
    /// <summary>A release is of so many pairs more, or fewer, than each one before: two of them never differ by one person's answers.</summary>
    public const int FurtherPairs = 11;

    private const string InForceKey = "fit-in-force";
    private const string ReleaseKey = "fit-release-";
    private const string CandidateKey = "fit-candidate";

    // Another process may change it: looked up again after so long.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // Before any therapist has answered, lengths have no limit.
    private static readonly JsonSerializerOptions Kept = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
    };

    private readonly SemaphoreSlim _one = new(1);
    private FitRelease? _known;
    private DateTime _since;

    /// <summary>The release in force.</summary>
    /// <param name="index">By which the first one is made.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<FitRelease> Current(SearchIndex index, CancellationToken stop)
    {
        if (_known is { } known && store.Now - _since < Fresh)
        {
            return known;
        }
        await _one.WaitAsync(stop);
        try
        {
            _known = await InForce(stop) ?? await Make(FitRelease.First(index.ConfirmedStyles(), store.Now), stop);
            _since = store.Now;
            return _known;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The release in force; null before the first.</summary>
    public async Task<FitRelease?> InForce(CancellationToken stop)
    {
        await using var db = store.Read();
        // A release never changes: it is read again only where another is in force.
        return await VersionInForce(db, stop) is not { } version ? null
            : _known is { } known && known.Version == version ? known
            : await Read(db, version, stop);
    }

    /// <summary>What was learnt and is not released yet; null where there is nothing.</summary>
    public async Task<FitCandidate?> Candidate(CancellationToken stop)
    {
        await using var db = store.Read();
        return await Read<FitCandidate>(db, CandidateKey, stop);
    }

    /// <summary>Keeps what was learnt, in place of what was learnt before.</summary>
    public Task Keep(FitCandidate candidate, CancellationToken stop) =>
        store.Write(db => Put(db, CandidateKey, candidate, stop), stop);

    /// <summary>Puts in force what was learnt last.</summary>
    public Task<FitChange> Release(CancellationToken stop) => store.Write(
        async db =>
        {
            if (await Read<FitCandidate>(db, CandidateKey, stop) is not { } candidate)
            {
                return new FitChange(null, "There is nothing to release: nothing was learnt since the last release.");
            }
            var before = await All(db, stop);
            if (before.FirstOrDefault(one => Math.Abs(one.Pairs - candidate.Fit.Pairs) < FurtherPairs) is { } near)
            {
                return new FitChange(null, Refusal(candidate, near));
            }
            if (before.Count == 0)
            {
                // What can be gone back to.
                before = [new FitRelease(1, store.Now, candidate.Therapists, LearntFit.Start(new FitScale { TherapistMeans = candidate.Fit.Scale.TherapistMeans, LengthLimit = candidate.Fit.Scale.LengthLimit }))];
                await Put(db, KeyOf(1), before[0], stop);
            }
            var release = new FitRelease(before[^1].Version + 1, store.Now, candidate.Therapists, candidate.Fit.Following([.. before.Select(one => one.Fit)]));
            await Put(db, KeyOf(release.Version), release, stop);
            await PutInForce(db, release.Version, stop);
            db.Remove(await db.Set<Setting>().SingleAsync(setting => setting.Key == CandidateKey, stop));
            return new FitChange(release, null);
        },
        stop);

    /// <summary>Puts an earlier release in force again.</summary>
    /// <param name="to">Its version; the one before the one in force where it is null.</param>
    /// <param name="stop">Ends it.</param>
    public Task<FitChange> GoBack(int? to, CancellationToken stop) => store.Write(
        async db =>
        {
            var versions = await Versions(db, stop);
            if (await VersionInForce(db, stop) is not { } now)
            {
                return new FitChange(null, "There is no release to go back from.");
            }
            var wanted = to ?? versions.Where(version => version < now).Select(version => (int?)version).LastOrDefault();
            if (wanted is not { } version)
            {
                return new FitChange(null, $"Release {now} is the first: there is none before it.");
            }
            if (version == now)
            {
                return new FitChange(null, $"Release {now} is in force already.");
            }
            if (!versions.Contains(version))
            {
                return new FitChange(null, $"There is no release {version}. There are: {string.Join(", ", versions)}.");
            }
            await PutInForce(db, version, stop);
            return new FitChange(await Read(db, version, stop), null);
        },
        stop);

    public void Dispose() => _one.Dispose();

    private static string Told(int pairs) => pairs == 1 ? "1 pair" : string.Create(CultureInfo.InvariantCulture, $"{pairs:N0} pairs");

    private static string Refusal(FitCandidate candidate, FitRelease near) => string.Create(
        CultureInfo.InvariantCulture,
        $"What was learnt stands on {Told(candidate.Fit.Pairs)}, release {near.Version} on {near.Pairs:N0}. A release stands on at least {FurtherPairs} pairs more (or fewer) than each before it, "
        + $"so that nobody can tell one person's answers from two of them. Learn again when there are more.");

    private static string KeyOf(int version) => ReleaseKey + version.ToString(CultureInfo.InvariantCulture);

    private static async Task<int?> VersionInForce(RapportDb db, CancellationToken stop) => await Text(db, InForceKey, stop) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static async Task<IReadOnlyList<int>> Versions(RapportDb db, CancellationToken stop) =>
        [.. (await db.Set<Setting>().Where(setting => setting.Key.StartsWith(ReleaseKey)).Select(setting => setting.Key).ToListAsync(stop))
            .Select(key => int.Parse(key.AsSpan(ReleaseKey.Length), CultureInfo.InvariantCulture)).Order()];

    private static async Task<List<FitRelease>> All(RapportDb db, CancellationToken stop)
    {
        var all = new List<FitRelease>();
        foreach (var version in await Versions(db, stop))
        {
            all.Add(await Read(db, version, stop));
        }
        return all;
    }

    private static async Task<FitRelease> Read(RapportDb db, int version, CancellationToken stop) =>
        await Read<FitRelease>(db, KeyOf(version), stop) ?? throw new InvalidDataException($"Release {version} of the fit is in force and not in the store. Put another in force: ./rapport fit rollback");

    private static async Task<T?> Read<T>(RapportDb db, string key, CancellationToken stop)
        where T : class => await Text(db, key, stop) is { } json ? JsonSerializer.Deserialize<T>(json, Kept) : null;

    private static Task<string?> Text(RapportDb db, string key, CancellationToken stop) =>
        db.Set<Setting>().Where(setting => setting.Key == key).Select(setting => setting.Value).SingleOrDefaultAsync(stop);

    private Task Put<T>(RapportDb db, string key, T value, CancellationToken stop) => Setting.Put(db, key, JsonSerializer.Serialize(value, Kept), store.Now, stop);

    private Task PutInForce(RapportDb db, int version, CancellationToken stop) => Setting.Put(db, InForceKey, version.ToString(CultureInfo.InvariantCulture), store.Now, stop);

    private async Task<FitRelease> Make(FitRelease release, CancellationToken stop)
    {
        // While nobody has said how they work there is nothing to hold on to.
        if (release.Therapists == 0)
        {
            return release;
        }
        await store.Write(
            async db =>
            {
                if (await VersionInForce(db, stop) is null)
                {
                    await Put(db, KeyOf(release.Version), release, stop);
                    await PutInForce(db, release.Version, stop);
                }
            },
            stop);
        return await InForce(stop) ?? release;
    }
}
