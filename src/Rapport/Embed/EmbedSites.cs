using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Embed;

/// <summary>The sites that may show a list of this directory in a frame, as the operator chose.</summary>
internal static class EmbedSites
{
    /// <summary>The setting that holds them.</summary>
    public const string Key = "embed-on";

    /// <summary>What the setting says where no site may.</summary>
    public const string Nowhere = "nowhere";

    /// <summary>All of them stand in a header of each answer.</summary>
    public const int Most = 20;

    private const int Longest = 2_000;

    /// <summary>Scheme and host of each; none where nothing was chosen.</summary>
    public static async Task<IReadOnlyList<string>> Of(Store store, CancellationToken stop)
    {
        await using var db = store.Read();
        return await Chosen(db, stop) is var chosen && chosen == Nowhere ? [] : chosen.Split(' ');
    }

    /// <summary>The setting as it stands.</summary>
    public static async Task<string> Chosen(RapportDb db, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) ?? Nowhere;

    /// <summary>Chooses what <see cref="Parse"/> has read, or <see cref="Nowhere"/>.</summary>
    public static Task Set(Store store, string sites, CancellationToken stop) =>
        store.Write(db => Setting.Put(db, Key, sites, store.Now, stop), stop);

    /// <summary>
    /// Reads addresses of sites, with blanks or commas between; null where one is none. They go into a header, so each is put
    /// together anew from its parts.
    /// </summary>
    public static string? Parse(string typed)
    {
        var sites = typed.Length > Longest ? [] : typed.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Site).ToList();
        return sites.Count is > 0 and <= Most && !sites.Contains(null) ? string.Join(' ', sites.Distinct(StringComparer.Ordinal)) : null;
    }

    private static string? Site(string typed)
    {
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var site)
            || site is not { PathAndQuery: "/", Fragment: "", UserInfo: "", HostNameType: UriHostNameType.Dns or UriHostNameType.IPv4 }
            // Over http anybody on the way could put a frame around it; on one's own machine nobody is.
            || !(site.Scheme == Uri.UriSchemeHttps || (site.Scheme == Uri.UriSchemeHttp && site.IsLoopback))
            || !site.IdnHost.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-')
            || site.IdnHost.EndsWith('.')
            // "1" and "0x7f.1" are read as addresses that nobody meant.
            || (site.HostNameType == UriHostNameType.IPv4 && !typed.Contains(site.Host, StringComparison.Ordinal)))
        {
            return null;
        }
        return $"{site.Scheme}://{site.IdnHost}{(site.IsDefaultPort ? "" : FormattableString.Invariant($":{site.Port}"))}";
    }
}
