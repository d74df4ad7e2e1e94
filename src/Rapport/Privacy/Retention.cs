using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>What the job did when it ran last.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Erased">How many rows of each kind.</param>
/// <param name="Failed">Kinds that could not be erased; they are tried again within the hour.</param>
internal sealed record RetentionRun(DateTime At, IReadOnlyDictionary<string, long> Erased, IReadOnlyList<string> Failed);

/// <summary>How much of a kind is due.</summary>
internal sealed record RetentionDue(RetentionRule Rule, long Rows);

/// <summary>Erases what has been kept for its time, by <see cref="RetentionRules"/>. What fails is told, and stops nothing else; it can be run at any time, by several nodes at once.</summary>
internal sealed class Retention(Store store, Erasure erasure, ILogger<Retention> log)
{
    public const string Key = "retention-ran";

    /// <summary>When it ran last; null where it never did.</summary>
    public static async Task<RetentionRun?> Last(RapportDb db, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) is { } json ? JsonSerializer.Deserialize<RetentionRun>(json) : null;

    /// <summary>What is due as of an instant, of each kind.</summary>
    public static async Task<IReadOnlyList<RetentionDue>> Due(RapportDb db, DateTime at, CancellationToken stop)
    {
        var view = await View(db, at, stop);
        var due = new List<RetentionDue>();
        foreach (var rule in RetentionRules.All)
        {
            due.Add(new RetentionDue(rule, await rule.Due(db, view, stop)));
        }
        return due;
    }

    /// <summary>Erases all that is due and is not erased by its feature.</summary>
    public async Task<RetentionRun> Run(CancellationToken stop)
    {
        RetentionView view;
        await using (var db = store.Read())
        {
            view = await View(db, store.Now, stop);
        }
        var erased = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var failed = new List<string>();
        foreach (var rule in RetentionRules.All.Where(rule => rule.DoneBy is null))
        {
            try
            {
                if (await rule.Erase(store, erasure, view, stop) is > 0 and var rows)
                {
                    erased[rule.What] = rows;
                }
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or StoreProblem or IOException or UnauthorizedAccessException or TimeoutException && !stop.IsCancellationRequested)
            {
                log.LogWarning("Of what has been kept for its time, {What} could not be erased, and is tried again: {Reason}", rule.What, e.Message);
                failed.Add(rule.What);
            }
        }
        var run = new RetentionRun(store.Now, erased, failed);
        // Erased too: what was deleted is cut from SQLite's log with it.
        await store.Erase(async db =>
        {
            await Setting.Put(db, Key, JsonSerializer.Serialize(run), store.Now, stop);
            return true;
        }, stop);
        return run;
    }

    private static async Task<RetentionView> View(RapportDb db, DateTime at, CancellationToken stop) => new(at, await HoldSetting.InForce(db, stop) is not null);
}

/// <summary>Runs it once a day, and again within the hour where something failed.</summary>
internal sealed class RetentionJob(Store store, Retention retention, ILogger<RetentionJob> log) : RepeatedWork(TimeSpan.FromHours(1), "Erasing what has been kept for its time", log)
{
    public static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task Do(CancellationToken stop)
    {
        if (store.IsReadOnly)
        {
            return;
        }
        await using (var db = store.Read())
        {
            // One from a time to come was written by a clock that went wrong.
            if (await Retention.Last(db, stop) is { Failed.Count: 0 } last && store.Now - last.At < Between && last.At <= store.Now)
            {
                return;
            }
        }
        await retention.Run(stop);
    }
}
