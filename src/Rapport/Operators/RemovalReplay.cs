using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>What replaying the removal log changed.</summary>
/// <param name="Removed">People taken off the list again.</param>
/// <param name="PutBack">People whose removal an operator had undone since.</param>
internal sealed record Replayed(int Removed, int PutBack);

/// <summary>Which removal logs a restore obeys beside the one in the data folder, which it always obeys.</summary>
/// <param name="Named">Files that the operator names.</param>
/// <param name="NoneAccepted">She knows that without any log removals made since the back-up are lost.</param>
/// <param name="IsKeyLost">She knows that without its key accounts that were erased since the back-up are there again.</param>
internal sealed record RemovalLogs(IReadOnlyList<string> Named, bool NoneAccepted = false, bool IsKeyLost = false)
{
    public static RemovalLogs None { get; } = new([], NoneAccepted: true);
}

/// <summary>
/// Makes a restored store obey what was asked for after its back-up was made. The last word about each person counts;
/// in doubt she stays off the list, since an operator can undo that, and nobody can undo having been shown.
/// </summary>
internal static class RemovalReplay
{
    /// <summary>Refuses to begin where no log is known: who asked to be removed must not come back without a word.</summary>
    /// <exception cref="StoreProblem">There is no log, and nobody said that there is none.</exception>
    public static void Require(StoreLocation location, RemovalLogs logs)
    {
        if (!logs.NoneAccepted && logs.Named.Count == 0 && !File.Exists(RemovalLog.PathIn(location)))
        {
            throw new StoreProblem(
                $"There is no removal log at {RemovalLog.PathIn(location)}, and without it people who asked to be removed after this "
                + "back-up was made would be listed again. Give the removals.log of the lost store: --removals FILE. If there is "
                + "none, or it is lost, say so: --no-removals; removals made since the back-up are lost then. Nothing was written.");
        }
    }

    /// <summary>The log of this store, and others that the operator names, as one, oldest first.</summary>
    /// <exception cref="StoreProblem">A named log is not there.</exception>
    public static async Task<IReadOnlyList<RemovalLine>> Read(
        StoreLocation location, IReadOnlyList<string> others, CancellationToken stop)
    {
        if (others.FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw new StoreProblem($"There is no removal log {Path.GetFullPath(missing)}. Check its name.");
        }
        var lines = new List<RemovalLine>();
        foreach (var path in others.Prepend(RemovalLog.PathIn(location)))
        {
            lines.AddRange(await RemovalLog.Read(path, stop));
        }
        return [.. lines.OrderBy(line => line.At)];
    }

    /// <summary>The last word about each person: by the registry's number where she has one, since it is the same in
    /// every store.</summary>
    public static IEnumerable<RemovalLine> LastWords(IReadOnlyList<RemovalLine> log) =>
        log.GroupBy(WhoIn).Select(lines => lines.Last());

    /// <summary>Whom a line speaks of.</summary>
    public static (long? Npi, long ProfileId) WhoIn(RemovalLine line) => (line.Npi, line.Npi is null ? line.ProfileId : 0);

    /// <summary>The profile that a line speaks of; null when it is not in this store.</summary>
    public static Task<Profile?> ProfileOf(RapportDb db, RemovalLine line, CancellationToken stop) =>
        db.Set<Profile>().SingleOrDefaultAsync(
            profile => line.Npi == null ? profile.Id == line.ProfileId && profile.Npi == null : profile.Npi == line.Npi, stop);

    /// <summary>Applies the log in the caller's transaction, which saves it.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="log">Oldest first.</param>
    /// <param name="changed">Profiles that the caller has changed in it: the change feed is told of all at once.</param>
    /// <param name="now">UTC.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<Replayed> Run(
        RapportDb db, IReadOnlyList<RemovalLine> log, IReadOnlyList<long> changed, DateTime now, CancellationToken stop)
    {
        var removed = new List<long>();
        var putBack = new List<long>();
        foreach (var line in LastWords(log))
        {
            var profile = await ProfileOf(db, line, stop);
            if (line.Undone is true)
            {
                if (profile is { Removed: true } && await PutBack(db, profile, line, stop))
                {
                    Touch(profile, now);
                    putBack.Add(profile.Id);
                }
                continue;
            }
            if (profile is null && line.Npi is not null)
            {
                profile = await Placeholder(db, line, now, stop);
            }
            if (profile is { Removed: false } && (!profile.Claimed || await WasHersBefore(db, profile, line, stop)))
            {
                profile.Removed = true;
                Touch(profile, now);
                db.Add(new Removal { ProfileId = profile.Id, Npi = profile.Npi, At = line.At });
                await Showing.Erase(db, profile.Id, stop);
                await ToldPart.Erase(db, profile.Id, stop);
                removed.Add(profile.Id);
            }
            await db.SaveChangesAsync(stop);
        }
        await ChangeFeed.Append(db, [.. changed.Concat(removed).Concat(putBack).Distinct()], now, stop);
        return new Replayed(removed.Count, putBack.Count);
    }

    /// <summary>
    /// Whether a profile was its owner's already when it was taken off the list: then she did it herself, and nobody took it over since.
    /// </summary>
    private static Task<bool> WasHersBefore(RapportDb db, Profile profile, RemovalLine line, CancellationToken stop) =>
        db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == profile.Id && owner.Since <= line.At, stop);

    /// <summary>
    /// An empty profile for somebody whom the back-up does not know yet: the next import would bring her as new, and
    /// must find that she does not want to be listed.
    /// </summary>
    private static async Task<Profile> Placeholder(
        RapportDb db, RemovalLine line, DateTime now, CancellationToken stop)
    {
        var id = (await db.Set<Profile>().MaxAsync(profile => (long?)profile.Id, stop) ?? 0) + 1;
        var profile = new Profile
        {
            Id = id,
            Npi = line.Npi,
            UpdatedAt = now,
            Document = ProfileDocument.Empty,
        };
        db.Add(profile);
        return profile;
    }

    private static async Task<bool> PutBack(
        RapportDb db, Profile profile, RemovalLine line, CancellationToken stop)
    {
        var standing = await db.Set<Removal>()
            .Where(removal => removal.ProfileId == profile.Id && removal.UndoneAt == null)
            .ToListAsync(stop);
        if (standing.Any(removal => removal.At > line.At))
        {
            // Asked again after that undoing.
            return false;
        }
        foreach (var removal in standing)
        {
            removal.UndoneAt = line.At;
            removal.UndoneReason = "Undone before the restore.";
        }
        profile.Removed = false;
        return true;
    }

    private static void Touch(Profile profile, DateTime now)
    {
        profile.UpdatedAt = now;
        profile.Revision++;
    }
}
