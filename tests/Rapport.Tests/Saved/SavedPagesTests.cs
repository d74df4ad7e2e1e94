using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Layout;
using Rapport.Saved;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Saved;

/// <summary>From a list to six words, and from six words to the list, in another browser.</summary>
public sealed class SavedPagesTests
{
    private static readonly KeyValuePair<string, string>[] Wish =
        [new("place", "94610"), new("radius", "10"), new("text", "Okafor"), new("language", "es"), new("issue", "grief"), new("issue.as", "nice")];

    [Theory, InlineData("", "Save this search", "Tuesday, February 23, 2027"), InlineData("/es", "Guardar esta búsqueda", "martes, 23 de febrero de 2027")]
    public async Task A_search_is_saved_under_six_words_and_opened_in_another_browser(string language, string button, string ends)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var list = await Listed(app, language, Wish);
        var form = list.QuerySelector("form[action$='/saved/new']")!;
        Assert.Equal(button, form.QuerySelector("button")!.TextContent);
        var shown = await app.Post(form.GetAttribute("action")!, Hidden(form));
        var words = shown.QuerySelectorAll(".code li").Select(word => word.TextContent).ToList();
        Assert.Equal(CodeWords.Count, words.Count);
        Assert.Contains(ends, shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{app.Address.Authority}{language}/saved", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        using var other = app.NewBrowser();
        using var answer = await Send(other, language + "/saved", [new("Code", string.Join(", ", words).ToUpperInvariant())]);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        Assert.StartsWith(language + "/therapists?q=", address, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var opened = await HostedApp.Read(await other.GetAsync(new Uri(address, UriKind.Relative)));
        Assert.Equal(list.QuerySelector("h1")!.TextContent, opened.QuerySelector("h1")!.TextContent);
        Assert.Equal(Chips(list), Chips(opened));
        Assert.Equal(4, Chips(opened).Count());
    }

    [Fact]
    public async Task A_search_for_a_place_alone_is_saved_too_and_opens_without_a_cookie()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var list = await app.Page("/therapists?place=94610&radius=10");
        var words = await Save(app, list);
        using var answer = await app.Send("/saved", [new("Code", words)]);
        Assert.Equal("/therapists?place=94610&radius=10", answer.Headers.Location!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Null((await app.Page("/therapists")).QuerySelector("form[action$='/saved/new']"));
    }

    [Theory, InlineData(""), InlineData("/es")]
    public async Task The_page_that_asks_for_the_words_sets_no_cookie_and_is_linked_from_every_page(string language)
    {
        await using var app = await HostedApp.Start(People.Fill);
        Assert.Equal(language + "/saved", (await app.Page(language + "/")).QuerySelector("footer a[href$='/saved']")!.GetAttribute("href"));
        using var answer = await app.Browser.GetAsync(new Uri(language + "/saved", UriKind.Relative));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var field = (IHtmlInputElement)(await app.Page(language + "/saved")).QuerySelector("#Code")!;
        Assert.Equal(("off", "false"), (field.GetAttribute("autocomplete"), field.GetAttribute("spellcheck")));
        using var again = await app.Browser.GetAsync(new Uri(language + "/saved/new", UriKind.Relative));
        Assert.Equal(language + "/saved", again.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("", "acorn acrobat almondd apricot anchor apple", "The third word, “almondd”, is not one of ours. Look at it again.")]
    [InlineData("/es", "acorn acrobat almondd apricot anchor apple", "La tercera palabra, «almondd», no es de las nuestras. Mírela otra vez.")]
    [InlineData("", "acorn acrobat", "A code has six words; there are 2 here")]
    [InlineData("", "", "Write the six words")]
    [InlineData("", "acorn acrobat almond apricot anchor apple", "No search is kept under these words. Look at their order. It may also be deleted, or its days are over.")]
    public async Task What_is_no_code_is_told_and_stays_to_be_mended(string language, string written, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post(language + "/saved", [new("Code", written)], HttpStatusCode.UnprocessableEntity);
        Assert.Contains(told, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(written, ((IHtmlInputElement)page.QuerySelector("#Code")!).Value);
    }

    [Fact]
    public async Task Who_tries_codes_is_told_to_wait()
    {
        // This machine itself is not counted; somebody behind a proxy that is believed is.
        await using var app = await HostedApp.Start(People.Fill, proxy: IPAddress.Loopback);
        app.Browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var tries = 0; tries < SavedSearches.MostUnknownPerHour; tries++)
        {
            await app.Post("/saved", [new("Code", "acorn acrobat almond apricot anchor apple")], HttpStatusCode.UnprocessableEntity);
        }
        using var answer = await app.Send("/saved", [new("Code", "acorn acrobat almond apricot anchor apple")]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        // A word that is none of ours costs nothing, and is still told.
        await app.Post("/saved", [new("Code", "zyxwvut acrobat almond apricot anchor apple")], HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("", "What was saved is deleted."), InlineData("/es", "Lo que se guardó está borrado.")]
    public async Task A_search_is_forgotten_by_its_words(string language, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var words = await Save(app, await Listed(app, language, Wish));
        using var answer = await app.Send(language + "/saved", [new("Code", words), new("Forget", "true")]);
        Assert.Contains(told, (await app.Page(answer.Headers.Location!.ToString())).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        await app.Post(language + "/saved", [new("Code", words)], HttpStatusCode.UnprocessableEntity);
        await using var db = app.Store.Read();
        Assert.False(await db.Set<SavedSearch>().AnyAsync());
    }

    [Fact]
    public async Task Of_a_search_that_names_what_is_no_choice_any_more_the_rest_opens_and_it_says_so()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var made = await app.Services.GetRequiredService<SavedSearches>().Save(
            new SearchRequest
            {
                Place = "94610",
                Filters = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["issue"] = new("grief", "no-such-issue"), ["no-such-filter"] = new("x") },
            },
            Language.English, null, TestContext.Current.CancellationToken);
        var page = await app.Post("/saved", [new("Code", string.Join(' ', made.Words))]);
        Assert.Equal("Your search is here, but not all of it", page.QuerySelector("h1")!.TextContent);
        var list = await app.Page(page.QuerySelector("main a.button")!.GetAttribute("href")!);
        Assert.Contains("Grief", Assert.Single(Chips(list)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_of_another_browser_is_not_saved_and_that_is_said()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var form = (await Listed(app, "", Wish)).QuerySelector("form[action$='/saved/new']")!;
        using var other = app.NewBrowser();
        var page = await HostedApp.Read(await Send(other, "/saved/new", Hidden(form)), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("This search was not saved", page.QuerySelector("h1")!.TextContent);
        await using var db = app.Store.Read();
        Assert.False(await db.Set<SavedSearch>().AnyAsync());
    }

    [Fact]
    public async Task No_log_line_holds_a_word_of_the_code_or_the_search()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var words = await Save(app, await Listed(app, "", Wish));
        (await app.Send("/saved", [new("Code", words)])).Dispose();
        app.LoseDatabase();
        using var failed = await app.Send("/saved", [new("Code", words)]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        var log = string.Join('\n', app.Log.Everything.Select(line => $"{line.Category} {line.Text} {line.Failure}"));
        Assert.NotEmpty(log);
        Assert.DoesNotContain(words, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Okafor", log, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Chips(IHtmlDocument page) => page.QuerySelectorAll(".chip").Select(chip => chip.TextContent);

    private static IEnumerable<KeyValuePair<string, string>> Hidden(AngleSharp.Dom.IElement form) => form.QuerySelectorAll("input")
        .Cast<IHtmlInputElement>().Select(input => new KeyValuePair<string, string>(input.Name!, input.Value));

    private static async Task<IHtmlDocument> Listed(HostedApp app, string language, IEnumerable<KeyValuePair<string, string>> wish)
    {
        using var answer = await app.Send(language + "/therapists", wish);
        return await app.Page(answer.Headers.Location!.ToString());
    }

    private static async Task<string> Save(HostedApp app, IHtmlDocument list)
    {
        var form = list.QuerySelector("form[action$='/saved/new']")!;
        var shown = await app.Post(form.GetAttribute("action")!, Hidden(form));
        return string.Join(' ', shown.QuerySelectorAll(".code li").Select(word => word.TextContent));
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, string address, IEnumerable<KeyValuePair<string, string>> form) =>
        browser.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(form));
}
