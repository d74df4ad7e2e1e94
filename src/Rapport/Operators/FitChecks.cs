using Rapport.Cli;
using Rapport.Search;

namespace Rapport.Operators;

/// <summary>What orders by fit stand on: whether each release can still be read.</summary>
internal static class FitChecks
{
    public static IReadOnlyList<Check> All { get; } = [new("fit", NeedsStore: true, Releases)];

    private static async Task<Finding> Releases(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        if (await FitReleaseRows.VersionInForce(db, stop) is not { } inForce)
        {
            return Finding.Good("No release: nobody has asked for a list by fit yet.");
        }
        var versions = await FitReleaseRows.Versions(db, stop);
        var damaged = new List<int>();
        foreach (var version in versions)
        {
            if (await FitReleaseRows.IsDamaged(db, version, stop))
            {
                damaged.Add(version);
            }
        }
        var whole = versions.Except(damaged).ToList();
        if (!whole.Contains(inForce))
        {
            return Finding.Failed(
                $"Release {inForce} is in force and cannot be read: lists by fit do without what was learnt.",
                whole.Count > 0 ? $"Put another in force: {visit.Location.Command($"fit rollback --to {whole[^1]}")}; or restore a back-up." : "Restore a back-up.");
        }
        return damaged.Count == 0
            ? Finding.Good($"Release {inForce} is in force, of {Counted.Of(versions.Count, "release")}; all can be read.")
            : Finding.Failed(
                $"Cannot be read: release {string.Join(", ", damaged)}. Release {inForce} is in force, and lists stand on it; nothing new can be learnt, as nobody can say what the damaged one told.",
                "Restore a back-up.");
    }
}
