using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>From an empty or a short list each way on leads to exactly as many people as it says.</summary>
public sealed class WaysOnTests
{
    public static TheoryData<string> Searches =>
    [
        "place=96161&radius=5&issue=tics",
        "place=94610&radius=5&times=weekends&insurer=medi-cal",
        "place=94610&radius=5&opening=open-now&age=teens",
        "place=94610&radius=5&opening=open-now&feeMax=50&language=es",
        "place=94610&radius=5&format=in-person&text=Tran",
        "place=94610&radius=25&format=phone",
        "place=82001&radius=5&format=in-person&insurer=medi-cal&times=evenings",
        "place=82001&radius=5",
        "place=94610&issue=grief",
        "place=94610&issue=grief&times=evenings&who=couple",
        "place=California&language=es&times=evenings&insurer=medi-cal",
        "insurer=medi-cal&times=weekends&text=zzzz",
        "place=Alameda+County%2C+CA&issue=tics&format=in-person",
    ];

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task Each_way_on_leads_to_as_many_people_as_it_says(string asked)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var form = Fields(asked);
        var page = await Search(app, form);
        var before = page.QuerySelectorAll("article.person").Length;
        var ways = page.QuerySelectorAll("form.ways button");
        Assert.Equal(before == 0, page.QuerySelector(".nobody") is not null);
        if (before == 0)
        {
            Assert.NotEmpty(ways);
        }
        var carried = page.QuerySelectorAll("form.ways input[type=hidden]").Cast<IHtmlInputElement>()
            .Select(field => KeyValuePair.Create(field.Name!, field.Value)).ToList();
        foreach (var way in ways)
        {
            var told = Number(way.QuerySelector("b")!);
            var then = await Search(app, [.. carried, new("change", way.GetAttribute("value")!)]);
            Assert.True(
                told == then.QuerySelectorAll("article.person").Length - before,
                $"{asked}: \"{way.TextContent}\" leads to {then.QuerySelectorAll("article.person").Length} people, there were {before}.");
        }
    }

    [Theory]
    [InlineData("", "Nobody here has these words: “quiet loud”. You can look without them.", "Without the words “quiet loud”")]
    [InlineData("/es", "Nadie aquí tiene estas palabras: «quiet loud». Puede buscar sin ellas.", "Sin las palabras «quiet loud»")]
    public async Task Where_the_words_keep_everybody_off_it_says_so_and_offers_to_drop_them_first(string language, string lead, string way)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send(language + "/therapists", [new("place", "94610"), new("language", "en"), new("text", "quiet loud")]);
        var page = await app.Page(answer.Headers.Location!.ToString());
        Assert.Equal(lead, page.QuerySelector(".nobody .sum")!.TextContent);
        Assert.StartsWith(way, page.QuerySelector("form.ways button")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "An opening within a month is fine", "Waiting list is fine", "One person")]
    [InlineData("/es", "Acepto una cita en menos de un mes", "Acepto lista de espera", "1 persona")]
    public async Task A_later_opening_is_asked_for_before_openings_are_let_go_of(string language, string month, string list, string number)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
            {
                Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "waiting-list", Weeks = 3 }]),
            }).SaveTo(store);
        });
        var page = await Search(app, Fields("place=94611&opening=open-now"), language);
        var texts = page.QuerySelectorAll("form.ways button").Select(way => way.TextContent.Trim()).ToList();
        Assert.Contains($"{list} {number}", texts);
        Assert.DoesNotContain(texts, text => text.StartsWith(month, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wish_that_is_only_nice_keeps_who_has_it_first_and_its_chip_says_so()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, Fields("place=94610&issue=grief&times=evenings"));
        var first = page.QuerySelector("article.person h2")!.TextContent;
        var softer = await Change(app, page, "nice:issue nice:times");
        Assert.Equal(People.Count, softer.QuerySelectorAll("article.person").Length);
        Assert.Equal(first, softer.QuerySelector("article.person h2")!.TextContent);
        Assert.Equal(
            ["Remove: If possible, help with: Grief and loss", "Remove: Nice to have: Evenings"],
            softer.QuerySelectorAll(".chip.nice").Select(chip => chip.TextContent.Trim()));
        Assert.Contains("then who has most of what is nice to have (of several topics, one is enough), then", softer.QuerySelector(".order span")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("nice", softer.QuerySelector("input[name='times.as'][checked]")!.GetAttribute("value"));
        var back = await Change(app, softer, "must:issue must:times");
        Assert.Empty(back.QuerySelectorAll(".chip.nice"));
        Assert.Equal(page.QuerySelectorAll("article.person").Length, back.QuerySelectorAll("article.person").Length);
    }

    [Fact]
    public async Task Where_nobody_is_on_the_list_at_all_there_is_still_a_way_on()
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page("/therapists?place=94610");
        Assert.Empty(page.QuerySelectorAll("form.ways"));
        Assert.Equal(["/", "/crisis"], page.QuerySelectorAll(".nobody a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("nice:shoeSize must:")]
    [InlineData("add:issue=klingon set:feeMax=-1 radius:-5 radius:1e9")]
    [InlineData("set:state=<script>")]
    [InlineData(": = :: ==")]
    public async Task A_forged_change_changes_nothing_that_cannot_be(string change)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await Search(app, Fields("place=94610&issue=grief"));
        using var answer = await app.Send("/therapists", [.. Carried(page), new("change", change)]);
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.OK, answer.StatusCode.ToString());
    }

    private static List<KeyValuePair<string, string>> Fields(string asked) =>
        [.. asked.Split('&').Select(field => field.Split('=')).Select(parts => KeyValuePair.Create(parts[0], WebUtility.UrlDecode(parts[1])))];

    private static List<KeyValuePair<string, string>> Carried(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("form.chips input[type=hidden]").Cast<IHtmlInputElement>().Select(field => KeyValuePair.Create(field.Name!, field.Value))];

    private static async Task<IHtmlDocument> Change(HostedApp app, IHtmlDocument page, string change) =>
        await Search(app, [.. Carried(page), new("change", change)]);

    private static int Number(IElement told)
    {
        var digits = new string([.. told.TextContent.Where(char.IsAsciiDigit)]);
        return digits.Length == 0 ? 1 : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static async Task<IHtmlDocument> Search(HostedApp app, IEnumerable<KeyValuePair<string, string>> form, string language = "")
    {
        using var answer = await app.Send(language + "/therapists", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return await app.Page(answer.Headers.Location!.ToString());
    }
}
