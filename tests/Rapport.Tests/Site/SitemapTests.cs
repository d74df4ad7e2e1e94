using System.Net;
using System.Xml.Linq;
using Rapport.Layout;
using Rapport.Site;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

/// <summary>What search engines are told: everyone who keeps a page and every place with people, in both languages, and nobody else.</summary>
public sealed class SitemapTests
{
    private static readonly PublicAddress Care = new(new Uri("https://care.example"));
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    [Fact]
    public async Task It_names_pages_places_and_people_each_in_both_languages()
    {
        await using var app = await HostedApp.Start(People.Fill, site: Care);
        var index = await Read(app, "/sitemap.xml");
        Assert.Equal(
            ["https://care.example/sitemap/pages.xml", "https://care.example/sitemap/places-ca.xml", "https://care.example/sitemap/therapists-0.xml"],
            index.Descendants(Map + "loc").Select(part => part.Value));
        var pages = new List<XElement>();
        foreach (var part in index.Descendants(Map + "loc").Select(part => part.Value["https://care.example".Length..]))
        {
            pages.AddRange((await Read(app, part)).Root!.Elements(Map + "url"));
        }
        var addresses = pages.Select(page => page.Element(Map + "loc")!.Value["https://care.example".Length..]).ToList();
        Assert.Equal(addresses.Count, addresses.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("/es/therapist/marisol-vega-1", addresses);
        Assert.Contains("/therapists/ca/oakland", addresses);
        Assert.Contains("/es/therapists/ca/alameda-county", addresses);
        Assert.DoesNotContain(addresses, address => address.Contains("ruth", StringComparison.Ordinal));
        foreach (var (page, address) in pages.Zip(addresses))
        {
            // Each is there, is the one address of its page, and names the very pair that the page names.
            var shown = await app.Page(address);
            Assert.Null(shown.QuerySelector("meta[name=robots]"));
            Assert.Equal(
                shown.QuerySelectorAll("link[rel=alternate]").Select(link => (link.GetAttribute("hreflang"), link.GetAttribute("href"))),
                page.Elements(Xhtml + "link").Select(link => (link.Attribute("hreflang")?.Value, link.Attribute("href")?.Value)));
        }
    }

    [Fact]
    public async Task It_tells_the_day_when_a_person_s_page_was_last_changed_and_no_other()
    {
        await using var app = await HostedApp.Start(People.Fill, site: Care);
        var people = await Read(app, "/sitemap/therapists-0.xml");
        var changed = people.Root!.Elements(Map + "url").Single(page => page.Element(Map + "loc")!.Value.EndsWith("/es/therapist/ana-maria-de-la-pena-fitzgerald-4", StringComparison.Ordinal));
        Assert.Equal(app.Store.Now.AddDays(-40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), changed.Element(Map + "lastmod")!.Value);
        Assert.Empty((await Read(app, "/sitemap/places-ca.xml")).Descendants(Map + "lastmod"));
    }

    [Fact]
    public async Task People_of_high_numbers_stand_in_parts_of_their_own()
    {
        await using var app = await HostedApp.Start(
            store => store.Write(async db =>
            {
                long[] ids = [1, Sitemap.Stretch - 1, Sitemap.Stretch, (3L * Sitemap.Stretch) + 5];
                foreach (var id in ids)
                {
                    db.Add(ProfileBuilder.Named(store.Now, "Ann", "Number").Build(id));
                }
                await ChangeFeed.Append(db, [.. ids], store.Now);
            }),
            site: Care);
        Assert.Equal(
            ["0", "1", "3"],
            (await Read(app, "/sitemap.xml")).Descendants(Map + "loc").Where(part => part.Value.Contains("therapists-", StringComparison.Ordinal))
                .Select(part => part.Value.Split('-', '.')[^2]));
        Assert.Equal(4, (await Read(app, "/sitemap/therapists-0.xml")).Root!.Elements().Count());
        Assert.Equal(2, (await Read(app, "/sitemap/therapists-1.xml")).Root!.Elements().Count());
    }

    [Theory]
    [InlineData("/sitemap/therapists-2.xml")]
    [InlineData("/sitemap/therapists-99999999999999999999.xml")]
    [InlineData("/sitemap/therapists--1.xml")]
    [InlineData("/sitemap/places-xx.xml")]
    [InlineData("/sitemap/places-nv.xml")]
    public async Task A_part_of_nobody_is_not_there(string address)
    {
        await using var app = await HostedApp.Start(People.Fill, site: Care);
        using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_site_without_address_and_a_demo_have_none(bool isDemo, bool hasAddress)
    {
        await using var app = await HostedApp.Start(People.Fill, kind: isDemo ? StoreKind.Demo : StoreKind.Real, site: hasAddress ? Care : null);
        foreach (var address in new[] { "/sitemap.xml", "/sitemap/pages.xml", "/sitemap/therapists-0.xml", "/sitemap/places-ca.xml" })
        {
            using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static async Task<XDocument> Read(HostedApp app, string address)
    {
        using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/xml", answer.Content.Headers.ContentType!.MediaType);
        return XDocument.Parse(await answer.Content.ReadAsStringAsync());
    }
}
