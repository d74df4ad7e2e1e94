using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Rapport.Accounts;
using Rapport.Mail;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Accounts;

/// <summary>Accounts as their owners meet them: pages, mails, and what a stranger learns of neither.</summary>
public sealed partial class AccountPagesTests
{
    private const string Ana = "ana@example.org";
    private const string Password = "copper lantern tuesday";

    private readonly HashSet<Guid> _read = [];

    [Theory, InlineData("", "Your account"), InlineData("/es", "Su cuenta")]
    public async Task An_account_is_opened_by_a_mailed_link_and_entered_with_its_password(string language, string heading)
    {
        await using var app = await HostedApp.Start();
        var page = await Register(app, Ana, language);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Ana Vega", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);

        (await app.Send(language + "/account/sign-out", [])).Dispose();
        using var shut = await app.Browser.GetAsync(new Uri(language + "/account", UriKind.Relative));
        Assert.Equal(language + "/account/sign-in", shut.Headers.Location!.ToString());
        // Blanks and large letters make no other address.
        page = await Walk.Send(app, language + "/account/sign-in", ("Address", "  ANA@example.ORG "), ("Password", Password));
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Whether_an_address_has_an_account_is_told_by_no_answer_and_no_count_of_rows_or_mails()
    {
        await using var app = await HostedApp.Start();
        await Register(app, Ana);
        foreach (var address in new[] { "/account/new", "/account/forgotten" })
        {
            var told = new List<string>();
            foreach (var who in new[] { Ana, "bea@example.org" })
            {
                var (mails, links) = await Counts(app);
                using var answer = await app.NewBrowser().PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([new("Address", who)]));
                told.Add($"{answer.StatusCode} {answer.Headers} {await answer.Content.ReadAsStringAsync()}".Replace(who, "X", StringComparison.Ordinal));
                Assert.Equal((mails + 1, links + 1), await Counts(app));
            }
            Assert.Equal(Undated(told[0]), Undated(told[1]));
        }
        var wrong = new List<string>();
        foreach (var who in new[] { Ana, "bea@example.org" })
        {
            using var answer = await app.NewBrowser().PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", who), new("Password", "quite another phrase")]));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            wrong.Add($"{answer.Headers} {await answer.Content.ReadAsStringAsync()}".Replace(who, "X", StringComparison.Ordinal));
        }
        Assert.Equal(Undated(wrong[0]), Undated(wrong[1]));
    }

    [Fact]
    public async Task Who_has_an_account_and_asks_for_one_is_mailed_that_and_who_has_none_and_asks_for_a_password_too()
    {
        await using var app = await HostedApp.Start();
        await Register(app, Ana);
        await app.Post("/account/new", [new("Address", Ana)]);
        var there = await LastMail(app);
        Assert.Contains("You have one already. Sign in, or choose a new password there.", there.Paragraphs);
        Assert.DoesNotContain("link/", there.Path, StringComparison.Ordinal);
        await app.Post("/es/account/forgotten", [new("Address", "bea@example.org")]);
        var none = await LastMail(app);
        Assert.Equal("bea@example.org", none.To);
        Assert.Contains("Con esta dirección no hay ninguna cuenta. Quizá usó otra.", none.Paragraphs);
    }

    [Fact]
    public async Task A_link_is_spent_by_its_button_alone_once_and_by_one_browser()
    {
        await using var app = await HostedApp.Start();
        await app.Post("/account/new", [new("Address", Ana)]);
        var path = (await LastMail(app)).Path!;
        // A scanner opens it as often as it likes.
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal("Go on", (await app.Page(path)).QuerySelector("main button")!.TextContent);
        }
        using var pressed = await app.Send(path, []);
        Assert.Equal("/account/password", pressed.Headers.Location!.ToString());
        await app.Page("/account/password");
        // Another browser, and the same one again, find it spent.
        using var other = app.NewBrowser();
        using var late = await other.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        await app.Post(path, [], HttpStatusCode.Gone);
        using var bare = await other.GetAsync(new Uri("/account/password", UriKind.Relative));
        Assert.Equal("/account/sign-in", bare.Headers.Location!.ToString());
        // Nor is it worth anything once the password is chosen.
        await Walk.Send(app, "/account/password", ("FullName", "Ana Vega"), ("Password", Password));
        using var again = await app.Browser.GetAsync(new Uri("/account/password", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }

    [Theory, InlineData("altered"), InlineData("ended"), InlineData("invented")]
    public async Task A_link_that_is_altered_ended_or_invented_opens_nothing(string how)
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await app.Post("/account/new", [new("Address", Ana)]);
        var path = (await LastMail(app)).Path!;
        path = how switch
        {
            "altered" => path[..^1] + (path[^1] == 'A' ? 'B' : 'A'),
            "invented" => "/account/link/" + AccountSeal.NewKey(),
            _ => path,
        };
        clock.Advance(how == "ended" ? AccountDoor.LinksLast + TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        var page = await app.Post(path, [], HttpStatusCode.Gone);
        Assert.Equal("This link does not work any more", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_new_password_signs_everybody_out_and_ends_other_links()
    {
        await using var app = await HostedApp.Start();
        await Register(app, Ana);
        using var thief = app.NewBrowser();
        (await thief.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]))).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);

