using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

public sealed class WhyHereTests
{
    [Theory]
    [InlineData("/therapists?place=94610", "Why here")]
    [InlineData("/es/therapists?place=94610", "Por qué aquí")]
    [InlineData("/therapists?place=California", "Why here")]
    [InlineData("/therapists", "Why here")]
    public async Task Every_card_says_why_it_stands_where_it_stands(string address, string label)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var cards = (await app.Page(address)).QuerySelectorAll("article.person").ToList();
        Assert.Equal(People.Count, cards.Count);
        Assert.All(cards, card =>
        {
            Assert.Equal(label, card.QuerySelector(".why dt")!.TextContent);
            Assert.NotEmpty(card.QuerySelector(".why dd")!.TextContent);
        });
    }

    [Fact]
    public async Task Each_step_of_the_order_is_told_of_whom_it_moves()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapists?place=94610");
        Assert.Equal("opening within a week\u00a0· within 2 miles\u00a0· confirmed within two weeks", Why(page, "Daniel"));
        Assert.Equal("waiting list, so after openings\u00a0· online in California, so after those near\u00a0· confirmed within two weeks", Why(page, "Thuy"));
        Assert.StartsWith("openings not known, so after those we know", Why(page, "Sam"), StringComparison.Ordinal);
        Assert.StartsWith("no room now, so after those who may have some", Why(page, "Ana"), StringComparison.Ordinal);
        Assert.EndsWith("confirmed within three months", Why(page, "Ana"), StringComparison.Ordinal);
        Assert.StartsWith("from the registry, so after those who keep their own page", Why(page, "Ruth"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_lot_alone_decides_it_says_so_and_nowhere_else()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await Online(store, "Ana", 0);
            await Online(store, "Bea", 0);
            await Online(store, "Eva", 20);
        });
        var page = await app.Page("/therapists");
        Assert.EndsWith("among equals, by today’s lot", Why(page, "Ana"), StringComparison.Ordinal);
        Assert.EndsWith("among equals, by today’s lot", Why(page, "Bea"), StringComparison.Ordinal);
        Assert.DoesNotContain("lot", Why(page, "Eva").Split(' '));
    }

    [Theory]
    [InlineData("/therapists?place=Texas", "Online in Texas and one more state")]
    [InlineData("/therapists?place=Texas&format=online", "Online in Texas and one more state")]
    [InlineData("/therapists?place=75201&format=online", "Online in Texas and one more state")]
    [InlineData("/therapists?place=Oregon", "Salem, OR. Also online")]
    [InlineData("/therapists?place=Oregon&format=online", "Online in Oregon and one more state. Office in Salem, OR")]
    [InlineData("/es/therapists?place=Texas", "En línea en Texas y un estado más")]
    public async Task Where_speaks_of_the_state_that_was_asked_for(string address, string where)
    {
        await using var app = await HostedApp.Start(store => Online(store, "Ana", 0));
        var card = Assert.Single((await app.Page(address)).QuerySelectorAll("article.person"));
        Assert.Contains(where, card.QuerySelectorAll("dl > div").Select(line => line.QuerySelector("dd")!.TextContent.Replace("Number on the map: 1 ", "", StringComparison.Ordinal).Trim()));
    }

    [Fact]
    public async Task The_order_is_told_in_the_same_words_on_every_page_of_a_list_and_begins_with_its_first_step()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            for (var i = 0; i < 20; i++)
            {
                await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            }
        });
        var first = await app.Page("/therapists?place=94610");
        var second = await app.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var order = first.QuerySelector(".order span")!.TextContent;
        Assert.Equal("First people who keep their own page, then the soonest openings, then the nearest, in steps.", order);
        Assert.Equal(order, second.QuerySelector(".order span")!.TextContent);
    }

    private static string Why(IHtmlDocument page, string name) => page.QuerySelectorAll("article.person")
        .Single(card => card.QuerySelector("h2")!.TextContent.StartsWith(name, StringComparison.Ordinal)).QuerySelector(".why dd")!.TextContent;

    /// <summary>Somebody in Salem, Oregon, who works online in Texas too.</summary>
    private static Task<long> Online(Store store, string name, int daysAgo) =>
        ProfileBuilder.Named(store.Now.AddDays(-daysAgo), name, "Doe").With((facts, said) => facts with
        {
            Formats = said.Of<IReadOnlyList<string>>(["in-person", "online"]),
            OnlineStates = said.Of<IReadOnlyList<string>>(["OR", "TX"]),
            Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { Line1 = "1 Court St", City = "Salem", State = "OR", Zip = "97301" }]),
        }).SaveTo(store);
}
