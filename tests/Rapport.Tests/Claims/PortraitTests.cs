using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>What stands for a therapist's face, from her form to a list.</summary>
public sealed class PortraitTests
{
    private static readonly byte[] File = Drawn.WithPlace(900, 700, 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photograph_is_hers_to_see_at_once_and_everybody_s_when_she_is_listed()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var page = await Send(invited.App, File);
        Assert.Contains("Kept.", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var address = page.QuerySelector(".now img")!.GetAttribute("src")!;
        Assert.Equal(HttpStatusCode.OK, await Asked(invited.App.Browser, address));
        using var stranger = invited.App.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, await Asked(stranger, address));
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        using var answer = await stranger.GetAsync(new Uri(address, UriKind.Relative), Stop);
        Assert.Equal(("image/jpeg", "private, max-age=3600", "nosniff"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString().Replace("max-age=3600, private", "private, max-age=3600", StringComparison.Ordinal), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal((384, 384), Drawn.Size(bytes));
        Assert.DoesNotContain("CAMERA", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);

        // On her page with a word for who does not see it, on a list without one, for her name stands beside it.
        page = await HostedApp.Read(await stranger.GetAsync(new Uri("/therapist/ana-cruz-1", UriKind.Relative), Stop));
        Assert.Equal(("Photograph of Ana Cruz", address), (page.QuerySelector(".top img")!.GetAttribute("alt"), page.QuerySelector(".top img")!.GetAttribute("src")));
        page = await HostedApp.Read(await stranger.GetAsync(new Uri("/therapists?place=94610", UriKind.Relative), Stop));
        var small = page.QuerySelector("main img.portrait")!;
        Assert.Equal(("", address.Replace("large", "small", StringComparison.Ordinal)), (small.GetAttribute("alt"), small.GetAttribute("src")));
        Assert.Equal(HttpStatusCode.OK, await Asked(stranger, small.GetAttribute("src")!));
        Assert.Equal(HttpStatusCode.NotFound, await Asked(stranger, address.Replace("large", "huge", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_she_takes_away_takes_off_or_replaces_is_not_there_any_more()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        using var stranger = invited.App.NewBrowser();
        var first = (await Send(invited.App, File)).QuerySelector(".now img")!.GetAttribute("src")!;
        var second = (await Send(invited.App, File)).QuerySelector(".now img")!.GetAttribute("src")!;
        Assert.NotEqual(first, second);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await Asked(stranger, first), await Asked(stranger, second)));
        await Walk.Send(invited.App, "/profile", ("Act", "off"));
        Assert.Equal(HttpStatusCode.NotFound, await Asked(stranger, second));
        await Walk.Send(invited.App, "/profile", ("Act", "back"));
        Assert.Equal(HttpStatusCode.OK, await Asked(stranger, second));
        var page = await Walk.Send(invited.App, "/profile/portrait", ("act", "away"));
        Assert.Null(page.QuerySelector(".now img"));
        Assert.Equal(HttpStatusCode.NotFound, await Asked(stranger, second));
        await using var db = invited.App.Store.Read();
        Assert.Empty(await db.Set<Photograph>().ToListAsync(Stop));
        Assert.Equal(
            [(null, "a photograph"), ("a photograph", "a photograph"), ("a photograph", null)],
            (await db.Set<FactChange>().Where(change => change.Field == "portrait").OrderBy(change => change.Id).ToListAsync(Stop)).Select(change => (change.Before, change.After)));
    }

    [Fact]
    public async Task Who_loses_the_record_leaves_no_face_on_it()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        var address = (await Send(invited.App, File)).QuerySelector(".now img")!.GetAttribute("src")!;
        await invited.App.Store.Write(async db => Assert.True(await invited.App.Services.GetRequiredService<Rapport.Claims.Release>().Of(db, await db.Set<Profile>().SingleAsync(one => one.Id == 1, Stop), "not hers", Stop)), Stop);
        Assert.Equal(HttpStatusCode.NotFound, await Asked(invited.App.Browser, address));
        Assert.Null((await invited.Profile()).Face);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_in_her_words_and_changes_nothing()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Send(invited.App, File);
        (byte[] File, string Mend)[] cases =
        [
            ([], "Choose a file first."),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(), "not a JPEG, PNG or WebP"),
            (Drawn.Bomb(30_000, 30_000), "more than 25 million points"),
            (Drawn.Fields(100, 100), "too small"),
            (File[..(File.Length / 2)], "cannot be read to its end"),
            // As a telephone makes them: well above what is kept, and she is told so.
            (new byte[12 * 1024 * 1024], "more than 5 MB"),
        ];
        foreach (var (file, mend) in cases)
        {
            var page = await Send(invited.App, file, HttpStatusCode.UnprocessableEntity);
            Assert.Contains(mend, page.QuerySelector("#photograph-error")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(mend, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector(".now img"));
        }
    }

    [Fact]
    public async Task A_drawing_is_looked_at_before_it_is_used_and_stands_for_her_also_where_people_are_real()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        (string, string)[] form = [("hair", "7"), ("colour", "2"), ("skin", "4"), ("ground", "3"), ("glasses", "yes")];
        var page = await Walk.Send(invited.App, "/profile/portrait", [("act", "try"), .. form]);
        Assert.Contains("Not kept yet", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("7", page.QuerySelector("[name=hair]:checked")!.GetAttribute("value"));
        Assert.Null((await invited.Profile()).Face);
        // As browsers send it: what is not marked is not there.
        page = await Walk.Send(invited.App, "/profile/portrait", [("act", "draw"), .. form]);
        Assert.Contains("Your drawing.", page.QuerySelector(".now")!.TextContent, StringComparison.Ordinal);
        using var stranger = invited.App.NewBrowser();
        page = await HostedApp.Read(await stranger.GetAsync(new Uri("/therapist/ana-cruz-1", UriKind.Relative), Stop));
        Assert.Equal("Drawn portrait of Ana Cruz", page.QuerySelector(".top svg.portrait")!.GetAttribute("aria-label"));
        var face = (await invited.Profile()).Face;
        // A form that was tampered with.
        await Walk.Send(invited.App, "/profile/portrait", ("act", "draw"), ("hair", "99"), ("colour", "x"), ("skin", ""), ("ground", "-1"));
        Assert.Equal(face, (await invited.Profile()).Face);
    }

    [Fact]
    public async Task Who_keeps_no_profile_has_no_face_to_choose()
    {
        await using var invited = await Invited.Start();
        await invited.Register("ana@other.example");
        var page = await Send(invited.App, File);
        Assert.Equal("Your profile", page.QuerySelector("h1")!.TextContent);
        await using var db = invited.App.Store.Read();
        Assert.Empty(await db.Set<Photograph>().ToListAsync(Stop));
    }

    private static async Task<IHtmlDocument> Send(HostedApp app, byte[] file, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var form = new MultipartFormDataContent();
        using var act = new StringContent("photograph");
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(act, "act");
        form.Add(part, "photograph", "../../me at home.jpg");
        var answer = await app.Browser.PostAsync(new Uri("/profile/portrait", UriKind.Relative), form, Stop);
        if (answer.Headers.Location is not { } next)
        {
            return await HostedApp.Read(answer, expected);
        }
        answer.Dispose();
        return await app.Page(next.ToString());
    }

    private static async Task<HttpStatusCode> Asked(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), Stop);
        return answer.StatusCode;
    }
}
