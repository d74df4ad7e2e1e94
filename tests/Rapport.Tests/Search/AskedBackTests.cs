using System.Net;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>Searches that cannot be made as they stand.</summary>
public sealed class AskedBackTests
{
    [Theory]
    [InlineData("", "Which place do you mean?")]
    [InlineData("/es", "¿A qué lugar se refiere?")]
    public async Task A_name_of_several_places_asks_which_and_shows_them_all(string language, string question)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page(language + "/therapists?place=Springfield", HttpStatusCode.UnprocessableEntity);
        Assert.Equal(question, page.QuerySelector("h1")!.TextContent);
        var ways = page.QuerySelectorAll(".notice a").Select(way => way.GetAttribute("href")!).ToList();
        Assert.True(ways.Count > 4);
        Assert.All(ways, way => Assert.StartsWith(language + "/therapists?place=Springfield,", way, StringComparison.Ordinal));
        Assert.Null((await app.Page(ways[1])).QuerySelector(".errors"));
    }

    [Fact]
    public async Task A_place_that_is_clearly_meant_is_found_and_all_others_of_its_name_are_a_click_away()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Page("/therapists?place=Oakland");
        Assert.NotEmpty(page.QuerySelectorAll("article.person"));
        // In one line: on a phone, four of them would fill the first screen before anybody is seen.
        Assert.Empty(page.QuerySelectorAll(".notice > .ways-on a"));
        Assert.True(page.QuerySelectorAll(".notice details a").Length > 4);
    }

    [Theory]
    [InlineData("", "The place is Texas, but the filters ask for California. Choose one.")]
    [InlineData("/es", "El lugar es Texas, pero los filtros piden California. Elija uno.")]
    public async Task A_state_as_the_place_and_another_among_the_filters_asks_which(string language, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post(language + "/therapists", [new("place", "Texas"), new("state", "CA"), new("issue", "grief")], HttpStatusCode.UnprocessableEntity);
        Assert.Contains(told, page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        var ways = page.QuerySelectorAll(".notice a").ToList();
        Assert.Equal(["Texas", "California"], ways.Select(way => way.TextContent));
        foreach (var way in ways)
        {
            var list = await app.Page(way.GetAttribute("href")!);
            Assert.Equal(way.TextContent, list.GetElementById("place")!.GetAttribute("value"));
            Assert.Empty(list.QuerySelectorAll("input[name=state]:checked"));
            Assert.NotEmpty(list.QuerySelectorAll("input[name=issue]:checked"));
        }
    }

    [Theory]
    [InlineData("", "Did you mean a larger place of nearly that name?", "cheboygan")]
    [InlineData("/es", "¿Quiso decir un lugar más grande con un nombre parecido?", "Cheboygan")]
    public async Task A_town_whose_name_is_nearly_that_of_a_much_larger_one_offers_it(string language, string told, string typed)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send(language + "/therapists", [new("place", typed)]);
        var page = await app.Page(answer.Headers.Location!.ToString());
        var asked = page.QuerySelectorAll(".notice").Single(notice => notice.TextContent.Contains(told, StringComparison.Ordinal));
        Assert.Equal(["Sheboygan, WI"], asked.QuerySelectorAll("a").Select(way => way.TextContent));
        Assert.Equal("Sheboygan, WI", (await app.Page(asked.QuerySelector("a")!.GetAttribute("href")!)).GetElementById("place")!.GetAttribute("value"));
        page = await app.Page(language + "/therapists?place=Cheboygan,%20MI");
        Assert.DoesNotContain(page.QuerySelectorAll(".notice"), notice => notice.TextContent.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_which_of_several_towns_is_meant_has_a_much_larger_one_of_nearly_that_name_first()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post("/therapists", [new("place", "Berkley")], HttpStatusCode.UnprocessableEntity);
        var ways = page.QuerySelectorAll(".notice a").Select(way => way.TextContent).ToList();
        Assert.Equal("Berkeley, CA", ways[0]);
        Assert.Contains("Berkley, MI", ways);
    }

    [Theory]
    [InlineData("", "Without a place no distance can be kept")]
    [InlineData("/es", "Sin un lugar no se puede medir la distancia")]
    public async Task A_distance_without_a_place_is_told(string language, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        Assert.Contains(told, (await app.Page(language + "/therapists?radius=10")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await app.Page(language + "/therapists?radius=25")).QuerySelector(".notice"));
    }

    [Fact]
    public async Task Too_many_choices_are_named_as_what_is_wrong_and_the_other_language_keeps_the_place()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post("/therapists", [new("place", "oakland, ca"), new("radius", "10"), .. TooMany()], HttpStatusCode.UnprocessableEntity);
        Assert.Equal("You chose too much at once", page.QuerySelector("h1")!.TextContent);
        var spanish = await app.Page(page.QuerySelector("a[hreflang=es]")!.GetAttribute("href")!, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("oakland, ca", spanish.GetElementById("place")!.GetAttribute("value"), ignoreCase: true);
        Assert.Equal("es", spanish.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_other_language_keeps_what_was_typed_where_the_place_is_unknown()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post("/therapists", [new("place", "nowhere at all")], HttpStatusCode.UnprocessableEntity);
        var other = page.QuerySelector("a[hreflang=es]")!.GetAttribute("href")!;
        Assert.DoesNotContain("nowhere", other, StringComparison.Ordinal);
        var spanish = await app.Page(other, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("nowhere at all", spanish.GetElementById("place")!.GetAttribute("value"));
        Assert.Equal("es", spanish.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task What_someone_does_not_take_may_be_only_nice_to_have()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/therapists", [new("place", "94610"), new("notTaken", "grief"), new("notTaken.as", "nice")]);
        var page = await app.Page(answer.Headers.Location!.ToString());
        Assert.Equal(People.Count, page.QuerySelectorAll("article.person").Length);
        Assert.StartsWith("Nice to have", page.QuerySelector(".chip.nice")!.TextContent.Replace("Remove: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".weights button[value='must:notTaken'][aria-pressed=false]"));
        Assert.NotNull(page.QuerySelector("input[name='notTaken.as'][value=nice][checked]"));
    }

    /// <summary>Every choice of nearly every filter at once.</summary>
    private static IEnumerable<KeyValuePair<string, string>> TooMany()
    {
        var keys = new Rapport.Search.SearchKeys(Rapport.Profiles.Vocabularies.BuiltIn);
        return from key in keys.Schema.Keys
               where key.Name is not ("format" or "feeMax")
               from value in key.Values
               select new KeyValuePair<string, string>(key.Name, value);
    }
}
