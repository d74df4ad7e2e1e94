using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>As of when it is looked for what is due.</summary>
/// <param name="Now">UTC.</param>
/// <param name="HoldsAll">Whether the law keeps the record of whoever keeps a profile.</param>
internal sealed record RetentionView(DateTime Now, bool HoldsAll)
{
    public DateOnly Today { get; } = DateOnly.FromDateTime(Now);
}

/// <summary>For how long rows of a kind are kept: said once, for the documentation, for the daily job and for whoever looks whether it was done.</summary>
/// <param name="table">As the database calls it.</param>
/// <param name="what">Which rows, in words.</param>
/// <param name="period">For how long.</param>
/// <param name="since">From when: "after it was settled"; where the row itself says when it ends, "and then it is over".</param>
/// <param name="doneBy">What erases them where they may not wait for a day; null where the daily job does.</param>
internal abstract class RetentionRule(string table, string what, TimeSpan period, string since, string? doneBy)
{
    private const int DaysOfYear = 365;

    public string Table => table;

    public string What => what;

    public string? DoneBy => doneBy;

    /// <summary>"14 days after it was used last".</summary>
    public string Words => $"{Print(period)} {since}";

    /// <summary>How many rows are due.</summary>
    public abstract Task<long> Due(RapportDb db, RetentionView view, CancellationToken stop);

    /// <summary>Erases them in short transactions, so that nobody waits for long; gives how many.</summary>
    public abstract Task<long> Erase(Store store, Erasure erasure, RetentionView view, CancellationToken stop);

    /// <summary>"30 minutes", "14 days", "3 years".</summary>
    public static string Print(TimeSpan period) => period switch
    {
        { Days: > 0 and var days } when days % DaysOfYear == 0 => Several(days / DaysOfYear, "year"),
        { TotalDays: >= 1 and var days } => Several((int)days, "day"),
        { TotalHours: >= 1 and var hours } => Several((int)hours, "hour"),
        _ => Several((int)period.TotalMinutes, "minute"),
    };

    private static string Several(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}

/// <inheritdoc cref="RetentionRule"/>
/// <param name="due">Finds the rows.</param>
/// <param name="key">The property that is their key, where the daily job erases them; null where a feature does.</param>
internal sealed class RetentionRule<T, TKey>(
    string table, string what, TimeSpan period, string since, Func<RapportDb, RetentionView, IQueryable<T>> due, string? key = null, string? doneBy = null)
    : RetentionRule(table, what, period, since, doneBy)
    where T : class
{
    /// <summary>Rows of a transaction: some hundredths of a second, however many there are.</summary>
    private const int Batch = 500;

    public override async Task<long> Due(RapportDb db, RetentionView view, CancellationToken stop) => await due(db, view).LongCountAsync(stop);

    public override async Task<long> Erase(Store store, Erasure erasure, RetentionView view, CancellationToken stop)
    {
        if (key is null)
        {
            return 0;
        }
        var erased = 0L;
        while (true)
        {
            List<TKey> ids;
            await using (var db = store.Read())
            {
                // Looked at first, and from the oldest: with nothing due, no writer is made to wait.
                ids = await due(db, view).Select(row => EF.Property<TKey>(row, key)).OrderBy(id => id).Take(Batch).ToListAsync(stop);
            }
            if (ids.Count == 0)
            {
                return erased;
            }
            // Asked again: meanwhile something of it may have been put under a hold.
            var gone = await store.Write(db => due(db, view).Where(row => ids.Contains(EF.Property<TKey>(row, key))).ExecuteDeleteAsync(stop), stop);
            if (gone == 0)
            {
                return erased;
            }
            erased += gone;
        }
    }
}
