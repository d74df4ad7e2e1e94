using System.Net;
using AngleSharp.Html.Dom;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>"Why is he not on my list?"</summary>
public sealed class MissingTests
{
    [Fact]
    public async Task Who_is_on_the_list_is_told_by_place_and_who_is_not_by_what_leaves_out()
    {
        await using var app = await HostedApp.Start(Three);
        var list = await Walk.Send(app, "/therapists", ("language", "es"), ("language.as", "must"));
        Assert.Equal(["Speaker"], Names(list));
        var page = await Walk.Send(app, "/therapists/missing", ("q", Token(list)), ("name", "ana speaker"));
        Assert.Contains("Number 1 of 1 on your list.", Card(page), StringComparison.Ordinal);
        page = await Walk.Send(app, "/therapists/missing", ("q", Token(list)), ("name", "Ana Other"));
        Assert.Contains("Spanish: no.", Card(page), StringComparison.Ordinal);
        page = await Walk.Send(app, "/therapists/missing", ("q", Token(list)), ("name", "Ana Silent"));
        Assert.Contains("Spanish: not said.", Card(page), StringComparison.Ordinal);
        // The way on: the same list without that, or her page all the same.
        Assert.StartsWith("/therapist/ana-silent", page.QuerySelector(".missing section p > a")!.GetAttribute("href"), StringComparison.Ordinal);
        page = await Walk.Send(app, (IHtmlFormElement)page.QuerySelector("section form")!, ("change", page.QuerySelector("section button")!.GetAttribute("value")!));
        Assert.Equal(3, Names(page).Length);
    }

    [Fact]
    public async Task A_name_that_nobody_has_and_none_at_all_are_told_kindly()
    {
        await using var app = await HostedApp.Start(Three);
        var page = await Walk.Send(app, "/therapists/missing", ("place", ""), ("name", "Zebulon Quirk"));
        Assert.Contains("Nobody in this directory has that name.", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        using var answer = await app.Send("/therapists/missing", [KeyValuePair.Create("name", " ")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Write the name of the person you look for", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dr. Raquel Schmitt")]
    [InlineData("dra raquel schmitt")]
    [InlineData("Tonn")]
    [InlineData("Raquel Tonn")]
    public async Task A_title_is_no_name_and_one_that_somebody_is_also_known_by_is(string name)
    {
        await using var app = await HostedApp.Start(store => ProfileBuilder.Named(store.Now, "Raquel", "Schmitt")
            .With((facts, said) => facts with { OtherNames = said.Of<IReadOnlyList<PersonName>>([new PersonName { First = "Raquel", Last = "Tonn" }]) }).SaveTo(store));
        Assert.Contains("Number 1 of 1 on your list.", Card(await Walk.Send(app, "/therapists/missing", ("place", ""), ("name", name))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/therapists/missing", "Look in another place, or farther away")]
    [InlineData("/es/therapists/missing", "Busque en otro lugar, o más lejos")]
    public async Task Who_works_elsewhere_is_found_by_looking_elsewhere(string path, string text)
    {
        await using var app = await HostedApp.Start(Three);
        var page = await Walk.Send(app, path, ("place", "10001"), ("name", "Ana Other"));
        var link = page.QuerySelectorAll(".missing section p > a").Single(one => one.TextContent == text);
        Assert.EndsWith("/therapists?place=10001#filters", link.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".missing section form"));
    }

    [Fact]
    public async Task A_token_that_cannot_be_opened_is_told_and_the_name_is_looked_for_all_the_same()
    {
        await using var app = await HostedApp.Start(Three);
        var page = await Walk.Send(app, "/es/therapists/missing", ("q", "broken"), ("name", "Ana Other"));
        Assert.Contains("Lo que eligió ya no está aquí.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("en su lista.", Card(page), StringComparison.Ordinal);
    }

    private static string Card(IHtmlDocument page) => Assert.Single(page.QuerySelectorAll(".missing section.card")).TextContent;

    private static string[] Names(IHtmlDocument page) => [.. page.QuerySelectorAll("article h2").Select(name => name.TextContent.Split(',')[0].Split(' ')[^1])];

    private static string Token(IHtmlDocument page) => page.QuerySelector("input[name=q]")!.GetAttribute("value")!;

    private static async Task Three(Store store)
    {
        foreach (var (name, language) in new[] { ("Speaker", "es"), ("Other", "en"), ("Silent", null) })
        {
            await ProfileBuilder.Named(store.Now.AddDays(-3), "Ana", name).With((facts, said) => facts with
            {
                Languages = language is null ? null : said.Of<IReadOnlyList<SpokenLanguage>>([new SpokenLanguage(language)]),
            }).SaveTo(store);
        }
    }
}
