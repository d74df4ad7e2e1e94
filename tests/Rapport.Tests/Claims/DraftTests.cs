using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Tests.Organisations;

namespace Rapport.Tests.Claims;

/// <summary>Who keeps a listed profile writes in peace: what is a draft, nobody but she sees.</summary>
public sealed class DraftTests
{
    private const string Drafted = "I help people who lost somebody, and who are tired of being told to let go.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_seen_by_its_owner_alone_until_she_publishes_it()
    {
        await using var practices = await Practices.Start();
        var (_, key) = await practices.Account("marisol@example.org", "Marisol Vega", profile: 1);
        using var owner = practices.Browser(key);
        using var visitor = practices.App.NewBrowser();
        var form = await Form(owner, "words");
        form["who-i-help"] = Drafted;
        var kept = await Send(owner, "words", form, "draft");
        Assert.Contains("Kept as a draft", kept.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A draft waits", kept.Body!.TextContent, StringComparison.Ordinal);

        Assert.DoesNotContain(Drafted, (await Practices.Page(visitor, "/therapist/marisol-vega-1")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Drafted, (await Practices.Page(owner, "/therapist/marisol-vega-1")).Body!.TextContent, StringComparison.Ordinal);
        // Nobody sees it by knowing the word.
        using (var asked = await visitor.GetAsync(new Uri("/therapist/marisol-vega-1?draft", UriKind.Relative), Stop))
        {
            Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        }
        var preview = await Practices.Page(owner, "/therapist/marisol-vega-1?draft");
        Assert.Contains(Drafted, preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("with your drafts", preview.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        // The form goes on where she left it.
        var again = await Practices.Page(owner, "/profile/words");
        Assert.Equal(Drafted, again.QuerySelector("#who-i-help")!.TextContent.Trim());
        Assert.Contains("This is your draft", again.Body!.TextContent, StringComparison.Ordinal);

        var published = await Practices.Send(owner, "/profile", ("Act", "publish"));
        Assert.Contains("People see it within a second", published.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("A draft waits", published.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Drafted, (await Practices.Page(visitor, "/therapist/marisol-vega-1")).Body!.TextContent, StringComparison.Ordinal);
        await using var db = practices.App.Store.Read();
        Assert.False(await db.Set<ProfileDraft>().AnyAsync(Stop));
    }

    [Fact]
    public async Task To_save_a_topic_publishes_its_draft_and_to_throw_one_away_leaves_what_people_see()
    {
        await using var practices = await Practices.Start();
        var (_, key) = await practices.Account("marisol@example.org", "Marisol Vega", profile: 1);
        using var owner = practices.Browser(key);
        var form = await Form(owner, "words");
        var before = form["who-i-help"];
        form["who-i-help"] = Drafted;
        await Send(owner, "words", form, "draft");
        await Send(owner, "words", [], "discard");
        Assert.Equal(before, (await Form(owner, "words"))["who-i-help"]);

        await Send(owner, "words", form, "draft");
        form["who-i-help"] = Drafted + " Come as you are.";
        await Send(owner, "words", form, "");
        await using var db = practices.App.Store.Read();
        Assert.False(await db.Set<ProfileDraft>().AnyAsync(Stop));
        Assert.EndsWith("Come as you are.", (await db.Set<Profile>().AsNoTracking().SingleAsync(one => one.Id == 1, Stop)).Read().Facts.WhoIHelp!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_leaves_out_what_a_listed_page_needs_is_kept_and_not_published()
    {
        await using var practices = await Practices.Start();
        var (_, key) = await practices.Account("marisol@example.org", "Marisol Vega", profile: 1);
        using var owner = practices.Browser(key);
        var form = await Form(owner, "license");
        foreach (var name in form.Keys.ToList())
        {
            form[name] = "";
        }
        Assert.Contains("Kept as a draft", (await Send(owner, "license", form, "draft")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("leaves out what a listed page needs", (await Practices.Send(owner, "/profile", ("Act", "publish"))).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        await using var db = practices.App.Store.Read();
        Assert.NotNull((await db.Set<Profile>().AsNoTracking().SingleAsync(one => one.Id == 1, Stop)).Read().Facts.Licences);
        Assert.True(await db.Set<ProfileDraft>().AnyAsync(Stop));
    }

    private static async Task<Dictionary<string, string>> Form(HttpClient browser, string topic)
    {
        var page = await Practices.Page(browser, "/profile/" + topic);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in page.QuerySelectorAll("form.form input, form.form textarea, form.form select"))
        {
            if (input.GetAttribute("name") is { Length: > 0 } name && input.GetAttribute("type") is not "hidden" && (input.GetAttribute("type") is not ("checkbox" or "radio") || input.HasAttribute("checked")))
            {
                fields[name] = input is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.Value : input is AngleSharp.Html.Dom.IHtmlSelectElement choice ? choice.Value ?? "" : input.GetAttribute("value") ?? "";
            }
        }
        return fields;
    }

    private static Task<AngleSharp.Html.Dom.IHtmlDocument> Send(HttpClient browser, string topic, Dictionary<string, string> form, string go) =>
        Practices.Send(browser, "/profile/" + topic, [.. form.Select(field => (field.Key, field.Value)), ("go", go)]);
}