        await app.Post("/account/forgotten", [new("Address", Ana)]);
        var unused = (await LastMail(app)).Path!;
        await app.Post("/account/forgotten", [new("Address", Ana)]);
        await Follow(app, (await LastMail(app)).Path!);
        await Walk.Send(app, "/account/password", ("Password", "velvet harbor nineteen"));
        Assert.Equal("Your account changed", (await LastMail(app)).Subject);

        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
        await app.Post(unused, [], HttpStatusCode.Gone);
        await app.Post("/account/sign-in", [new("Address", Ana), new("Password", Password)], HttpStatusCode.UnprocessableEntity);
        await Walk.Send(app, "/account/sign-in", ("Address", Ana), ("Password", "velvet harbor nineteen"));
    }

    [Theory]
    [InlineData("short pass", "A password has 12 letters or more. Add a word or two.")]
    [InlineData("passwordpassword", "This is one of the first that somebody would try. Take other words.")]
    [InlineData("123456789012", "This is one of the first that somebody would try. Take other words.")]
    [InlineData("contraseña12", "This is one of the first that somebody would try. Take other words.")]
    [InlineData("vegavegavega", "This is one of the first that somebody would try. Take other words.")]
    public async Task A_password_that_is_short_or_tried_first_is_refused_and_the_link_still_works(string password, string told)
    {
        await using var app = await HostedApp.Start();
        await app.Post("/account/new", [new("Address", "vega@example.org")]);
        await Follow(app, (await LastMail(app)).Path!);
        var page = await app.Post("/account/password", [new("FullName", "Ana Vega"), new("Password", password)], HttpStatusCode.UnprocessableEntity);
        Assert.Contains(told, page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ana Vega", ((IHtmlInputElement)page.QuerySelector("#FullName")!).Value);
        Assert.Equal("", ((IHtmlInputElement)page.QuerySelector("#Password")!).Value);
        Assert.Equal("Your account", (await Walk.Send(app, "/account/password", ("FullName", "Ana Vega"), ("Password", Password))).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Accents_may_be_typed_in_one_piece_or_in_two()
    {
        await using var app = await HostedApp.Start();
        await app.Post("/account/new", [new("Address", Ana)]);
        await Follow(app, (await LastMail(app)).Path!);
        await Walk.Send(app, "/account/password", ("FullName", "Ana Vega"), ("Password", "camión níspero jueves"));
        (await app.Send("/account/sign-out", [])).Dispose();
        await Walk.Send(app, "/account/sign-in", ("Address", Ana), ("Password", "camión níspero jueves".Normalize(System.Text.NormalizationForm.FormD)));
        await app.Page("/account");
    }

    [Fact]
    public async Task What_has_ended_is_deleted_and_the_rest_stays()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await Register(app, Ana);
        clock.Advance(Sessions.Idle - TimeSpan.FromMinutes(1));
        await app.Post("/account/forgotten", [new("Address", Ana)]);
        clock.Advance(TimeSpan.FromMinutes(2));
        await AccountErasure.Erase(app.Store, TestContext.Current.CancellationToken);
        await using var db = app.Store.Read();
        Assert.Empty(await db.Set<Session>().ToListAsync(TestContext.Current.CancellationToken));
        Assert.Single(await db.Set<PrivateLink>().ToListAsync(TestContext.Current.CancellationToken));
        Assert.Single(await db.Set<Account>().ToListAsync(TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromHours(1));
        await AccountErasure.Erase(app.Store, TestContext.Current.CancellationToken);
        Assert.Empty(await db.Set<PrivateLink>().ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await db.Set<Tries>().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing_and_no_code_is_taken_twice()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await Register(app, Ana);
        var (totp, recovery) = await PutFactor(app, clock);
        Assert.Equal(SecondFactor.RecoveryCodes, recovery.Count);

        using var signedIn = await app.Send("/account/sign-in", [new("Address", Ana), new("Password", Password)]);
        Assert.Equal("/account/code", signedIn.Headers.Location!.ToString());
        using var other = app.NewBrowser();
        (await other.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]))).Dispose();
        Assert.Equal(HttpStatusCode.Found, (await other.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);

        clock.Advance(TimeSpan.FromMinutes(2));
        var code = totp.ComputeTotp(clock.GetUtcNow().UtcDateTime);
        await app.Post("/account/code", [new("Code", code == "000000" ? "000001" : "000000")], HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Your account", (await Walk.Send(app, "/account/code", ("Code", code))).QuerySelector("h1")!.TextContent);
        using var replayed = await other.PostAsync(new Uri("/account/code", UriKind.Relative), new FormUrlEncodedContent([new("Code", code)]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, replayed.StatusCode);
        // A recovery code lets in once, however it is typed.
        using var first = await other.PostAsync(new Uri("/account/code", UriKind.Relative), new FormUrlEncodedContent([new("Code", recovery[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal))]));
        Assert.Equal("/account", first.Headers.Location!.ToString());
        using var third = app.NewBrowser();
        (await third.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]))).Dispose();
        using var second = await third.PostAsync(new Uri("/account/code", UriKind.Relative), new FormUrlEncodedContent([new("Code", recovery[3])]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("9 recovery codes are left", (await app.Page("/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_matters_wants_a_sign_in_of_the_last_quarter_of_an_hour()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await Register(app, Ana);
        clock.Advance(Sessions.Fresh + TimeSpan.FromMinutes(1));
        using var stale = await app.Browser.GetAsync(new Uri("/account/second-factor", UriKind.Relative));
        Assert.Equal("/account/sign-in?again", stale.Headers.Location!.ToString());
        await app.Page("/account");
    }

    [Fact]
    public async Task Sessions_are_listed_ended_one_by_one_and_all_at_once_and_end_by_themselves()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await Register(app, Ana);
        HttpClient[] others = [app.NewBrowser(), app.NewBrowser(), app.NewBrowser()];
        foreach (var other in others)
        {
            other.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Android 15; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0");
            (await other.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]))).Dispose();
        }
        var page = await app.Page("/account");
        var listed = page.QuerySelectorAll(".sessions li");
        Assert.Equal(4, listed.Length);
        Assert.Equal(3, listed.Count(one => one.TextContent.Contains("Firefox, Android", StringComparison.Ordinal)));
        var end = listed.Select(one => one.QuerySelector("button")).OfType<IHtmlButtonElement>().First();
        page = await Walk.Send(app, "/account", ("End", end.Value!));
        Assert.Equal(3, page.QuerySelectorAll(".sessions li").Length);
        page = await Walk.Send(app, "/account", ("End", "others"));
        Assert.Single(page.QuerySelectorAll(".sessions li"));
        foreach (var other in others)
        {
            Assert.Equal(HttpStatusCode.Found, (await other.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
            other.Dispose();
        }
        clock.Advance(Sessions.Idle + TimeSpan.FromHours(2));
        using var idle = await app.Browser.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, idle.StatusCode);
    }

    [Fact]
    public async Task One_s_own_session_name_ends_nobody_else_s()
    {
        await using var app = await HostedApp.Start();
        await Register(app, Ana);
        using var bea = app.NewBrowser();
        await Register(app, "bea@example.org", browser: bea);
        await using (var db = app.Store.Read())
        {
            foreach (var session in await db.Set<Session>().ToListAsync(TestContext.Current.CancellationToken))
            {
                (await bea.PostAsync(new Uri("/account", UriKind.Relative), new FormUrlEncodedContent([new("End", Sessions.NameOf(session))]))).Dispose();
            }
        }
        await app.Page("/account");
    }

    [Fact]
    public async Task Signing_in_changes_the_key_of_the_session_and_the_old_one_opens_nothing()
    {
        await using var app = await HostedApp.Start();
        await Register(app, Ana);
        using var first = await app.Send("/account/sign-in", [new("Address", Ana), new("Password", Password)]);
        var old = first.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("rapport-account=", StringComparison.Ordinal)).Split(';')[0];
        using var second = await app.Send("/account/sign-in", [new("Address", Ana), new("Password", Password)]);
        Assert.DoesNotContain(old, second.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Contains("httponly", second.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        using var stolen = new HttpRequestMessage(HttpMethod.Get, new Uri("/account", UriKind.Relative));
        stolen.Headers.Add("Cookie", old);
        using var browser = app.NewBrowser();
        using var answer = await browser.SendAsync(stolen);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task Who_guesses_is_held_back_and_locks_nobody_else_out()
    {
        await using var app = await HostedApp.Start(proxy: IPAddress.Loopback);
        await Register(app, Ana);
        using var guesser = app.NewBrowser();
        guesser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var tries = 0; tries < AccountDoor.MostOnOne; tries++)
        {
            using var wrong = await guesser.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", $"a guess of hers {tries}")]));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }
        // Now even the right one does not let her in, and says so.
        using var held = await guesser.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]));
        Assert.Equal(HttpStatusCode.TooManyRequests, held.StatusCode);
        Assert.NotNull(held.Headers.RetryAfter);
        using var owner = app.NewBrowser();
        owner.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.9");
        using var entered = await owner.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]));
        Assert.Equal("/account", entered.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Codes_are_counted_before_they_are_looked_at_and_a_recovery_code_still_lets_in()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await Register(app, Ana);
        var (totp, recovery) = await PutFactor(app, clock);
        (await app.Send("/account/sign-in", [new("Address", Ana), new("Password", Password)])).Dispose();
        clock.Advance(TimeSpan.FromMinutes(2));
        var code = totp.ComputeTotp(clock.GetUtcNow().UtcDateTime);
        for (var tries = 0; tries < AccountDoor.MostCodes; tries++)
        {
            using var wrong = await app.Send("/account/code", [new("Code", code == "000000" ? "000001" : "000000")]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }
        using var late = await app.Send("/account/code", [new("Code", code)]);
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        using var entered = await app.Send("/account/code", [new("Code", recovery[0])]);
        Assert.Equal("/account", entered.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Whoever_asks_too_much_uses_up_nobody_else_s_links_and_one_kind_of_link_not_the_other()
    {
        await using var app = await HostedApp.Start(proxy: IPAddress.Loopback);
        using var other = app.NewBrowser();
        other.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var times = 0; times < AccountDoor.MostLinksFromOne; times++)
        {
            (await other.PostAsync(new Uri("/account/new", UriKind.Relative), new FormUrlEncodedContent([new("Address", $"n{times}@example.org")]))).Dispose();
        }
        for (var times = 0; times < AccountDoor.MostLinks; times++)
        {
            (await other.PostAsync(new Uri("/account/forgotten", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana)]))).Dispose();
        }
        Assert.Equal(AccountDoor.MostLinksFromOne, (await Counts(app)).Mails);
        for (var times = 0; times <= AccountDoor.MostLinks; times++)
        {
            await app.Post("/account/new", [new("Address", Ana)]);
        }
        await app.Post("/account/forgotten", [new("Address", Ana)]);
        Assert.Equal(AccountDoor.MostLinksFromOne + AccountDoor.MostLinks + 1, (await Counts(app)).Mails);
    }

    [Fact]
    public async Task A_session_begins_only_while_what_was_shown_still_holds()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await Register(app, Ana);
        var door = app.Services.GetRequiredService<AccountDoor>();
        var sessions = app.Services.GetRequiredService<Sessions>();
        var early = await door.SignIn(Ana, Password, from: null, TestContext.Current.CancellationToken);
        Assert.Equal(Entry.Done, early.How);
        // Meanwhile she adds a second factor: whoever has shown the password alone stays outside, in sessions that are there too.
        using var thief = app.NewBrowser();
        (await thief.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]))).Dispose();
        await PutFactor(app, clock);
        Assert.False(await sessions.Begin(new Microsoft.AspNetCore.Http.DefaultHttpContext(), early));
        using var shut = await thief.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, shut.StatusCode);
        // And after a new password the old one opens nothing that waits.
        var half = await door.SignIn(Ana, Password, from: null, TestContext.Current.CancellationToken);
        await app.Post("/account/forgotten", [new("Address", Ana)]);
        _read.UnionWith((await app.Services.GetRequiredService<Outbox>().All(TestContext.Current.CancellationToken)).Where(mail => mail.Kind != "link").Select(mail => mail.Id));
        await Follow(app, (await LastMail(app)).Path!);
        (await app.Send("/account/password", [new("Password", "velvet harbor nineteen")])).Dispose();
        Assert.Equal(Entry.Wrong, (await door.ShowFactor(half.Account, half.Stamp, "anything", from: null, TestContext.Current.CancellationToken)).How);
        Assert.False(await sessions.Begin(new Microsoft.AspNetCore.Http.DefaultHttpContext(), half with { HasFactor = true }));
    }

    [Fact]
    public async Task A_second_factor_that_somebody_began_in_this_browser_is_not_the_next_one_s()
    {
        await using var app = await HostedApp.Start();
        await Register(app, "eve@example.org");
        var eves = (await app.Page("/account/second-factor")).QuerySelector(".key")!.TextContent;
        Assert.Equal(eves, (await app.Page("/account/second-factor")).QuerySelector(".key")!.TextContent);
        await Register(app, Ana);
        Assert.NotEqual(eves, (await app.Page("/account/second-factor")).QuerySelector(".key")!.TextContent);
    }

    [Fact]
    public async Task The_link_of_the_first_operator_outlives_a_slip()
    {
        await using var app = await HostedApp.Start();
        await Register(app, Ana);
        var key = (await app.Services.GetRequiredService<AccountDoor>().SetUp(TestContext.Current.CancellationToken))!;
        await Follow(app, "/account/link/" + key);
        await app.Post("/account/password", [new("Address", Ana), new("FullName", "Ana"), new("Password", Password)], HttpStatusCode.UnprocessableEntity);
        using var made = await app.Send("/account/password", [new("Address", "olivia@example.org"), new("FullName", "Olivia"), new("Password", Password)]);
        Assert.Equal("/account", made.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("ana", null)]
    [InlineData("ana@example", null)]
    [InlineData("\"a b\"@example.org", null)]
    [InlineData("ana@[127.0.0.1]", null)]
    [InlineData("ana%other@example.org", null)]
    [InlineData("ana\u200b@example.org", null)]
    [InlineData("ana@example.org\r\nBcc: eve@example.org", null)]
    [InlineData("ana@example.org, eve@example.org", null)]
    [InlineData("Ana <ana@example.org>", null)]
    [InlineData(" ANA.Vega+a@Example.ORG ", "ana.vega+a@example.org")]
    [InlineData("ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@BÜCHER。example", "ana@xn--bcher-kva.example")]
    public void An_address_is_written_in_one_way(string typed, string? plain) => Assert.Equal(plain, AccountSeal.Plain(typed));

    [Fact]
    public async Task Nobody_s_mailbox_is_flooded_with_links()
    {
        await using var app = await HostedApp.Start();
        for (var times = 0; times < 12; times++)
        {
            await app.Post("/account/forgotten", [new("Address", Ana)]);
        }
        Assert.Equal(AccountDoor.MostLinks, (await Counts(app)).Mails);
    }

    [Fact]
    public async Task The_first_operator_comes_by_the_link_of_the_console_and_does_nothing_before_the_second_factor()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        var door = app.Services.GetRequiredService<AccountDoor>();
        var old = (await door.SetUp(TestContext.Current.CancellationToken))!;
        var key = (await door.SetUp(TestContext.Current.CancellationToken))!;
        await app.Post("/account/link/" + old, [], HttpStatusCode.Gone);
        await Follow(app, "/account/link/" + key);
        using var made = await app.Send("/account/password", [new("Address", Ana), new("FullName", "Ana Vega"), new("Password", Password)]);
        Assert.Equal("/account", made.Headers.Location!.ToString());
        using var held = await app.Browser.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal("/account/second-factor", held.Headers.Location!.ToString());
        await PutFactor(app, clock);
        await app.Page("/account");
        Assert.Null(await door.SetUp(TestContext.Current.CancellationToken));
        // Who holds a role cannot do without.
        await app.Send("/account/second-factor", [new("Drop", "true")]);
        await using var db = app.Store.Read();
        Assert.NotNull((await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken)).Factor);
        // And signs in each working day.
        clock.Advance(Sessions.LongestOfRoles + TimeSpan.FromMinutes(1));
        using var late = await app.Browser.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal("/account/sign-in", late.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_newcomer_plays_every_part_of_a_demo_and_reads_its_mails()
    {
        await using var app = await HostedApp.Start(kind: StoreKind.Demo);
        var parts = await app.Page("/account/parts");
        foreach (var button in parts.QuerySelectorAll(".parts button").Cast<IHtmlButtonElement>())
        {
            (await app.Send("/account/parts", [new(button.Name!, button.Value!)])).Dispose();
            Assert.Equal("Your account", (await app.Page("/account")).QuerySelector("h1")!.TextContent);
        }
        await app.Post("/account/new", [new("Address", Ana)]);
        var mailbox = await app.Page("/account/mailbox");
        Assert.Contains(Ana, mailbox.QuerySelector(".letter")!.TextContent, StringComparison.Ordinal);
        Assert.All((await app.Page("/account/mailbox?to=" + Uri.EscapeDataString(Ana))).QuerySelectorAll(".letter"), letter => Assert.Contains(Ana, letter.TextContent, StringComparison.Ordinal));
        Assert.Contains("nobody@example.org", (await app.Page("/account/mailbox?to=nobody@example.org")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await Follow(app, mailbox.QuerySelector(".letter a")!.GetAttribute("href")!);
        // Only the name is missing; that the password has to be typed again is said.
        var back = await app.Post("/account/password", [new("FullName", ""), new("Password", Password)], HttpStatusCode.UnprocessableEntity);
        Assert.Contains("no password: type it once more", back.QuerySelector(".errors p")!.TextContent, StringComparison.Ordinal);
        await Walk.Send(app, "/account/password", ("FullName", "Ana Vega"), ("Password", Password));
    }

    [Fact]
    public async Task Nothing_of_an_account_can_be_read_in_the_store()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock);
        await Register(app, "quetzalcoatl@xochimilco.example", name: "Tlaloc Huitzilin");
        var (totp, recovery) = await PutFactor(app, clock);
        Assert.NotNull(totp);
        var text = await EveryTable.Print(app.Store);
        foreach (var file in Directory.GetFiles(app.Store.Location.DataFolder, "rapport.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
            text += await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        foreach (var word in (string[])["quetzalcoatl", "xochimilco", "tlaloc", "huitzilin", Password, .. recovery])
        {
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private async Task<IHtmlDocument> Register(HostedApp app, string address, string language = "", string name = "Ana Vega", HttpClient? browser = null)
    {
        if (browser is null)
        {
            await app.Post(language + "/account/new", [new("Address", address)]);
            await Follow(app, (await LastMail(app)).Path!);
            return await Walk.Send(app, language + "/account/password", ("FullName", name), ("Password", Password));
        }
        (await browser.PostAsync(new Uri("/account/new", UriKind.Relative), new FormUrlEncodedContent([new("Address", address)]))).Dispose();
        (await browser.PostAsync(new Uri((await LastMail(app)).Path!, UriKind.Relative), new FormUrlEncodedContent([]))).Dispose();
        (await browser.PostAsync(new Uri("/account/password", UriKind.Relative), new FormUrlEncodedContent([new("FullName", name), new("Password", Password)]))).Dispose();
        return await HostedApp.Read(await browser.GetAsync(new Uri("/account", UriKind.Relative)));
    }

    /// <summary>Opens a link, presses its button.</summary>
    private static async Task Follow(HostedApp app, string path)
    {
        await app.Page(path);
        using var pressed = await app.Send(path, []);
        Assert.EndsWith("/account/password", pressed.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(Totp Totp, IReadOnlyList<string> Recovery)> PutFactor(HostedApp app, TestClock clock)
    {
        var page = await app.Page("/account/second-factor");
        var totp = new Totp(Base32Encoding.ToBytes(page.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal)));
        var done = await app.Post("/account/second-factor", [new("Code", totp.ComputeTotp(clock.GetUtcNow().UtcDateTime))]);
        return (totp, [.. done.QuerySelectorAll(".recovery li").Select(code => code.TextContent)]);
    }

    /// <summary>The one mail that was not read yet.</summary>
    private async Task<Letter> LastMail(HostedApp app)
    {
        var outbox = app.Services.GetRequiredService<Outbox>();
        return outbox.Open((await outbox.All(TestContext.Current.CancellationToken)).Single(mail => _read.Add(mail.Id)))!;
    }

    private static async Task<(int Mails, int Links)> Counts(HostedApp app)
    {
        await using var db = app.Store.Read();
        return (await db.Set<OutgoingMail>().CountAsync(), await db.Set<PrivateLink>().CountAsync());
    }

    private static string Undated(string answer) => Date().Replace(answer, "");

    [GeneratedRegex("Date: [^\r\n]*", RegexOptions.None, 1000)]
    private static partial Regex Date();
}
