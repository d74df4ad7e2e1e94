using Microsoft.AspNetCore.Mvc;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Site;

/// <summary>Tells search engines what they may read: people's pages and the pages of places, nothing that somebody looked for.</summary>
internal static class Robots
{
    /// <summary>Lists that stand for a search, what one person keeps, and what is for programs.</summary>
    private static readonly string[] Closed =
        ["/therapists?", "/embed/", "/list", "/saved", "/leave", "/therapist/*/remove", "/therapist/*/wrong"];

    private static readonly string[] ForPrograms = ["/api/", "/openapi/", "/health"];

    /// <summary>While it is not open, there is nothing to read.</summary>
    private const string Nothing = "User-agent: *\nDisallow: /\n";

    public static void Map(IEndpointRouteBuilder app) => app.MapMethods(
        "/robots.txt", [HttpMethods.Get, HttpMethods.Head],
        (Store store, [FromServices] PublicAddress site, [FromServices] OpeningDay day) =>
            Results.Text(day.Closed is null ? Text(store.Mark.Kind, site) : Nothing, "text/plain; charset=utf-8"));

    public static string Text(StoreKind kind, PublicAddress site)
    {
        // Invented people must not be found by somebody who looks for help.
        var lines = kind == StoreKind.Demo
            ? ["User-agent: *", "Disallow: /"]
            : Closed.SelectMany(path => new[] { path, Language.Spanish.Prefix + path }).Concat(ForPrograms)
                .Select(path => $"Disallow: {path}").Prepend("User-agent: *");
        return string.Join('\n', Sitemap.IsThere(kind, site) ? lines.Append("").Append($"Sitemap: {site.Of(Language.English, Sitemap.Address)}") : lines) + "\n";
    }
}
