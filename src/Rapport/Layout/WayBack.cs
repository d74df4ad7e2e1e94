using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Rapport.Layout;

/// <summary>Which list a reader came from.</summary>
internal enum CameFrom
{
    /// <summary>The list of all whom a search found.</summary>
    Found,

    /// <summary>Her own list.</summary>
    Kept,

    /// <summary>A list that somebody handed her.</summary>
    Handed,
}

/// <summary>The list that a reader came from: what of its address travels along to a person's page, and back.</summary>
internal static class WayBack
{
    /// <summary>The part of an address that tells of another list than a search: <see cref="Own"/>, or a sealed list.</summary>
    public const string From = "from";

    public const string Own = "list";

    /// <summary>The part of an address that tells how many a search found.</summary>
    public const string Among = "of";

    /// <summary>Letters; a sealed list is well below.</summary>
    private const int LongestFrom = 400;

    /// <summary>All that an address of the list may say; anything else in it is not carried on.</summary>
    private static readonly string[] Parts = ["q", "place", "radius", "format", "day", "page"];

    /// <summary>The part of an address that seals what somebody looks for.</summary>
    private const string Sealed = "q";

    /// <param name="language">Of the page.</param>
    /// <param name="token">What is looked for, sealed, so that the list may be seen by it; null where nothing is.</param>
    public static string ToYourList(Language language, string? token = null) =>
        language.Prefix + "/list" + (string.IsNullOrEmpty(token) ? "" : new QueryBuilder { { Sealed, token } }.ToString());

    /// <summary>What a query of ours has sealed; null where it has nothing.</summary>
    /// <param name="query">What stands behind an address, with its question mark; or nothing.</param>
    public static string? TokenOf(string? query) => QueryHelpers.ParseQuery(query).GetValueOrDefault(Sealed).ToString() is { Length: > 0 } token ? token : null;

    /// <summary>A list that was handed over.</summary>
    /// <param name="people">Sealed.</param>
    public static string ToHanded(Language language, string people) => $"{language.Prefix}/list/handed/{people}";

    /// <summary>Where she came from, and its address.</summary>
    public static (CameFrom From, string Address) Of(Language language, IQueryCollection query) => query[From].ToString() switch
    {
        "" => (CameFrom.Found, ToList(language, query)),
        Own => (CameFrom.Kept, ToYourList(language, query[Sealed])),
        { Length: <= LongestFrom } people when people.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') =>
            (CameFrom.Handed, ToHanded(language, people)),
        _ => (CameFrom.Found, ToList(language, query)),
    };

    /// <summary>How many the list has that she came from; null where that is not told.</summary>
    public static int? People(IQueryCollection query) =>
        int.TryParse(query[Among].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var people) && people is > 0 and < 10_000_000
            ? people
            : null;

    private static string ToList(Language language, IQueryCollection query)
    {
        var kept = new QueryBuilder();
        foreach (var part in Parts)
        {
            kept.Add(part, query[part].OfType<string>().Where(value => value.Length > 0));
        }
        return language.Prefix + "/therapists" + kept;
    }
}
