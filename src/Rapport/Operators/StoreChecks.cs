using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Registry;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>The database itself: whole, durable, saved elsewhere.</summary>
internal static class StoreChecks
{
    /// <summary>A week lost is about what an organisation can gather again from mails and memory.</summary>
    private static readonly TimeSpan OldestBackup = TimeSpan.FromDays(7);

    /// <summary>The whole national registry takes minutes; what has run for longer has ended without a word.</summary>
    private static readonly TimeSpan LongestImport = TimeSpan.FromHours(2);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("integrity", NeedsStore: true, Integrity),
        new("durability", NeedsStore: true, Durability),
        new("change feed", NeedsStore: true, Feed),
        new("last back-up", NeedsStore: true, LastBackup),
        new("last import", NeedsStore: true, LastImport),
    ];

    private static async Task<Finding> Integrity(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        if (!visit.Location.IsSqlite)
        {
            var broken = await db.Database.SqlQuery<string>(
                $"SELECT indexrelid::regclass::text AS \"Value\" FROM pg_index WHERE NOT indisvalid").ToListAsync(stop);
            return broken.Count == 0
                ? Finding.Good("Every index is valid.")
                : Finding.Failed($"Not valid: {string.Join(", ", broken)}.", $"REINDEX INDEX {broken[0]}; on the server.");
        }
        var said = visit.Thorough
            ? await db.Database.SqlQuery<string>($"PRAGMA integrity_check(5)").ToListAsync(stop)
            : await db.Database.SqlQuery<string>($"PRAGMA quick_check(5)").ToListAsync(stop);
        return said is ["ok"]
            ? Finding.Good(visit.Thorough ? "Every page and index of the file is whole." : "Every page of the file is whole.")
            : Finding.Failed(
                string.Join(' ', said),
                "Stop what serves it, move the file away, and restore the last back-up: "
                + $"\"{visit.Location.Command("restore FILE")}\". Then check the disk.");
    }

    private static async Task<Finding> Durability(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        if (!visit.Location.IsSqlite)
        {
            var settings = await db.Database.SqlQuery<string>(
                $"SELECT name || ' is ' || setting AS \"Value\" FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'")
                .ToListAsync(stop);
            return settings.Count == 0
                ? Finding.Good("The server writes each commit to stable storage.")
                : Finding.Failed(
                    $"What is saved may be lost with the power: {string.Join(", ", settings)}.",
                    "Set it to on in postgresql.conf and reload the server.");
        }
        if (visit.Store.Location.IsUnchanging)
        {
            return Finding.Good("It is read as it stands; nothing is written to it.");
        }
        var mode = (await db.Database.SqlQuery<string>($"PRAGMA journal_mode").ToListAsync(stop)).Single();
        var synchronous = (await db.Database.SqlQuery<int>($"PRAGMA synchronous").ToListAsync(stop)).Single();
        return mode == "wal" && synchronous >= 2
            ? Finding.Good("Write-ahead log, every commit on stable storage.")
            : Finding.Failed(
                $"The journal is \"{mode}\", synchronous is {synchronous}: reading and writing hold each other up.",
                $"Stop what serves it, then: sqlite3 \"{visit.Location.SqlitePath}\" \"PRAGMA journal_mode=WAL\"");
    }

    private static async Task<Finding> Feed(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var ends = await db.Set<Change>().GroupBy(_ => 1)
            .Select(all => new { First = all.Min(c => c.Sequence), Last = all.Max(c => c.Sequence), Count = all.LongCount() })
            .SingleOrDefaultAsync(stop);
        if (ends is null)
        {
            return Finding.Good("It is empty.");
        }
        var missing = ends.Last - ends.First + 1 - ends.Count;
        return missing == 0
            ? Finding.Good(string.Create(CultureInfo.InvariantCulture, $"Numbers {ends.First} to {ends.Last} without a gap."))
            : Finding.Failed(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Counted.Of(missing, "number")} between {ends.First} and {ends.Last} {(missing == 1 ? "is" : "are")} missing: something else wrote to the store."),
                "Start every node that serves this store again, so that it reads the whole list anew.");
    }

    private static async Task<Finding> LastBackup(Visit visit, CancellationToken stop)
    {
        var mend = $"\"{visit.Location.Command("backup FILE")}\", best every night, to another machine.";
        if (visit.Store.Mark.Kind == StoreKind.Demo)
        {
            return Finding.Good("Not needed: invented people can be made again.");
        }
        await using var db = visit.Store.Read();
        var value = await db.Set<Setting>().Where(setting => setting.Key == Backup.LastKey)
            .Select(setting => setting.Value).SingleOrDefaultAsync(stop);
        if (!DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at))
        {
            return Finding.Failed("This store was never backed up.", mend);
        }
        var says = string.Create(CultureInfo.InvariantCulture, $"{at:u}, {(visit.Now - at).TotalDays:0.0} days ago.");
        return visit.Now - at <= OldestBackup ? Finding.Good(says) : Finding.Failed(says, mend);
    }

    private static async Task<Finding> LastImport(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var last = await db.Set<ImportRun>().AsNoTracking().OrderByDescending(run => run.Id).FirstOrDefaultAsync(stop);
        if (last is null)
        {
            return Finding.Good("There was none yet.");
        }
        if (last.FinishedAt is { } finished)
        {
            return Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{last.File}, finished {finished:u}."));
        }
        var says = string.Create(CultureInfo.InvariantCulture, $"{last.File}, begun {last.StartedAt:u}, has not finished.");
        var again = visit.Location.Command("import nppes FILE");
        return visit.Now - last.StartedAt > LongestImport
            ? Finding.Failed(says, $"It was broken off; nobody is half there. Run it again: \"{again}\".")
            : Finding.Note(says, $"If it does not run any more, run it again: \"{again}\".");
    }
}
