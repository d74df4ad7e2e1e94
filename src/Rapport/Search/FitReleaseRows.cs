using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Rapport.Core.Fit;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Search;

/// <summary>Releases of the fit as they lie in the store: settings, and beside them a row for each therapist of whom a release tells.</summary>
internal static class FitReleaseRows
{
    private const string InForceKey = "fit-in-force";
    private const string ReleaseKey = "fit-release-";
    private const string CandidateKey = "fit-candidate";

    // Before any therapist has answered, lengths have no limit.
    private static readonly JsonSerializerOptions Kept = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Null before there is one; one that does not exist where it cannot be read.</summary>
    public static async Task<int?> VersionInForce(RapportDb db, CancellationToken stop) =>
        await Text(db, InForceKey, stop) is not { } text ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>When a release was last written, UTC; null where there is none.</summary>
    public static Task<DateTime?> Written(RapportDb db, int version, CancellationToken stop) =>
        db.Set<Setting>().Where(setting => setting.Key == KeyOf(version)).Select(setting => (DateTime?)setting.ChangedAt).SingleOrDefaultAsync(stop);

    /// <summary>All there ever were, the oldest first.</summary>
    public static async Task<IReadOnlyList<int>> Versions(RapportDb db, CancellationToken stop) =>
        [.. (await db.Set<Setting>().Where(setting => setting.Key.StartsWith(ReleaseKey)).Select(setting => setting.Key).ToListAsync(stop))
            .Select(key => int.TryParse(key.AsSpan(ReleaseKey.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Where(version => version > 0).Order()];

    /// <summary>Those that can be in force: neither withdrawn nor damaged.</summary>
    public static async Task<IReadOnlyList<int>> Standing(RapportDb db, CancellationToken stop)
    {
        var standing = new List<int>();
        foreach (var version in await Versions(db, stop))
        {
            // Of a damaged one it is not known; the way to another must stay open.
            if (!await IsDamaged(db, version, stop) && (await Read(db, version, stop)).Withdrawn is null)
            {
                standing.Add(version);
            }
        }
        return standing;
    }

    /// <summary>Whether there is such a release and it cannot be read.</summary>
    public static async Task<bool> IsDamaged(RapportDb db, int version, CancellationToken stop)
    {
        try
        {
            await Read(db, version, stop);
            return false;
        }
        catch (InvalidDataException)
        {
            return await Text(db, KeyOf(version), stop) is not null;
        }
    }

    /// <exception cref="InvalidDataException">One is damaged: nobody can say what it told.</exception>
    public static async Task<IReadOnlyList<FitRelease>> All(RapportDb db, CancellationToken stop)
    {
        var all = new List<FitRelease>();
        foreach (var version in await Versions(db, stop))
        {
            all.Add(await Read(db, version, stop));
        }
        return all;
    }

    /// <exception cref="InvalidDataException">It is damaged, or not there.</exception>
    public static async Task<FitRelease> Read(RapportDb db, int version, CancellationToken stop) =>
        await Read<FitRelease>(db, KeyOf(version), stop) is { Fit: { } fit } release
            && await Parts(db, version, stop) is { } parts && fit with { Parts = parts } is { IsWhole: true } whole ? release with { Fit = whole }
            : throw new InvalidDataException($"Release {version} of the fit is not in the store, or cannot be read. Put another in force, like ./rapport fit rollback --to 1, or restore a back-up.");

    public static async Task Put(RapportDb db, FitRelease release, DateTime now, CancellationToken stop)
    {
        await db.Set<ToldPart>().Where(part => part.Release == release.Version).ExecuteDeleteAsync(stop);
        await Put(db, KeyOf(release.Version), release with { Fit = release.Fit with { Parts = [] } }, now, stop);
        db.AddRange(Rows(release.Version, release.Fit.Parts));
    }

    public static Task PutInForce(RapportDb db, int version, DateTime now, CancellationToken stop) =>
        Setting.Put(db, InForceKey, version.ToString(CultureInfo.InvariantCulture), now, stop);

    /// <summary>What was learnt and is not released; null where there is nothing.</summary>
    public static async Task<FitCandidate?> Candidate(RapportDb db, CancellationToken stop) =>
        await Read<FitCandidate>(db, CandidateKey, stop) is { Fit: { } fit } candidate
            && await Parts(db, ToldPart.Candidate, stop) is { } parts && fit with { Parts = parts } is { IsWhole: true } whole ? candidate with { Fit = whole } : null;

    public static async Task Put(RapportDb db, FitCandidate candidate, DateTime now, CancellationToken stop)
    {
        await DropCandidate(db, stop);
        await Put(db, CandidateKey, candidate with { Fit = candidate.Fit with { Parts = [] } }, now, stop);
        db.AddRange(Rows(ToldPart.Candidate, candidate.Fit.Parts));
    }

    public static async Task DropCandidate(RapportDb db, CancellationToken stop)
    {
        await db.Set<Setting>().Where(setting => setting.Key == CandidateKey).ExecuteDeleteAsync(stop);
        await db.Set<ToldPart>().Where(part => part.Release == ToldPart.Candidate).ExecuteDeleteAsync(stop);
    }

    private static string KeyOf(int version) => ReleaseKey + version.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<ToldPart> Rows(int release, IEnumerable<OwnPart> parts) => parts.Select(part => new ToldPart
    {
        Release = release,
        ProfileId = part.Id,
        Clients = part.Clients,
        Used = part.Used,
        Variance = double.IsFinite(part.Variance) ? part.Variance : null,
        Covariances = string.Join(' ', part.Covariances.Select(one => one.ToString("R", CultureInfo.InvariantCulture))),
    });

    // Null where one cannot be read.
    private static async Task<IReadOnlyList<OwnPart>?> Parts(RapportDb db, int release, CancellationToken stop)
    {
        try
        {
            return [.. (await db.Set<ToldPart>().AsNoTracking().Where(part => part.Release == release).OrderBy(part => part.ProfileId).ToListAsync(stop)).Select(part => new OwnPart(
                part.ProfileId, part.Clients, part.Used, part.Variance ?? double.PositiveInfinity, Numbers(part.Covariances)))];
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }

    private static double[] Numbers(string? covariances) => covariances is null ? new double[StyleAxes.Count]
        : [.. covariances.Split(' ').Select(one => double.Parse(one, CultureInfo.InvariantCulture))];

    private static async Task<T?> Read<T>(RapportDb db, string key, CancellationToken stop)
        where T : class
    {
        try
        {
            return await Text(db, key, stop) is { } json ? JsonSerializer.Deserialize<T>(json, Kept) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task<string?> Text(RapportDb db, string key, CancellationToken stop) =>
        db.Set<Setting>().Where(setting => setting.Key == key).Select(setting => setting.Value).SingleOrDefaultAsync(stop);

    private static Task Put<T>(RapportDb db, string key, T value, DateTime now, CancellationToken stop) =>
        Setting.Put(db, key, JsonSerializer.Serialize(value, Kept), now, stop);
}
