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
        Assert.Contains("Vera Ortiz looked at CA MFT12345 (by calling the board), so now: verified by us. by telephone", past, StringComparison.Ordinal);
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
        Assert.Equal("Kept: it is the same person.", page.QuerySelector("[role=status]")!.TextContent);
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
        await Ask(invited);
        var letter = await invited.LastMail();
        Assert.Equal((Invited.Mail, "A question about your profile", "/profile/license"), (letter.To, letter.Subject, letter.Path));
        // The mail says that there is something; what it is, her own page alone.
        Assert.DoesNotContain(letter.Paragraphs, paragraph => paragraph.Contains("married", StringComparison.Ordinal) || paragraph.Contains("LCS", StringComparison.Ordinal));
        Assert.Equal("Is this your married name?", (await Question(invited))!.Note);
        using (var hers = invited.App.NewBrowser())
        {
            (await hers.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Invited.Mail), new("Password", Invited.Password)]), TestContext.Current.CancellationToken)).Dispose();
            using var page = await hers.GetAsync(new Uri("/profile/license", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Contains("Is this your married name?", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        // What is not the same is said: she reads it.
        await invited.App.Post("/desk/1", [.. Hidden(await invited.App.Page("/desk")), new("Act", "not")], HttpStatusCode.UnprocessableEntity);
        _ = await invited.NewMails();
        await Walk.Send(invited.App, "/desk/1", [.. Hidden(await invited.App.Page("/desk")).Append(new("Act", "not")).Append(new("Note", "The board has another first name.")).Select(field => (field.Key, field.Value))]);
        Assert.Equal("We could not verify your license", (await invited.LastMail()).Subject);
        Assert.Equal("The board has another first name.", (await Question(invited))!.Note);
        var queue = await invited.App.Page("/desk?show=CouldNotVerify");
        Assert.Contains("could not verify", queue.QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
    }

    [Fact]
    public async Task What_a_verifier_asked_stands_with_its_answer_until_a_person_decides_also_behind_the_next_file()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        await invited.BeVerifier();
        await Ask(invited);
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Cruz Nguyen"));
        var asked = (await Question(invited))!;
        Assert.Equal(("Is this your married name?", null), (asked.Note, asked.AnsweredAt));

        await invited.App.Services.GetRequiredService<LicenceAnswers>()(1, asked.Look, TestContext.Current.CancellationToken);
        Assert.Contains("its owner says that it is right", (await invited.App.Page("/desk")).QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Cruz Nguyen"));
        Assert.NotNull((await Question(invited))!.AnsweredAt);
        Assert.Contains("its owner says that it is right", (await invited.App.Page("/desk")).QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);

        await Walk.Send(invited.App, "/desk/1", [.. Hidden(await invited.App.Page("/desk")).Append(new("Act", "same")).Select(field => (field.Key, field.Value))]);
        Assert.Null(await Question(invited));
    }

    [Fact]
    public async Task What_was_asked_of_whoever_kept_the_record_before_is_not_told_to_who_keeps_it_now()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        await invited.BeVerifier();
        await Ask(invited);
        Assert.NotNull(await Question(invited));
        var later = invited.App.Store.Now.AddMinutes(1);
        await invited.App.Store.Write(db => db.Set<ProfileOwner>().ExecuteUpdateAsync(set => set.SetProperty(owner => owner.Since, later), TestContext.Current.CancellationToken));
        Assert.Null(await Question(invited));
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Cruz Nguyen"));
        Assert.Null(await Question(invited));
    }

    [Fact]
    public async Task What_was_verified_counts_for_the_name_it_was_compared_with_and_for_no_other()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        var key = await invited.NewVerifier();
        await Send(invited, key, "/desk/1", "same", ("Note", "Married name."));
        Assert.NotNull((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);

        await Walk.Send(invited.App, "/profile/name", ("name", "Zelda"), ("name-last", "Famous"), ("professions", "lcsw"));
        var licence = (await invited.Profile()).Read().Facts.Licences!.Value.Single();
        Assert.Equal((null, null, null), (licence.Checked, licence.CheckedHow, licence.Discipline));
        Assert.Contains("another name or calling than was compared", (await invited.PageOf(key, "/desk")).QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);
        // A board's file that has the new name proves nothing: it may be a stranger's.
        await Compare(invited, "Zelda", "Famous");
        Assert.Null((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
        // Step by step it is another name all the same.
        await Send(invited, key, "/desk/1", "not", ("Note", "The board has Ana Cruz."));
        await Walk.Send(invited.App, "/profile/name", ("name", "Ana"), ("name-last", "Cruz"), ("professions", "lcsw"));
        // What a person found not to be hers, no file makes hers again, also a second one; a person does.
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Cruz"));
        invited.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Cruz"));
        invited.Clock.Advance(TimeSpan.FromMinutes(1));
        await Send(invited, key, "/desk/1", "same", ("Note", "It is she."));
        Assert.Equal(Standing.Verified, await Compare(invited, "Ana", "Cruz"));
        await Walk.Send(invited.App, "/profile/name", ("name", "Ana"), ("name-last", "Cruz Famous"), ("professions", "lcsw"));
        Assert.NotNull((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
        await Walk.Send(invited.App, "/profile/name", ("name", "Ana"), ("name-last", "Famous"), ("professions", "lcsw"));
        Assert.Null((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Famous"));
    }

    [Fact]
    public async Task What_she_renames_herself_to_while_somebody_looks_is_not_vouched_for()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        var key = await invited.NewVerifier();
        var page = await invited.PageOf(key, "/desk/1");
        await Walk.Send(invited.App, "/profile/name", ("name", "Zelda"), ("name-last", "Famous"), ("professions", "lcsw"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page.QuerySelector(".pane form")!.GetAttribute("action")!, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([.. Hidden(page), new("Act", "same"), new("Note", "ok")]),
        };
        request.Headers.Add("Cookie", $"rapport-account={key}");
        using var browser = invited.App.NewBrowser();
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.EndsWith("?meanwhile", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Null((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
    }

    [Fact]
    public async Task A_file_verifies_the_name_that_was_proven_and_none_that_she_took_since()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await Walk.Send(invited.App, "/profile/name", ("name", "Ana"), ("name-last", "Cruz Famous"), ("professions", "lcsw"));
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Cruz Famous"));
        Assert.Null((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
    }

    [Fact]
    public async Task What_she_says_of_a_check_is_not_taken_and_another_calling_is_looked_at_again()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        var editor = invited.App.Services.GetRequiredService<ProfileEditor>();
        await editor.Set(1, [new("licences", "CA MFT12345 active until 2039-01-01 | checked 2026-11-30 board-lookup | against X | discipline none listed; NV 7 active | checked 2026-11-30 board-lookup")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        Assert.All((await invited.Profile()).Read().Facts.Licences!.Value, licence => Assert.Equal((null, null, null, null), (licence.Checked, licence.Against, licence.Status, licence.Expires)));
        await editor.Set(1, [new("licences", "CA MFT12345")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        var key = await invited.NewVerifier();
        await Send(invited, key, "/desk/1", "same", ("Note", "Married name."));
        Assert.NotNull((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
        // The same text from her leaves it as it is; letters of a degree do too.
        await editor.Set(1, [new("licences", "CA MFT12345"), new("credentials", "MA")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        Assert.NotNull((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
        await editor.Set(1, [new("credentials", "MA, MD")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        Assert.Null((await invited.Profile()).Read().Facts.Licences!.Value.Single().Checked);
        Assert.Contains("another name or calling", (await invited.PageOf(key, "/desk")).QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Standing.Waiting, await Compare(invited, "Ana", "Cruz"));
        invited.Clock.Advance(TimeSpan.FromMinutes(1));
        await Send(invited, key, "/desk/1", "same", ("Note", "The board has her as a doctor too."));
        // The board's name counts in all files from then on, and not in the next one alone.
        for (var file = 0; file < 3; file++)
        {
            Assert.Equal(Standing.Verified, await Compare(invited, "Ana", "Cruz"));
            invited.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        // A number that goes away and comes back has left its check behind: a person looks.
        await editor.Set(1, [new("licences", "CA MFT99999")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        await editor.Set(1, [new("licences", "CA MFT12345")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        Assert.Equal("One thing needs a person", (await invited.PageOf(key, "/desk")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task In_force_with_a_day_that_is_over_is_asked_back_and_her_answer_comes_to_the_desk()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        var key = await invited.NewVerifier();
        var page = await invited.PageOf(key, "/desk/1");
        using (var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page.QuerySelector(".pane form")!.GetAttribute("action")!, UriKind.Relative)))
        {
            request.Content = new FormUrlEncodedContent([.. Hidden(page), new("Act", "looked"), new("Status", "active"), new("Expires", "2020-01-01"), new("How", "telephone")]);
            request.Headers.Add("Cookie", $"rapport-account={key}");
            using var browser = invited.App.NewBrowser();
            using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
        await Send(invited, key, "/desk/1", "ask", ("Note", "Is this number still yours?"));
        Assert.Contains("asks you something", (await invited.App.Page("/profile")).QuerySelector(".notice.care")!.TextContent, StringComparison.Ordinal);
        page = await Walk.Send(invited.App, (IHtmlFormElement)(await invited.App.Page("/profile/license")).QuerySelector(".notice.care form")!, ("go", "right"));
        Assert.Contains("A person looks again.", page.QuerySelector(".notice.care")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain((await invited.App.Page("/profile")).QuerySelectorAll(".notice.care"), notice => notice.TextContent.Contains("asks you something", StringComparison.Ordinal));
        Assert.Contains("its owner says that it is right", (await invited.PageOf(key, "/desk")).QuerySelector(".queue li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_new_and_each_of_several_licences_wait_for_somebody()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        var key = await invited.NewVerifier();
        await Send(invited, key, "/desk/1", "same", ("Note", "Married name."));
        Assert.Equal("Nothing needs a person", (await invited.PageOf(key, "/desk")).QuerySelector("h1")!.TextContent);
        await invited.App.Services.GetRequiredService<ProfileEditor>().Set(
            1, [new("licences", "CA MFT77777; NV 555")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        var queue = (await invited.PageOf(key, "/desk")).QuerySelectorAll(".queue li a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal(["/desk/1?licence=CA%20MFT77777", "/desk/1?licence=NV%20555"], queue);
        var page = await invited.PageOf(key, queue[1]!);
        Assert.Contains("CA MFT77777", page.QuerySelector(".pane p.quiet a")!.TextContent, StringComparison.Ordinal);
        foreach (var one in queue)
        {
            await Send(invited, key, one!, "looked", ("Status", "active"), ("Expires", "2031-08-31"), ("How", "telephone"));
        }
        Assert.Equal("Nothing needs a person", (await invited.PageOf(key, "/desk")).QuerySelector("h1")!.TextContent);
        Assert.All((await invited.Profile()).Read().Facts.Licences!.Value, licence => Assert.Equal("telephone", licence.CheckedHow));
    }

    [Fact]
    public async Task Nobody_decides_about_her_own_licence()
    {
        await using var invited = await Invited.Start();
        await Differ(invited);
        var seal = invited.App.Services.GetRequiredService<Rapport.Accounts.AccountSeal>();
        var key = await invited.NewVerifier();
        var (vera, checks) = (seal.KeyOf("vera@example.org"), 0);
        await invited.App.Store.Write(async db =>
        {
            var account = await db.Set<Rapport.Accounts.Account>().SingleAsync(one => one.AddressKey == vera);
            (await db.Set<ProfileOwner>().SingleAsync()).AccountId = account.Id;
            checks = await db.Set<LicenceCheck>().CountAsync();
        });
        var page = await invited.PageOf(key, "/desk/1");
        Assert.Empty(page.QuerySelectorAll(".pane form"));
        Assert.Contains("your own profile", page.QuerySelector(".pane")!.TextContent, StringComparison.Ordinal);
        await using var db = invited.App.Store.Read();
        var newest = await db.Set<LicenceCheck>().SingleAsync(check => check.IsNewest, TestContext.Current.CancellationToken);
        Assert.Equal(
            Decided.Own,
            await invited.App.Services.GetRequiredService<Desk>().Decide(
                (await db.Set<ProfileOwner>().SingleAsync(TestContext.Current.CancellationToken)).AccountId, 1, "CA MFT12345", newest.Id, shown: null, Decision.Same, looked: null, "", note: null, TestContext.Current.CancellationToken));
        Assert.Equal(checks, await db.Set<LicenceCheck>().CountAsync(TestContext.Current.CancellationToken));
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

    /// <summary>A verifier asks Ana something.</summary>
    private static async Task Ask(Invited invited) =>
        await Walk.Send(invited.App, "/desk/1", [.. Hidden(await invited.App.Page("/desk")).Append(new("Act", "ask")).Append(new("Note", "Is this your married name?")).Select(field => (field.Key, field.Value))]);

    /// <summary>What Ana is told of her licence.</summary>
    private static Task<LicenceQuestion?> Question(Invited invited) => invited.App.Services.GetRequiredService<LicenceQuestions>()(1, TestContext.Current.CancellationToken);

    /// <summary>A verifier sends what stands on a page of the desk, with her answer.</summary>
    private static async Task Send(Invited invited, string key, string address, string act, params (string Name, string Value)[] fields)
    {
        var page = await invited.PageOf(key, address);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page.QuerySelector(".pane form")!.GetAttribute("action")!, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([.. Hidden(page), new("Act", act), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        };
        request.Headers.Add("Cookie", $"rapport-account={key}");
        using var browser = invited.App.NewBrowser();
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("?done=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        invited.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>A file of the board has her number under a name; says what came of it.</summary>
    private static async Task<Standing> Compare(Invited invited, string first, string last)
    {
        var path = Path.Combine(invited.App.Store.Location.DataFolder, "board.csv");
        await File.WriteAllTextAsync(path, $"License Number,First Name,Last Name,Status,Expiration Date\nMFT12345,{first},{last},Current,2031-08-31\n", TestContext.Current.CancellationToken);
        var ended = await RapportProcess.Run(["import", "licences", path, "--state", "CA", "--source", "BBS list", "--data", invited.App.Store.Location.DataFolder]);
        Assert.True(ended.Code == 0, ended.Error);
        await using var db = invited.App.Store.Read();
        return (await db.Set<LicenceCheck>().AsNoTracking().Where(check => check.IsNewest).ToListAsync(TestContext.Current.CancellationToken)).MaxBy(check => check.At)!.Standing;
    }

    private static IEnumerable<KeyValuePair<string, string>> Hidden(IHtmlDocument page) =>
        page.QuerySelectorAll("form.form input[type=hidden]").OfType<IHtmlInputElement>().Select(field => KeyValuePair.Create(field.Name!, field.Value));
}
