using System.Globalization;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

public sealed class SitePagesTests
{
    [Theory]
    [InlineData("/", "en", "Find a therapist you can really talk to.")]
    [InlineData("/es", "es", "Encuentre a alguien con quien de verdad pueda hablar.")]
    [InlineData("/es/", "es", "Encuentre a alguien con quien de verdad pueda hablar.")]
    [InlineData("/order", "en", "How the order is made")]
    [InlineData("/es/order", "es", "Cómo se ordena la lista")]
    [InlineData("/crisis", "en", "Help right now")]
    [InlineData("/es/crisis", "es", "Ayuda ahora mismo")]
    public async Task A_page_speaks_the_language_of_its_address(string address, string language, string heading)
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page(address);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("/", "/es")]
    [InlineData("/es", "/")]
    [InlineData("/crisis", "/es/crisis")]
    [InlineData("/es/order", "/order")]
    public async Task The_language_switch_stays_on_the_page(string address, string other)
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page(address);
        Assert.Equal(other, page.QuerySelector("header nav a[hreflang]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/crisis")]
    [InlineData("/es/crisis")]
    [InlineData("/order")]
    [InlineData("/leave")]
    [InlineData("/therapists?place=94610")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/filters")]
    public async Task What_a_request_calls_the_host_is_repeated_nowhere(string address)
    {
        await using var app = await HostedApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Host = "elsewhere.example";
        request.Headers.Add("X-Forwarded-Host", "elsewhere.example");
        using var answer = await app.Browser.SendAsync(request);
        Assert.DoesNotContain("elsewhere", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", answer.Headers.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "https://care.example/", "https://care.example/es")]
    [InlineData("/es/crisis", "https://care.example/crisis", "https://care.example/es/crisis")]
    public async Task Where_the_operator_says_the_address_search_engines_are_told_both_languages(
        string address, string english, string spanish)
    {
        Assert.True(PublicAddress.TryParse("https://care.example", out var site));
        await using var app = await HostedApp.Start(site: site);
        var page = await app.Page(address);
        Assert.Equal(
            [english, spanish, english], page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("https://care.example", true)]
    [InlineData("https://care.example:8443/", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("care.example", false)]
    [InlineData("https://care.example/therapists", false)]
    [InlineData("https://care.example/?a=b", false)]
    [InlineData("https://me@care.example", false)]
    [InlineData("ftp://care.example", false)]
    [InlineData("/", false)]
    public void An_address_of_a_site_has_a_scheme_and_a_host_and_nothing_else(string text, bool isOne) =>
        Assert.Equal(isOne, PublicAddress.TryParse(text, out _));

    [Theory]
    [InlineData("/")]
    [InlineData("/es/crisis")]
    [InlineData("/nowhere")]
    public async Task The_crisis_line_and_the_way_out_stand_on_every_page(string address)
    {
        await using var app = await HostedApp.Start();
        var page = await HostedApp.Read(await app.Browser.GetAsync(new Uri(address, UriKind.Relative)), expected: null);
        var numbers = page.QuerySelectorAll(".crisis .long a").Select(link => link.GetAttribute("href"));
        Assert.Equal(["tel:911", "tel:988", "tel:18007997233"], numbers);
        Assert.NotNull(page.QuerySelector(".crisis a.leave"));
    }

    [Fact]
    public async Task The_order_page_stands_where_what_was_learnt_is_damaged()
    {
        await using var app = await HostedApp.Start(store => store.Write(async db =>
        {
            await Setting.Put(db, "fit-in-force", "1", store.Now, TestContext.Current.CancellationToken);
            await Setting.Put(db, "fit-release-1", "{", store.Now, TestContext.Current.CancellationToken);
        }));
        Assert.NotEmpty((await app.Page("/order")).QuerySelectorAll("main li"));
    }

    [Fact]
    public async Task The_order_page_tells_every_step_by_which_the_engine_sorts()
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page("/order");
        Assert.Equal(
            [SearchOrder.Of(SearchSort.Best).Criteria.Count, SearchOrder.Of(SearchSort.Fit).Criteria.Count],
            page.QuerySelectorAll("main ol").Select(steps => steps.QuerySelectorAll("li").Length));
        var steps = page.QuerySelector("main ol")!.TextContent;
        Assert.All(SearchOrder.DistanceMiles, miles => Assert.Contains($"within {miles} miles", steps, StringComparison.Ordinal));
        Assert.All(SearchOrder.FieldWeights, weight => Assert.Contains($" {weight} in ", steps, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/order")]
    [InlineData("/es/order")]
    public async Task The_order_page_answers_in_a_few_words_before_it_tells_all(string path)
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page(path);
        var open = page.QuerySelectorAll("main h1, main p").Where(one => one.Closest("details") is null);
        Assert.InRange(open.Sum(one => one.TextContent.Split(' ').Length), 40, 120);
        Assert.All(page.QuerySelectorAll("main ol"), steps => Assert.NotNull(steps.Closest("details")));
    }

    [Fact]
    public async Task The_order_page_prints_the_number_of_the_day_and_how_to_see_the_order_again()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var told = (await app.Page("/order")).QuerySelector("main")!.TextContent;
        Assert.Contains(Lot.SeedOf(today.DayNumber).ToString(CultureInfo.InvariantCulture), told, StringComparison.Ordinal);
        Assert.Contains($"./rapport search --day {today:yyyy-MM-dd}", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_sets_no_cookie()
    {
        await using var app = await HostedApp.Start();
        foreach (var address in new[] { "/", "/order", "/crisis" })
        {
            using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.False(answer.Headers.Contains("Set-Cookie"), address);
        }
    }

    [Fact]
    public async Task A_letter_with_an_accent_is_a_letter()
    {
        await using var app = await HostedApp.Start();
        Assert.Contains("Cómo se ordena", await app.Browser.GetStringAsync(new Uri("/es/order", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "This is a demo: everyone here is invented.")]
    [InlineData("/es/crisis", "Es una demostración: aquí nadie es real.")]
    [InlineData("/therapist/nobody-99", "This is a demo: everyone here is invented.")]
    public async Task Every_page_of_a_demo_says_that_everyone_is_invented_and_no_other_page_does(string address, string words)
    {
        await using var demo = await HostedApp.Start(kind: StoreKind.Demo);
        var page = await HostedApp.Read(await demo.Browser.GetAsync(new Uri(address, UriKind.Relative)), expected: null);
        Assert.StartsWith(words, page.QuerySelector("header .invented")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/account/parts", page.QuerySelector("header .invented a")!.GetAttribute("href"), StringComparison.Ordinal);
        await using var real = await HostedApp.Start();
        page = await HostedApp.Read(await real.Browser.GetAsync(new Uri(address, UriKind.Relative)), expected: null);
        Assert.Null(page.QuerySelector(".invented"));
    }
}
