using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Verification;

/// <summary>The desk of who checks licences.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task Nobody_but_a_verifier_learns_that_it_is_there()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        var there = await invited.App.Page("/desk", HttpStatusCode.NotFound);
        var nowhere = await invited.App.Page("/desks", HttpStatusCode.NotFound);
        Assert.Equal(nowhere.QuerySelector("main")!.TextContent, there.QuerySelector("main")!.TextContent);
        await invited.App.Post("/desk/1", [new("Act", "same")], HttpStatusCode.NotFound);
        Assert.DoesNotContain("desk", (await invited.App.Page("/account")).Body!.InnerHtml, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_new_profile_waits_is_looked_up_and_says_so_on_its_page()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await invited.BeVerifier();
        var page = await invited.App.Page("/desk");
        Assert.Equal("One thing needs a person", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("new profile, first check", page.QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Willow Network", page.QuerySelector(".funnel")!.TextContent, StringComparison.Ordinal);
        // What is missing is told at its field, and what was written stays.
        page = await invited.App.Post("/desk/1", [.. Hidden(page), new("Act", "looked"), new("Note", "by telephone")], HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["#Expires", "#How", "#Status"], page.QuerySelectorAll(".errors a").Select(link => link.GetAttribute("href")).Order(StringComparer.Ordinal));
        Assert.Equal("by telephone", ((IHtmlInputElement)page.GetElementById("Note")!).Value);

        var looked = new KeyValuePair<string, string>[] { new("Act", "looked"), new("Status", "active"), new("Expires", "2031-08-31"), new("How", "telephone"), new("Note", "by telephone") };
        page = await Walk.Send(invited.App, "/desk/1", [.. Hidden(page).Concat(looked).Select(field => (field.Key, field.Value))]);
        Assert.Equal("Nothing needs a person", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("One license is verified.", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        var past = (await invited.App.Page("/desk/1")).QuerySelector(".past")!.TextContent;
        Assert.Contains("Vera Ortiz looked at CA MFT12345, so now: verified by us. by telephone", past, StringComparison.Ordinal);
        using var stranger = invited.App.NewBrowser();
        var shown = await stranger.GetStringAsync(new Uri("/therapist/ana-cruz-1", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("by calling the board", shown, StringComparison.Ordinal);
        Assert.Contains("August 31, 2031", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_differs_is_loud_and_decided_once_however_often_the_form_is_sent()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        await invited.BeVerifier();
        var page = await invited.App.Page("/desk");
        var differing = page.QuerySelectorAll("tr.differs").Select(row => row.QuerySelector("th")!.TextContent);
        Assert.Equal(["Name"], differing.Where(name => name == "Name"));
        Assert.Contains("Ana Cruz Nguyen", page.QuerySelector("tr.differs")!.TextContent, StringComparison.Ordinal);
        var form = Hidden(page).Append(new("Act", "same")).Append(new("Note", "Married name.")).ToList();
        await Walk.Send(invited.App, "/desk/1", [.. form.Select(field => (field.Key, field.Value))]);
        // A second click leads where the first one led.
        page = await Walk.Send(invited.App, "/desk/1", [.. form.Select(field => (field.Key, field.Value))]);
        Assert.Equal("Kept.", page.QuerySelector("[role=status]")!.TextContent);
        // A colleague who has the same page open.
        page = await Walk.Send(invited.App, "/desk/1", [.. form.Where(field => field.Key != "Once").Select(field => (field.Key, field.Value))]);
        Assert.Contains("decided this meanwhile", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await using var db = invited.App.Store.Read();
        Assert.Equal([Standing.Waiting, Standing.Verified], await db.Set<LicenceCheck>().OrderBy(check => check.At).ThenBy(check => check.IsNewest).Select(check => check.Standing).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new DateOnly(2031, 8, 31), (await invited.Profile()).Read().Facts.Licences!.Value.Single().Expires);
    }

    [Fact]
    public async Task She_is_asked_by_mail_and_what_is_not_hers_is_verified_no_more()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        await invited.BeVerifier();
        await Walk.Send(invited.App, "/desk/1", [.. Hidden(await invited.App.Page("/desk")).Append(new("Act", "ask")).Append(new("Note", "Is this your married name?")).Select(field => (field.Key, field.Value))]);
        var letter = await invited.LastMail();
        Assert.Equal((Invited.Mail, "A question about your profile", "/profile/license"), (letter.To, letter.Subject, letter.Path));
        // The mail says that there is something; what it is, her own page alone.
        Assert.DoesNotContain(letter.Paragraphs, paragraph => paragraph.Contains("married", StringComparison.Ordinal) || paragraph.Contains("LCS", StringComparison.Ordinal));
        Assert.Equal("Is this your married name?", (await invited.App.Services.GetRequiredService<LicenceQuestions>()(1, TestContext.Current.CancellationToken))!.Note);
        using (var hers = invited.App.NewBrowser())
        {
            (await hers.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Invited.Mail), new("Password", Invited.Password)]), TestContext.Current.CancellationToken)).Dispose();
            using var page = await hers.GetAsync(new Uri("/profile/license", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Contains("Is this your married name?", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        await Walk.Send(invited.App, "/desk/1", [.. Hidden(await invited.App.Page("/desk")).Append(new("Act", "not")).Select(field => (field.Key, field.Value))]);
        var queue = await invited.App.Page("/desk?show=CouldNotVerify");
        Assert.Contains("could not verify", queue.QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
    }

    [Theory]
    [InlineData("/desk/99")]
    [InlineData("/desk/0")]
    public async Task A_record_that_is_not_there_is_not_found(string address)
    {
        await using var invited = await Invited.Start();
        await invited.BeVerifier();
        await invited.App.Page(address, HttpStatusCode.NotFound);
        await invited.App.Post(address, [new("Act", "same")], HttpStatusCode.NotFound);
    }

    /// <summary>Ana has listed herself, and a board's file knows her licence under another name.</summary>
    private static async Task Differ(Invited invited)
    {
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await invited.App.Store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([1L]))!;
            await invited.App.Services.GetRequiredService<Checks>().Add(
                db, profile, profile.Read().Facts.Licences!.Value.Single(), Standing.Waiting,
                new BoardSays("Ana Cruz Nguyen", "LMFT", "MFT12345", "active", new DateOnly(2031, 8, 31), "none listed"), "BBS list", Licence.BoardFile, by: null, note: null, default);
        });
        invited.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static IEnumerable<KeyValuePair<string, string>> Hidden(IHtmlDocument page) =>
        page.QuerySelectorAll("form.form input[type=hidden]").OfType<IHtmlInputElement>().Select(field => KeyValuePair.Create(field.Name!, field.Value));
}
