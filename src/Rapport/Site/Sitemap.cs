using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Near;
using Rapport.Places;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Site;

/// <summary>
/// Every page that may be found, for search engines: an index, and parts in a fixed order (people by number, places by
/// state), each written straight from the list in memory. Nobody stands in it who rests on the registry alone.
/// </summary>
internal static class Sitemap
{
    public const string Address = "/sitemap.xml";

    /// <summary>
    /// Numbers of profiles in a part; each page stands there in two languages, so a part has at most 20,000 addresses and
    /// about 8 MB, where the protocol allows 50,000 and 50 MB (sitemaps.org).
    /// </summary>
    public const int Stretch = 10_000;

    private const string Pages = "/sitemap/pages.xml";

    private static readonly string[] Always = ["/", "/places", "/order", "/crisis"];

    /// <summary>Only where the site knows its own address, and its people exist.</summary>
    public static bool IsThere(StoreKind kind, PublicAddress site) => kind == StoreKind.Real && site.Root is not null;

    public static void Map(IEndpointRouteBuilder app)
    {
        Part(app, Address, (_, snapshot, counted) => Index(snapshot.Index, counted));
        Part(app, Pages, (_, _, _) => Always.Select(path => new Line(path, null)));
        Part(app, "/sitemap/places-{state}.xml", (route, snapshot, counted) => PlacesOf(route["state"] as string, counted.Of(snapshot.Index)));
        Part(app, "/sitemap/therapists-{number:int:min(0)}.xml", (route, snapshot, _) =>
            PeopleFrom(long.Parse((string)route["number"]!, CultureInfo.InvariantCulture) * Stretch, snapshot.Index));
    }

    /// <summary>A page, by its path in English, and the day when it was last changed, where that is known.</summary>
    private sealed record Line(string Path, int? ChangedDay);

    private static void Part(
        IEndpointRouteBuilder app, string route, Func<RouteValueDictionary, Snapshot, CountedPlaces, IEnumerable<Line>> lines) =>
        app.MapMethods(route, [HttpMethods.Get, HttpMethods.Head], async (
            HttpContext http, Store store, [FromServices] PublicAddress site, Snapshots snapshots, CountedPlaces counted) =>
        {
            if (!IsThere(store.Mark.Kind, site))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            if (snapshots.Current is not { } snapshot)
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }
            var all = lines(http.Request.RouteValues, snapshot, counted).ToList();
            if (all.Count == 0)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            http.Response.ContentType = "application/xml; charset=utf-8";
            await using var to = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 32 * 1024);
            await (route == Address ? WriteIndex(to, site, all) : WritePages(to, site, all));
        });

    private static IEnumerable<Line> Index(SearchIndex index, CountedPlaces counted)
    {
        yield return new Line(Pages, null);
        var people = counted.Of(index);
        foreach (var state in people.States.Concat(people.Counties).Concat(people.Towns).Select(one => one.Place.State).Distinct().OrderBy(state => state.Index))
        {
            yield return new Line($"/sitemap/places-{state.Code.ToLowerInvariant()}.xml", null);
        }
        foreach (var (from, changed) in index.Stretches(Stretch))
        {
            yield return new Line($"/sitemap/therapists-{(from / Stretch).ToString(CultureInfo.InvariantCulture)}.xml", changed);
        }
    }

    /// <summary>A town stands here when somebody works in it; those around it lie a link away.</summary>
    private static IEnumerable<Line> PlacesOf(string? code, PeopleByPlace people) =>
        people.States.Concat(people.Counties).Concat(people.Towns).Select(one => one.Place)
            .Where(place => place.State.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
            .Select(place => new Line(PlaceLinks.Page(place, Language.English)!, null));

    private static IEnumerable<Line> PeopleFrom(long first, SearchIndex index) =>
        index.Pages(first, first + Stretch).Select(page => new Line("/therapist/" + page.Slug, page.ChangedDay));

    private static async Task WriteIndex(StreamWriter to, PublicAddress site, List<Line> parts)
    {
        await to.WriteAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        foreach (var part in parts)
        {
            await to.WriteAsync($"<sitemap><loc>{site.Of(Language.English, part.Path)}</loc>{Changed(part)}</sitemap>\n");
        }
        await to.WriteAsync("</sitemapindex>\n");
    }

    // Paths are plain letters, digits and hyphens, and the address was read as one: nothing in them could be markup.
    private static async Task WritePages(StreamWriter to, PublicAddress site, List<Line> pages)
    {
        await to.WriteAsync("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
        foreach (var page in pages)
        {
            var english = site.Of(Language.English, page.Path);
            var spanish = site.Of(Language.Spanish, page.Path);
            // The protocol's own elements first, those of others behind them.
            var pair = $"{Changed(page)}<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{english}\"/><xhtml:link rel=\"alternate\" hreflang=\"es\" href=\"{spanish}\"/>"
                + $"<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{english}\"/>";
            await to.WriteAsync($"<url><loc>{english}</loc>{pair}</url>\n<url><loc>{spanish}</loc>{pair}</url>\n");
        }
        await to.WriteAsync("</urlset>\n");
    }

    private static string Changed(Line line) => line.ChangedDay is { } day
        ? $"<lastmod>{DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</lastmod>"
        : "";
}
