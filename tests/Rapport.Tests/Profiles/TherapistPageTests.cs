using System.Net;
using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class TherapistPageTests
{
    private const string Marisol = "/therapist/marisol-vega-1";
    private const string Ruth = "/therapist/ruth-example-6";

    [Fact]
    public async Task The_page_says_in_this_order_what_one_needs_to_know()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(Marisol);
        Assert.Equal("Marisol Vega, LCSW", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            ["Can I get in?", "What it is like to work with Marisol", "Whom she helps", "With what", "Communities and faith", "What she does not take", "About me", "How we would work",
                "Ways of working, in plain words", "Training and license", "Where each fact comes from"],
            page.QuerySelectorAll(".body > div section h2, .body > div section h3").Select(heading => heading.TextContent));
        var facts = Text(page, ".facts");
        Assert.Contains("Open from December 4", facts, StringComparison.Ordinal);
        Assert.Contains("She confirmed this 3 days ago.", facts, StringComparison.Ordinal);
        Assert.Contains("$120–160 for 50 minutes", facts, StringComparison.Ordinal);
        Assert.Contains("Eating disorders", Text(page, ".helps"), StringComparison.Ordinal);
        Assert.Contains("Valid until August 31, 2027.", Text(page, "[aria-labelledby=training]"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("meta[name=robots]"));
    }

    [Fact]
    public async Task The_same_in_Spanish()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/es" + Marisol);
        Assert.Equal("es", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Con citas desde el 4 de diciembre", Text(page, ".facts"), StringComparison.Ordinal);
        Assert.Contains("Trastornos de la alimentación", Text(page, ".helps"), StringComparison.Ordinal);
        Assert.Contains("ella · Inglés y español · Oakland y en línea", Text(page, ".top"), StringComparison.Ordinal);
        Assert.Contains("en la búsqueda pública de la junta.", Text(page, "[aria-labelledby=training]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_she_works_is_told_in_sentences_that_need_no_drawing()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(Marisol);
        Assert.Equal(
            ["Mostly follows a plan, with small things to do at home.", "Comfort first. Will question you when you are ready.", "Asking or telling: it depends on the person."],
            page.QuerySelectorAll(".manner li > p").Select(line => line.TextContent));
        Assert.All(page.QuerySelectorAll(".manner .drawn"), drawn => Assert.Equal("true", drawn.GetAttribute("aria-hidden")));
        // Where it depends on the person no dot claims a place.
        Assert.Equal([1, 1, 0], page.QuerySelectorAll(".manner li").Select(line => line.QuerySelectorAll(".dot").Length));
        Assert.Contains("Preguntar o decir: depende de la persona.", Text(await app.Page("/es" + Marisol), ".manner"), StringComparison.Ordinal);
        // Nobody is drawn who has not answered.
        Assert.Null((await app.Page("/therapist/sam-reyes-5")).QuerySelector(".manner"));
    }

    [Fact]
    public async Task What_may_be_a_home_shows_neither_street_nor_telephone()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Browser.GetStringAsync(new Uri(Marisol, UriKind.Relative));
        Assert.DoesNotContain("Home Lane", page, StringComparison.Ordinal);
        Assert.DoesNotContain("555-0177", page, StringComparison.Ordinal);
        Assert.DoesNotContain("5105550177", page, StringComparison.Ordinal);
        Assert.Contains("Only the city and ZIP are shown.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_said_is_said_to_be_not_known()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapist/sam-reyes-5");
        Assert.Contains("Openings not known", Text(page, ".facts"), StringComparison.Ordinal);
        Assert.Contains("With what Not known", Text(page, ".helps"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".helps li"));
        Assert.Contains("Waits to be checked by us.", Text(page, "[aria-labelledby=training]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_the_registry_is_labelled_kept_out_of_search_engines_and_can_be_removed()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(Ruth);
        Assert.Equal("From the public registry, not confirmed by this person", page.QuerySelector(".label")!.TextContent);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal(Ruth + "/remove", page.QuerySelector(".side .card a")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("main a[href^=tel]"));
    }

    [Theory]
    [InlineData("/therapist/1", "/therapist/marisol-vega-1")]
    [InlineData("/therapist/maiden-name-1", "/therapist/marisol-vega-1")]
    [InlineData("/es/therapist/other-1?q=abc", "/es/therapist/marisol-vega-1?q=abc")]
    public async Task An_address_with_an_old_name_leads_to_the_right_one(string address, string right)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(right, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Hidden_removed_and_never_there_are_one_answer()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.FromRegistry(store.Now, "Hidden", "Person").SaveTo(store);
            await ProfileBuilder.FromRegistry(store.Now, "Gone", "Person", 1999999001).Removed().SaveTo(store);
            await ProfileBuilder.Named(store.Now, "Retired", "Person").Deactivated(new DateOnly(2026, 1, 1)).SaveTo(store);
        });
        var pages = new List<string>();
        foreach (var slug in new[] { "hidden-person-1", "gone-person-2", "retired-person-3", "nobody-99", "nonsense", "x-999999999999999999999" })
        {
            var page = await app.Page($"/therapist/{slug}", HttpStatusCode.NotFound);
            await app.Page($"/therapist/{slug}/remove", HttpStatusCode.NotFound);
            await app.Page($"/therapist/{slug}/wrong", HttpStatusCode.NotFound);
            pages.Add(Text(page, "main"));
        }
        Assert.Single(pages.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Markup_in_a_name_or_a_statement_stays_text()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "<b>Bo</b>", "O\"Neil<script>")
            .With((facts, said) => facts with { AboutMe = said.Of("<script>alert(1)</script>") }).SaveTo(store));
        using var redirect = await app.Browser.GetAsync(new Uri("/therapist/1", UriKind.Relative));
        var page = await app.Page(redirect.Headers.Location!.ToString());
        Assert.Empty(page.QuerySelectorAll("body script, h1 b"));
        Assert.Contains("<script>alert(1)</script>", Text(page, ".voice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_places_in_one_city_are_told_apart_without_the_street_of_a_home()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "Two", "Places").With((facts, said) => facts with
        {
            Places = said.Of<IReadOnlyList<PracticePlace>>(
            [
                new PracticePlace { Id = 1, Line1 = "1 Lake Ave", City = "Oakland", State = "CA", Zip = "94610" },
                new PracticePlace { Id = 2, Line1 = "7 Home Lane", City = "Oakland", State = "CA", Zip = "94611", MayBeHome = true },
                new PracticePlace { Id = 3, Line1 = "3 Bay St", City = "Alameda", State = "CA", Zip = "94501" },
            ]),
            Openings = said.Of<IReadOnlyList<Opening>>(
            [
                new Opening { PlaceId = 1, Kind = "open" }, new Opening { PlaceId = 2, Kind = "full" }, new Opening { PlaceId = 3, Kind = "open" },
            ]),
        }).SaveTo(store));
        var page = await app.Page("/therapist/two-places-1");
        Assert.Equal(
            ["in Oakland, 1 Lake Ave", "in Oakland, 94611", "in Alameda"],
            page.QuerySelectorAll(".facts .from").Select(line => line.TextContent).Where(line => line.StartsWith("in ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "in-person,online", "online;in Oakland")]
    [InlineData("/es", "in-person,online", "en línea;en Oakland")]
    [InlineData("", "in-person,phone", "by phone;in Oakland")]
    [InlineData("", "in-person,online,two", "online and in Alameda;in Oakland")]
    [InlineData("/es", "in-person,online,two", "en línea y en Alameda;en Oakland")]
    [InlineData("", "in-person,two", "in Alameda;in Oakland")]
    public async Task Answers_that_differ_say_where_each_holds(string language, string ways, string says)
    {
        var formats = ways.Split(',');
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "Two", "Answers").With((facts, said) => facts with
        {
            Formats = said.Of<IReadOnlyList<string>>([.. formats.Where(format => format != "two")]),
            Places = said.Of<IReadOnlyList<PracticePlace>>(
            [
                new PracticePlace { Id = 1, City = "Oakland", State = "CA", Zip = "94610" },
                .. formats.Contains("two") ? new[] { new PracticePlace { Id = 2, City = "Alameda", State = "CA", Zip = "94501" } } : [],
            ]),
            Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "open" }, new Opening { PlaceId = 1, Kind = "full" }]),
        }).SaveTo(store));
        var page = await app.Page(language + "/therapist/two-answers-1");
        Assert.Equal(says.Split(';'), page.QuerySelectorAll(".facts div:first-child .from").Select(line => line.TextContent).Take(2));
    }

    [Fact]
    public async Task An_answer_that_holds_nowhere_any_more_is_not_told()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "One", "Office").With((facts, said) => facts with
        {
            Formats = said.Of<IReadOnlyList<string>>(["in-person"]),
            Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { Id = 1, City = "Oakland", State = "CA", Zip = "94610" }]),
            Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "open" }, new Opening { PlaceId = 1, Kind = "full" }]),
        }).SaveTo(store));
        var told = Text(await app.Page("/therapist/one-office-1"), ".facts dd");
        Assert.Contains("Full", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Open now", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_paragraph_of_her_own_words_says_in_which_language_it_is()
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "Both", "Tongues").With((facts, said) => facts with
        {
            AboutMe = said.Of("I grew up by the sea, and it shows.\n\nCrecí cerca del mar, y se me nota."),
        }).SaveTo(store));
        var page = await app.Page("/es/therapist/both-tongues-1");
        // Who writes in both is read first in the reader's own.
        Assert.Equal(["es", "en"], page.QuerySelectorAll(".voice").Select(text => text.GetAttribute("lang")));
        Assert.Equal(["en", "es"], (await app.Page("/therapist/both-tongues-1")).QuerySelectorAll(".voice").Select(text => text.GetAttribute("lang")));
    }

    [Fact]
    public async Task An_old_opening_may_have_changed()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapist/ana-maria-de-la-pena-fitzgerald-4");
        Assert.Contains("She confirmed this 40 days ago; it may have changed.", Text(page, ".facts"), StringComparison.Ordinal);
    }

    private static string Text(IHtmlDocument page, string selector) => Told.Flat(page.QuerySelector(selector)!.TextContent);
}
