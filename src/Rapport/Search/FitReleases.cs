using System.Globalization;
using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>
/// What may come into force, and what is: all releases, and what was learnt and is not released yet. The first one is made when it is
/// first needed.
/// </summary>
internal sealed class FitReleases(Store store) : IDisposable
{
    /// <summary>A release is of so many pairs more, or fewer, than each one before: two of them never differ by one person's answers.</summary>
    public const int FurtherPairs = 11;

    // Another process may change it: looked up again after so long.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1);
    private Known? _known;
    private DateTime _since;

    /// <summary>The release in force.</summary>
    /// <param name="index">By which the first one is made.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<FitRelease> Current(SearchIndex index, CancellationToken stop)
    {
        if (_known is { } known && store.Now - _since < Fresh)
        {
            return known.Release;
        }
        await _one.WaitAsync(stop);
        try
        {
            var now = await Readable(stop) ?? new Known(await Make(FitRelease.First(index.ConfirmedStyles(), store.Now), stop), null);
            (_known, _since) = (now, store.Now);
            return now.Release;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The release in force; null before the first.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public async Task<FitRelease?> InForce(CancellationToken stop) => (await Read(stop))?.Release;

    /// <summary>What was learnt and is not released yet; null where there is nothing.</summary>
    public async Task<FitCandidate?> Candidate(CancellationToken stop)
    {
        await using var db = store.Read();
        return await FitReleaseRows.Candidate(db, stop);
    }

    /// <summary>
    /// Keeps what was learnt, in place of what was learnt before, where a release may stand on it: of each therapist no more than may be told
    /// after the releases before, so that neither the store nor a back-up of it tells one client's answer.
    /// </summary>
    /// <returns>Why nothing was kept, in whole sentences; null where it was.</returns>
    public Task<string?> Keep(FitCandidate candidate, CancellationToken stop) => store.Write(
        async db =>
        {
            var before = await FitReleaseRows.All(db, stop);
            var near = before.FirstOrDefault(one => IsNear(one.Pairs, candidate.Fit.Pairs));
            if (near is not null || IsNear(0, candidate.Fit.Pairs))
            {
                return Refusal(candidate, near);
            }
            var fit = candidate.Fit.Following([.. before.Select(one => one.Fit)]);
            await FitReleaseRows.Put(db, candidate with { Fit = fit }, store.Now, stop);
            return null;
        },
        stop);

    /// <summary>Puts in force what was learnt last.</summary>
    public Task<FitChange> Release(CancellationToken stop) => store.Write(
        async db =>
        {
            if (await FitReleaseRows.Candidate(db, stop) is not { } candidate)
            {
                return new FitChange(null, "There is nothing to release: nothing was learnt since the last release.");
            }
            var versions = await FitReleaseRows.Versions(db, stop);
            if (versions.Count == 0)
            {
                // What can be gone back to.
                var start = new FitScale { TherapistMeans = candidate.Fit.Scale.TherapistMeans, LengthLimit = candidate.Fit.Scale.LengthLimit };
                await FitReleaseRows.Put(db, new FitRelease(1, store.Now, candidate.Therapists, LearntFit.Start(start)), store.Now, stop);
                versions = [1];
            }
            var release = new FitRelease(versions[^1] + 1, store.Now, candidate.Therapists, candidate.Fit);
            await FitReleaseRows.DropCandidate(db, stop);
            await FitReleaseRows.Put(db, release, store.Now, stop);
            await FitReleaseRows.PutInForce(db, release.Version, store.Now, stop);
            return new FitChange(release, null);
        },
        stop);

    /// <summary>
    /// Erases the numbers of a release that stands on a wrong table, and what was learnt and is not released. The release before is in force
    /// then. That the release was is kept, on how many pairs it stood, and of which therapists it told with how many clients: eleven further
    /// ones are asked of what comes next, which would tell, beside what was told, of those who made the difference. Till then each of these
    /// therapists counts 0.
    /// </summary>
    /// <param name="version">Its number.</param>
    /// <param name="stop">Ends it.</param>
    public Task<FitChange> Withdraw(int version, CancellationToken stop) => store.Erase(
        async db =>
        {
            var versions = await FitReleaseRows.Standing(db, stop);
            if (!versions.Contains(version) && await FitReleaseRows.IsDamaged(db, version, stop))
            {
                return new FitChange(null, $"Release {version} is damaged: nobody can say what it told, so it cannot be withdrawn as it is. Restore a back-up from before, then withdraw it there.");
            }
            if (!versions.Contains(version))
            {
                return new FitChange(null, None(version, versions));
            }
            var release = await FitReleaseRows.Read(db, version, stop);
            if (release.Pairs == 0)
            {
                return new FitChange(null, $"Release {version} stands on no check-in: there is nothing to withdraw.");
            }
            await FitReleaseRows.DropCandidate(db, stop);
            var erased = LearntFit.Start(new FitScale()) with { Pairs = release.Pairs, Parts = [.. release.Fit.Parts.Select(part => part.Withdrawn())] };
            await FitReleaseRows.Put(db, release with { Fit = erased, Withdrawn = store.Now }, store.Now, stop);
            // What later releases told again of it goes too.
            var wrong = release.Fit.Parts.Select(Told).Except((await Before(version)).SelectMany(one => one.Fit.Parts).Select(Told)).ToHashSet();
            foreach (var later in await All(versions.Where(one => one > version)))
            {
                await FitReleaseRows.Put(db, later with { Fit = later.Fit with { Parts = [.. later.Fit.Parts.Select(part => wrong.Contains(Told(part)) ? part.Withdrawn() : part)] } }, store.Now, stop);
            }
            var now = await FitReleaseRows.VersionInForce(db, stop);
            if (now == version)
            {
                now = versions.Last(before => before < version);
                await FitReleaseRows.PutInForce(db, now.Value, store.Now, stop);
            }
            return new FitChange(await FitReleaseRows.Read(db, now!.Value, stop), null);

            Task<IReadOnlyList<FitRelease>> Before(int than) => All(versions.Where(one => one < than));

            async Task<IReadOnlyList<FitRelease>> All(IEnumerable<int> wanted)
            {
                var all = new List<FitRelease>();
                foreach (var one in wanted)
                {
                    all.Add(await FitReleaseRows.Read(db, one, stop));
                }
                return all;
            }
        },
        stop);

    /// <summary>Puts an earlier release in force again.</summary>
    /// <param name="to">Its version; the one before the one in force where it is null.</param>
    /// <param name="stop">Ends it.</param>
    public Task<FitChange> GoBack(int? to, CancellationToken stop) => store.Write(
        async db =>
        {
            var versions = await FitReleaseRows.Standing(db, stop);
            if (await FitReleaseRows.VersionInForce(db, stop) is not { } now)
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
                return new FitChange(null, None(version, versions));
            }
            await FitReleaseRows.PutInForce(db, version, store.Now, stop);
            return new FitChange(await FitReleaseRows.Read(db, version, stop), null);
        },
        stop);

    public void Dispose() => _one.Dispose();

    // A part that is told again stands on as many clients: one that is found anew on eleven more or fewer.
    private static (long Id, int Clients) Told(OwnPart part) => (part.Id, part.Clients);

    private static bool IsNear(int one, int other) => Math.Abs(one - other) < FurtherPairs;

    private static string None(int version, IReadOnlyList<int> versions) =>
        $"There is no release {version}. {(versions.Count == 0 ? "There is none at all." : $"There are: {string.Join(", ", versions)}.")}";

    private static string Refusal(FitCandidate candidate, FitRelease? near)
    {
        var pairs = candidate.Fit.Pairs;
        var said = pairs == 1 ? "1 pair" : string.Create(CultureInfo.InvariantCulture, $"{pairs:N0} pairs");
        return near is null or { Pairs: 0 }
            ? $"What was learnt stands on {said} and is not kept: an order may stand on {FurtherPairs} or more, so that nobody can tell one person's answers from it. Learn again when there are more."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"What was learnt stands on {said}, release {near.Version} on {near.Pairs:N0}, and is not kept. A release stands on at least {FurtherPairs} pairs more (or fewer) than each before it, "
                + $"so that nobody can tell one person's answers from two of them. Learn again when there are more.{(near.Withdrawn is null ? $" Where release {near.Version} stands on a wrong table, take it out of force meanwhile: ./rapport fit withdraw {near.Version}" : "")}");
    }

    // Lists do without what was learnt where it is damaged; the command line says so.
    private async Task<Known?> Readable(CancellationToken stop)
    {
        try
        {
            return await Read(stop);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // It changes only where one before it is withdrawn: it is read again where it was written again, or another is in force.
    private async Task<Known?> Read(CancellationToken stop)
    {
        await using var db = store.Read();
        if (await FitReleaseRows.VersionInForce(db, stop) is not { } version)
        {
            return null;
        }
        var written = await FitReleaseRows.Written(db, version, stop);
        return _known is { } known && known.Release.Version == version && known.Written == written ? known
            : new Known(await FitReleaseRows.Read(db, version, stop), written);
    }

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
                if (await FitReleaseRows.VersionInForce(db, stop) is null)
                {
                    await FitReleaseRows.Put(db, release, store.Now, stop);
                    await FitReleaseRows.PutInForce(db, release.Version, store.Now, stop);
                }
            },
            stop);
        return (await Readable(stop))?.Release ?? release;
    }

    /// <param name="Release">The release in force.</param>
    /// <param name="Written">When it was last written, UTC; null while it is not in the store.</param>
    private sealed record Known(FitRelease Release, DateTime? Written);
}
