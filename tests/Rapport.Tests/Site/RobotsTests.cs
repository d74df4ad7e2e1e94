using Rapport.Layout;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

/// <summary>What robots may read, and that a demo is found by nobody.</summary>
public sealed class RobotsTests
{
    private static readonly PublicAddress Care = new(new Uri("https://care.example"));

    [Theory]
    [InlineData("/", true)]
    [InlineData("/es", true)]
    [InlineData("/crisis", true)]
    [InlineData("/places", true)]
    [InlineData("/therapists", true)]
    [InlineData("/therapists/ca/oakland", true)]
    [InlineData("/es/therapists/ca", true)]
    [InlineData("/therapist/marisol-vega-1", true)]
    [InlineData("/sitemap.xml", true)]
    [InlineData("/therapists?place=94610", false)]
    [InlineData("/therapists?q=sealed", false)]
    [InlineData("/es/therapists?place=94610", false)]
    [InlineData("/embed/therapists?place=94610", false)]
    [InlineData("/es/embed/therapists?place=94610", false)]
    [InlineData("/list", false)]
    [InlineData("/saved", false)]
    [InlineData("/es/list/handed/x", false)]
    [InlineData("/leave", false)]
    [InlineData("/es/leave", false)]
    [InlineData("/therapist/ruth-example-6/remove", false)]
    [InlineData("/es/therapist/ruth-example-6/wrong", false)]
    [InlineData("/api/v1/filters", false)]
    [InlineData("/openapi/v1.json", false)]
    public async Task Pages_may_be_read_and_what_somebody_looked_for_may_not(string address, bool may)
    {
        await using var app = await HostedApp.Start(site: Care);
        var rules = await app.Browser.GetStringAsync(new Uri("/robots.txt", UriKind.Relative));
        Assert.StartsWith("User-agent: *\n", rules, StringComparison.Ordinal);
        Assert.EndsWith("\nSitemap: https://care.example/sitemap.xml\n", rules, StringComparison.Ordinal);
        Assert.Equal(may, May(rules, address));
    }

    [Fact]
    public async Task Without_an_address_of_the_site_no_map_is_named()
    {
        await using var app = await HostedApp.Start();
        Assert.DoesNotContain("Sitemap", await app.Browser.GetStringAsync(new Uri("/robots.txt", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/therapist/marisol-vega-1")]
    [InlineData("/es/therapists/ca/oakland")]
    [InlineData("/api/v1/profiles/1")]
    [InlineData("/robots.txt")]
    [InlineData("/nowhere")]
    public async Task Nothing_of_a_demo_is_to_be_found(string address)
    {
        await using var app = await HostedApp.Start(People.Fill, kind: StoreKind.Demo, site: Care);
        using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal("noindex, nofollow", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.Content.Headers.ContentType!.MediaType == "text/html")
        {
            Assert.Contains("<meta name=\"robots\" content=\"noindex\">", text, StringComparison.Ordinal);
            Assert.DoesNotContain("care.example", text, StringComparison.Ordinal);
        }
        Assert.False(May(await app.Browser.GetStringAsync(new Uri("/robots.txt", UriKind.Relative)), address));
    }

    [Fact]
    public async Task What_is_real_may_be_found()
    {
        await using var app = await HostedApp.Start(People.Fill, site: Care);
        using var answer = await app.Browser.GetAsync(new Uri("/therapist/marisol-vega-1", UriKind.Relative));
        Assert.False(answer.Headers.Contains("X-Robots-Tag"));
    }

    /// <summary>Reads the rules as RFC 9309 says: the beginning of the path, where a star stands for anything.</summary>
    private static bool May(string rules, string address) => !rules.Split('\n')
        .Where(line => line.StartsWith("Disallow: ", StringComparison.Ordinal))
        .Select(line => line["Disallow: ".Length..].Split('*'))
        .Any(parts =>
        {
            var at = 0;
            for (var i = 0; i < parts.Length; i++)
            {
                var found = address.IndexOf(parts[i], at, StringComparison.Ordinal);
                if (found < 0 || (i == 0 && found > 0))
                {
                    return false;
                }
                at = found + parts[i].Length;
            }
            return true;
        });
}
