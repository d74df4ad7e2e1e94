using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Layout;

/// <summary>How much one network may ask for, as the operator chose; followed within half a minute.</summary>
internal sealed class Limits(Store store) : BackgroundService
{
    /// <summary>Searches in a minute, and as many questions for places.</summary>
    public static readonly Limit Searches = new("searches-per-minute", 600);

    /// <summary>Exports of everybody in an hour.</summary>
    public static readonly Limit Exports = new("exports-per-hour", 12);

    /// <summary>Whatever is larger is none.</summary>
    public const int Most = 1_000_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile int _searches = Searches.Usual;
    private volatile int _exports = Exports.Usual;

    /// <summary>As last read; 0 is no limit.</summary>
    public int Of(Limit limit) => limit == Exports ? _exports : _searches;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>The setting as it stands.</summary>
    public static async Task<string> Chosen(RapportDb db, Limit limit, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == limit.Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop)
        ?? limit.Usual.ToString(CultureInfo.InvariantCulture);

    /// <summary>Chooses a number that <see cref="Parse"/> has read.</summary>
    public static Task Set(Store store, Limit limit, string number, CancellationToken stop) =>
        store.Write(db => Setting.Put(db, limit.Key, number, store.Now, stop), stop);

    /// <summary>Reads a number as an operator types it; null where it is none.</summary>
    public static int? Parse(string typed) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Fresh, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Read(stoppingToken);
        }
    }

    private async Task Read(CancellationToken stop)
    {
        try
        {
            await using var db = store.Read();
            _searches = Parse(await Chosen(db, Searches, stop)) ?? Searches.Usual;
            _exports = Parse(await Chosen(db, Exports, stop)) ?? Exports.Usual;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // What was known stands; that the database is gone is told where it is asked for people.
        }
    }
}

/// <summary>One of the limits.</summary>
/// <param name="Key">The setting that holds it.</param>
/// <param name="Usual">Where nothing was chosen: no person comes near it.</param>
internal sealed record Limit(string Key, int Usual);
