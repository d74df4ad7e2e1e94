using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>How "remove me" ended.</summary>
internal enum RemovalOutcome
{
    /// <summary>Off the list.</summary>
    Done,

    /// <summary>Was off the list before.</summary>
    Already,

    /// <summary>There is no such profile.</summary>
    Unknown,

    /// <summary>Its owner keeps this profile; she takes it off herself.</summary>
    Owned,

    /// <summary>Too many from this network; nothing was changed.</summary>
    TooMany,
}

/// <summary>Takes unclaimed records off the list at once and without proof, and puts them back for an operator.</summary>
internal sealed class Removals(Store store)
{
    /// <summary>From one network in an hour. A group practice removes its own handful; more is a script.</summary>
    public const int MostPerHour = 5;

    /// <summary>From one network in a day. Keeps a patient script from emptying a county.</summary>
    public const int MostPerDay = 20;

    private readonly Networks _networks = new(store.Location);

    /// <summary>Somebody asks that a record be taken off.</summary>
    public Task<RemovalOutcome> Ask(long profileId, IPAddress? from, CancellationToken stop = default) =>
        store.Erase(async db =>
        {
            var profile = await db.Set<Profile>().FindAsync([profileId], stop);
            if (profile is null || profile.Claimed || profile.Removed)
            {
                return profile switch
                {
                    null => RemovalOutcome.Unknown,
                    { Claimed: true } => RemovalOutcome.Owned,
                    _ => RemovalOutcome.Already,
                };
            }
            if (await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == profileId, stop))
            {
                return RemovalOutcome.Owned;
            }
            var network = _networks.Pseudonym(from);
            if (await TooMany(db, network, stop))
            {
                return RemovalOutcome.TooMany;
            }
            await TakeOff(db, profile, store.Now, network, stop);
            await db.SaveChangesAsync(stop);
            // Before the commit: after a crash in between, a replay takes off somebody who asked for it.
            await RemovalLog.Append(store.Location, new RemovalLine(profile.Npi, profile.Id, store.Now), stop);
            return RemovalOutcome.Done;
        }, stop);

    /// <summary>Its owner takes a profile off the list; false where it is off already.</summary>
    public Task<bool> ByOwner(long profileId, CancellationToken stop = default) => store.Erase(async db =>
    {
        if (await db.Set<Profile>().FindAsync([profileId], stop) is not { Removed: false } profile)
        {
            return false;
        }
        await TakeOff(db, profile, store.Now, network: null, stop);
        await db.SaveChangesAsync(stop);
        await RemovalLog.Append(store.Location, new RemovalLine(profile.Npi, profile.Id, store.Now), stop);
        return true;
    }, stop);

    /// <summary>Its owner puts it back; false where it was not off.</summary>
    public async Task<bool> UndoByOwner(long profileId, CancellationToken stop = default)
    {
        await using var db = store.Read();
        return await db.Set<Removal>().Where(removal => removal.ProfileId == profileId && removal.UndoneAt == null).OrderByDescending(removal => removal.Id)
            .Select(removal => (long?)removal.Id).FirstOrDefaultAsync(stop) is { } id && await Undo(id, "its owner listed it again", stop);
    }

    /// <summary>An operator puts somebody back; false when there is no such removal, or it was undone before.</summary>
    public async Task<bool> Undo(long removalId, string reason, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        var line = await store.Write<RemovalLine?>(async db =>
        {
            var removal = await db.Set<Removal>().FindAsync([removalId], stop);
            if (removal is null or { UndoneAt: not null }
                || await db.Set<Profile>().FindAsync([removal.ProfileId], stop) is not { } profile)
            {
                return null;
            }
            await PutBack(db, profile, reason, stop);
            return new RemovalLine(profile.Npi, profile.Id, store.Now, Undone: true);
        }, stop);
        if (line is not null)
        {
            // After the commit: after a crash in between, a replay takes off rather than puts back.
            await RemovalLog.Append(store.Location, line, CancellationToken.None);
        }
        return line is not null;
    }

    /// <summary>Removals, newest first.</summary>
    public async Task<IReadOnlyList<Removal>> List(int most = 1000, CancellationToken stop = default)
    {
        await using var db = store.Read();
        return await db.Set<Removal>().AsNoTracking().OrderByDescending(removal => removal.Id).Take(most).ToListAsync(stop);
    }

    /// <summary>One removal; null when there is none of that number.</summary>
    public async Task<Removal?> Find(long removalId, CancellationToken stop = default)
    {
        await using var db = store.Read();
        return await db.Set<Removal>().AsNoTracking().SingleOrDefaultAsync(removal => removal.Id == removalId, stop);
    }

    /// <summary>Bursts since an instant, the newest first.</summary>
    public async Task<IReadOnlyList<Burst>> Bursts(DateTime since, CancellationToken stop = default)
    {
        await using var db = store.Read();
        var asked = await db.Set<Removal>().AsNoTracking()
            .Where(removal => removal.At >= since && removal.UndoneAt == null)
            .OrderBy(removal => removal.At)
            .Select(removal => new Asked(removal.Network, removal.At))
            .ToListAsync(stop);
        var most = Profiles.Bursts.MostInADay(asked);
        return most < Profiles.Bursts.FromOneNetwork ? [] : Profiles.Bursts.In(asked, asked.Count + await ListedUpTo(db, most * Profiles.Bursts.ShareOfList, stop));
    }

    /// <summary>Counts who is listed no further than matters: a national list is long, and this is asked at each removal.</summary>
    private static async Task<long> ListedUpTo(RapportDb db, int most, CancellationToken stop)
    {
        return await Visibility.Among(db.Set<Profile>(), await Visibility.Of(db, stop)).Take(most).LongCountAsync(stop);
    }

    private async Task<bool> TooMany(RapportDb db, string? network, CancellationToken stop)
    {
        // Requests without an address share one allowance rather than escaping it.
        var dayAgo = store.Now.AddDays(-1);
        var hourAgo = store.Now.AddHours(-1);
        var before = await db.Set<Removal>()
            .Where(removal => removal.Network == network && removal.At > dayAgo)
            .Select(removal => removal.At)
            .ToListAsync(stop);
        return before.Count >= MostPerDay || before.Count(at => at > hourAgo) >= MostPerHour;
    }

    private async Task TakeOff(RapportDb db, Profile profile, DateTime at, string? network, CancellationToken stop)
    {
        profile.Removed = true;
        Touch(profile);
        db.Add(new Removal { ProfileId = profile.Id, Npi = profile.Npi, At = at, Network = network });
        await Showing.Erase(db, profile.Id, stop);
        await ToldPart.Erase(db, profile.Id, stop);
        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
    }

    private async Task PutBack(RapportDb db, Profile profile, string reason, CancellationToken stop)
    {
        profile.Removed = false;
        (await db.Set<ProfileOwner>().FindAsync([profile.Id], stop))?.Speaks(store.Now);
        Touch(profile);
        await foreach (var removal in db.Set<Removal>()
            .Where(one => one.ProfileId == profile.Id && one.UndoneAt == null).AsAsyncEnumerable().WithCancellation(stop))
        {
            removal.UndoneAt = store.Now;
            removal.UndoneReason = reason;
        }
        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
    }

    private void Touch(Profile profile)
    {
        profile.UpdatedAt = store.Now;
        profile.Revision++;
    }
}
