using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>
/// A number that went out of use and names another in its stead: the person is the same. Whoever asked to be removed stays removed under
/// every number that follows, and whoever keeps her page keeps it under the last, before a row of these numbers could list her anew. The
/// old number stays in the store as one out of use, so that no older file brings it back.
/// </summary>
internal sealed class ReplacedNumbers(Store store)
{
    private const int BatchNumbers = 2_000;

    /// <summary>Goes through what a file says; done twice it changes nothing more.</summary>
    /// <param name="survey">Of the file.</param>
    /// <returns>How many people go on under another number.</returns>
    public async Task<int> GoOn(NppesSurvey survey, CancellationToken stop)
    {
        var gone = 0;
        foreach (var batch in survey.Replacements.Keys.Order().Chunk(BatchNumbers))
        {
            gone += await store.Write(
                async db =>
                {
                    var followed = new Followed(db, store.Now);
                    var count = await GoOn(followed, survey, batch, stop);
                    await followed.Save(store.Location, stop);
                    return count;
                }, stop);
        }
        return gone;
    }

    private static async Task<int> GoOn(Followed followed, NppesSurvey survey, long[] numbers, CancellationToken stop)
    {
        var gone = 0;
        var known = await followed.Db.Set<Profile>()
            .Where(profile => EF.Parameter(numbers).Contains(profile.Npi!.Value) && (profile.Claimed || profile.Removed)).ToListAsync(stop);
        foreach (var old in known)
        {
            var day = survey.Replacements[old.Npi!.Value].Date;
            var next = Successors(survey, old.Npi.Value);
            // A row younger than that is in the store: the number came back since, and the file is older.
            if (next.Count == 0 || old.RegistryDate > day)
            {
                continue;
            }
            if (old.Claimed)
            {
                gone += await followed.Move(old, next[^1], day, stop) ? 1 : 0;
                continue;
            }
            var removed = 0;
            foreach (var number in next)
            {
                removed += await followed.Remove(number, stop) ? 1 : 0;
            }
            gone += removed > 0 ? 1 : 0;
        }
        return gone;
    }

    // The numbers that follow, the newest last; none where they lead back to one of themselves.
    private static List<long> Successors(NppesSurvey survey, long old)
    {
        var next = new List<long>(1);
        var met = new HashSet<long> { old };
        for (var number = old; survey.Replacements.TryGetValue(number, out var replacement);)
        {
            number = replacement.Next.Value;
            if (!met.Add(number))
            {
                return [];
            }
            next.Add(number);
        }
        return next;
    }

    /// <summary>What following replacements changes, in one transaction.</summary>
    private sealed class Followed(RapportDb db, DateTime now)
    {
        private readonly HashSet<long> _touched = [];
        private readonly List<RemovalLine> _removed = [];

        public RapportDb Db => db;

        /// <summary>Gives her page the new number; the record of the registry alone that has it takes the one out of use.</summary>
        public async Task<bool> Move(Profile old, long number, DateOnly day, CancellationToken stop)
        {
            var spent = old.Npi;
            var other = await Find(number, stop);
            // Of two pages that are kept by their owners neither gives way.
            if (other?.Claimed == true)
            {
                return false;
            }
            if (other is not null)
            {
                other.Npi = null;
                await db.SaveChangesAsync(stop);
            }
            old.Npi = number;
            // Whatever the row of the new number says is newer than what the old one said.
            (old.RegistryDate, old.Deactivated) = (null, null);
            Touch(old);
            await db.SaveChangesAsync(stop);
            other ??= await New(stop);
            (other.Npi, other.RegistryDate, other.Deactivated) = (spent, day, day);
            Touch(other);
            await db.SaveChangesAsync(stop);
            if (old.Removed)
            {
                _removed.Add(new RemovalLine(number, old.Id, now));
            }
            return true;
        }

        /// <summary>
        /// Removes whoever has a number, or will have it; not again where that was done before, for an operator may have undone it.
        /// </summary>
        public async Task<bool> Remove(long number, CancellationToken stop)
        {
            var profile = await Find(number, stop);
            if (profile is { Claimed: true } or { Removed: true }
                || (profile is not null && await db.Set<Removal>().AnyAsync(removal => removal.ProfileId == profile.Id, stop)))
            {
                return false;
            }
            profile ??= await New(stop);
            (profile.Npi, profile.Removed) = (number, true);
            Touch(profile);
            db.Add(new Removal { ProfileId = profile.Id, Npi = number, At = now });
            await db.SaveChangesAsync(stop);
            _removed.Add(new RemovalLine(number, profile.Id, now));
            return true;
        }

        public async Task Save(StoreLocation location, CancellationToken stop)
        {
            await ChangeFeed.Append(db, _touched, now, stop);
            if (_removed.Count > 0)
            {
                await db.SaveChangesAsync(stop);
                // Before the commit: after a crash in between, a replay takes off somebody who asked for it.
                await RemovalLog.Append(location, _removed, stop);
            }
        }

        private Task<Profile?> Find(long number, CancellationToken stop) =>
            db.Set<Profile>().SingleOrDefaultAsync(profile => profile.Npi == number, stop);

        // Of whom nothing is known but the number.
        private async Task<Profile> New(CancellationToken stop)
        {
            var last = await db.Set<Profile>().MaxAsync(profile => (long?)profile.Id, stop) ?? 0;
            return db.Add(new Profile { Id = last + 1, UpdatedAt = now, Document = new ProfileDocument().ToJson() }).Entity;
        }

        private void Touch(Profile profile)
        {
            profile.UpdatedAt = now;
            profile.Revision++;
            _touched.Add(profile.Id);
        }
    }
}
