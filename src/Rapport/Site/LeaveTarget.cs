using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Site;

/// <summary>
/// Where "Leave this site" leads, as the operator chose. Known beforehand: whoever leaves waits for no database, and can
/// leave when there is none.
/// </summary>
internal sealed class LeaveTarget(Store store, TimeProvider clock)
{
    /// <summary>The setting that holds it.</summary>
    public const string Key = "leave-to";

    /// <summary>A public authority's page that anybody may have open.</summary>
    public const string Weather = "https://www.weather.gov/";

    /// <summary>Characters of an address.</summary>
    public const int Longest = 200;

    /// <summary>A change is followed within this time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile string _address = Weather;
    private long _readAt = long.MinValue;

    /// <summary>The address as last known. Asking for it has it read anew when that was a while ago, for whoever comes next.</summary>
    public string Address
    {
        get
        {
            var (now, last) = (clock.GetUtcNow().Ticks, Interlocked.Read(ref _readAt));
            if (now - last > Fresh.Ticks && Interlocked.CompareExchange(ref _readAt, now, last) == last)
            {
                _ = Refresh();
            }
            return _address;
        }
    }

    /// <summary>Reads it; what was known stands where it cannot be read.</summary>
    public async Task Refresh(CancellationToken stop = default)
    {
        try
        {
            await using var db = store.Read();
            _address = await Of(db, stop);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
        {
            // The crisis line and the way out work without the database; the rest of the site says that it is gone.
        }
    }

    /// <summary>What the operator chose; <see cref="Weather"/> where nothing was chosen.</summary>
    public static async Task<string> Of(RapportDb db, CancellationToken stop = default) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop)
        ?? Weather;

    /// <summary>Chooses an address that <see cref="Parse"/> has read.</summary>
    public static Task Set(Store store, string address, CancellationToken stop = default) =>
        store.Write(db => Setting.Put(db, Key, address, store.Now, stop), stop);

    /// <summary>Reads an address as an operator types it; null where a browser could not safely be sent there.</summary>
    public static string? Parse(string typed) =>
        typed.Length <= Longest && Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0
            ? address.AbsoluteUri
            : null;
}
