using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>
/// A new directory may stay closed until so many therapists have listed themselves: until then nobody finds an almost empty list. Once there
/// are enough it is open, and stays open. Followed within half a minute.
/// </summary>
internal sealed class OpeningDay(Store store, ILogger<OpeningDay> log) : RepeatedWork(TimeSpan.FromSeconds(30), "Asking whether the directory may open", log)
{
    public const string Key = "closed-until";

    /// <summary>What stands in the setting where it is open.</summary>
    public const string Open = "open";

    public const int Most = 100_000;

    private volatile Count? _count;

    /// <summary>How many have listed themselves, of how many; null once it is open.</summary>
    /// <param name="Listed">So far.</param>
    /// <param name="Needed">Then it opens.</param>
    internal sealed record Count(int Listed, int Needed);

    /// <summary>Null where the directory is open.</summary>
    public Count? Closed => _count;

    /// <summary>The setting as it stands.</summary>
    public static async Task<string> Chosen(RapportDb db, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) ?? Open;

    public static Task Set(Store store, string value, CancellationToken stop) => store.Write(db => Setting.Put(db, Key, value, store.Now, stop), stop);

    /// <summary>Reads a number of therapists as an operator types it; null where it is none.</summary>
    public static int? Parse(string typed) => int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most ? number : null;

    /// <summary>Looks how many there are, and opens the directory where there are enough.</summary>
    public async Task Look(CancellationToken stop)
    {
        await using var db = store.Read();
        if (Parse(await Chosen(db, stop)) is not { } needed)
        {
            _count = null;
            return;
        }
        var listed = await Visibility.Among(db.Set<Profile>(), RegistryListing.Hidden).Take(needed).CountAsync(stop);
        if (listed >= needed)
        {
            // Whoever takes a pause tomorrow does not close it again.
            await Set(store, Open, stop);
            log.LogInformation("The directory is open now: enough therapists have listed themselves ({Count}).", listed);
            _count = null;
            return;
        }
        _count = new Count(listed, needed);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first who asks. Where the database is gone there is nobody to be found, and that is told elsewhere.
        try
        {
            await Do(cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException or TimeoutException or StoreProblem)
        {
            log.LogWarning("Whether the directory is open could not be asked, and is asked again: {Reason}", e.Message);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override Task Do(CancellationToken stop) => Look(stop);
}
