using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;
using Rapport.Tests.House;
using Rapport.Tests.Support;
using Wrong = Rapport.Tests.Accounts.SoftDevice.Wrong;

namespace Rapport.Tests.Accounts;

/// <summary>Passkeys: made, shown, and refused in every way in which they can be wrong.</summary>
public sealed class PasskeyTests
{
    private const string Origin = "https://therapists.example.org";
    private const string Ana = "ana@example.org";
    private const string Password = "copper lantern tuesday";
    private const string Refused = "This passkey did not let you in. Try once more, or sign in with your password.";
    private const string NotAdded = "This passkey was not added. Try once more.";

    private static readonly PublicAddress Site = new(new Uri(Origin));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData("", "Passkey of Wednesday, November 25, 2026"), InlineData("/es", "Llave del miércoles, 25 de noviembre de 2026")]
    public async Task A_passkey_is_added_and_lets_in_without_an_address(string language, string called)
    {
        await using var app = await HostedApp.Start(site: Site);
        var account = await Register(app);
        using var device = new SoftDevice(Origin);
        var page = await Add(app, device, language);
        Assert.Equal(called, page.QuerySelector(".sessions b")!.TextContent);
        Assert.Equal(account.ToString(), Encoding.UTF8.GetString(Base64Url.DecodeFromChars(device.Owner)));
        Assert.Contains(await Mails(app), mail => mail.Paragraphs[0].StartsWith("A passkey now opens your account.", StringComparison.Ordinal));

        (await app.Send(language + "/account/sign-out", [])).Dispose();
        using var entered = await Enter(app, device, language);
        Assert.Equal(language + "/account", entered.Headers.Location!.ToString());
        page = await app.Page(language + "/account");
        Assert.Contains(called, page.QuerySelector(".account")!.TextContent, StringComparison.Ordinal);
        var row = await Row(app);
        Assert.Equal((1L, (DateTime?)app.Store.Now), (row.SignCount, row.UsedAt));
        // As often as she likes, each time with a question of its own.
        using var again = await Enter(app, device);
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }

    [Fact]
    public async Task What_a_device_is_asked_says_nothing_of_anybody_and_wants_finger_face_or_number()
    {
        await using var app = await HostedApp.Start(site: Site);
        var before = JsonNode.Parse(await Ask(app, "/account/sign-in"))!.AsObject();
        await Register(app);
        using var device = new SoftDevice(Origin);
        var making = JsonNode.Parse(await Ask(app, "/account/passkeys"))!;
        Assert.Equal("required", (string)making["authenticatorSelection"]!["userVerification"]!);
        Assert.Equal("required", (string)making["authenticatorSelection"]!["residentKey"]!);
        Assert.Equal(("therapists.example.org", Ana), ((string)making["rp"]!["id"]!, (string)making["user"]!["name"]!));
        await Add(app, device);
        // A device that has one makes no second.
        Assert.Single(JsonNode.Parse(await Ask(app, "/account/passkeys"))!["excludeCredentials"]!.AsArray());

        var after = JsonNode.Parse(await Ask(app, "/account/sign-in"))!.AsObject();
        Assert.Equal("required", (string)after["userVerification"]!);
        Assert.Equal("therapists.example.org", (string)after["rpId"]!);
        Assert.Empty(after["allowCredentials"]!.AsArray());
        Assert.NotEqual((string)before["challenge"]!, (string)after["challenge"]!);
        before.Remove("challenge");
        after.Remove("challenge");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Theory]
    [InlineData("another site's page")]
    [InlineData("our page in a frame of another site")]
    [InlineData("another site's passkey")]
    [InlineData("another question")]
    [InlineData("made instead of shown")]
    [InlineData("nobody was there")]
    [InlineData("neither finger, face nor number")]
    [InlineData("a count that goes back")]
    [InlineData("a count that stands")]
    [InlineData("an altered signature")]
    [InlineData("another's name on it")]
    [InlineData("another's passkey under her name")]
    [InlineData("nobody's passkey")]
    [InlineData("a passkey that was taken away")]
    [InlineData("asked in another browser")]
    [InlineData("never asked")]
    [InlineData("asked too long ago")]
    [InlineData("asked of a time to come")]
    [InlineData("no JSON")]
    [InlineData("JSON of another kind")]
    [InlineData("an answer without its parts")]
    public async Task What_is_wrong_with_an_answer_is_told_to_nobody_and_changes_nothing(string what)
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock, site: Site);
        using var other = new SoftDevice(Origin);
        await Register(app, "eve@example.org");
        await Add(app, other);
        (await app.Send("/account/sign-out", [])).Dispose();
        using var device = new SoftDevice(Origin);
        await Register(app);
        await Add(app, device);
        var id = (await Row(app, Ana)).Id;
        (await app.Send("/account/sign-out", [])).Dispose();
        (await Enter(app, device)).Dispose();
        (await app.Send("/account/sign-out", [])).Dispose();

        var asked = what is "never asked" ? """{"challenge":"AAAA","rpId":"therapists.example.org"}"""
            : what is "asked in another browser" ? await Ask(app, "/account/sign-in", app.NewBrowser())
            : await Ask(app, "/account/sign-in");
        if (what is "a passkey that was taken away")
        {
            await app.Store.Write(db => db.Set<Passkey>().Where(passkey => passkey.Id == id).ExecuteDeleteAsync(Stop), Stop);
        }
        clock.Advance(what switch
        {
            "asked too long ago" => PasskeyDoor.QuestionLasts,
            "asked of a time to come" => TimeSpan.FromSeconds(-1),
            _ => TimeSpan.Zero,
        });
        var answer = what switch
        {
            "another site's page" => device.Show(asked, new Wrong { Origin = "https://therapists.example.org.evil.example" }),
            "our page in a frame of another site" => device.Show(asked, new Wrong { IsFramed = true }),
            "another site's passkey" => device.Show(asked, new Wrong { Party = "example.org" }),
            "another question" => device.Show(asked, new Wrong { Challenge = "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k" }),
            "made instead of shown" => device.Show(asked, new Wrong { Type = "webauthn.create" }),
            "nobody was there" => device.Show(asked, new Wrong { IsAbsent = true }),
            "neither finger, face nor number" => device.Show(asked, new Wrong { IsUnverified = true }),
            "a count that goes back" => device.Show(asked, new Wrong { Count = 0 }),
            "a count that stands" => device.Show(asked, new Wrong { Count = 1 }),
            "an altered signature" => device.Show(asked, new Wrong { IsAltered = true }),
            "another's name on it" => device.Show(asked, new Wrong { Owner = other.Owner }),
            "another's passkey under her name" => other.Show(asked, new Wrong { Owner = device.Owner }),
            "nobody's passkey" => Nobodys(asked, device.Owner),
            "no JSON" => "come in",
            "JSON of another kind" => "[1]",
            "an answer without its parts" => """{"id":"AAAA","type":"public-key","response":{},"clientExtensionResults":{}}""",
            _ => device.Show(asked),
        };
        var before = await EveryTable.Print(app.Store);
        var page = await app.Post("/account/sign-in", [new("Passkey", answer)], HttpStatusCode.UnprocessableEntity);
        Assert.Equal(Refused, page.QuerySelector(".errors li")!.TextContent);
        Assert.Equal(before, await EveryTable.Print(app.Store));
        await using var db = app.Store.Read();
        Assert.False(await db.Set<Session>().AnyAsync(Stop));
    }

    [Fact]
    public async Task An_answer_that_was_taken_is_not_taken_again_by_whoever_kept_it()
    {
        await using var app = await HostedApp.Start(site: Site);
        await Register(app);
        // One that does not count: nothing else tells the second time from the first.
        using var device = new SoftDevice(Origin, counts: 0);
        await Add(app, device);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address };
        using var asking = await browser.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Ask", "true")]));
        var cookie = asking.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var answer = device.Show(await asking.Content.ReadAsStringAsync(Stop));
        var ended = new List<HttpStatusCode>();
        for (var times = 0; times < 3; times++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/account/sign-in", UriKind.Relative)) { Content = new FormUrlEncodedContent([new("Passkey", answer)]) };
            request.Headers.Add("Cookie", cookie);
            using var sent = await browser.SendAsync(request, Stop);
            ended.Add(sent.StatusCode);
        }
        Assert.Equal([HttpStatusCode.Found, HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity], ended);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Of_many_who_send_one_answer_at_once_one_gets_in_on_either_database(Database database)
    {
        await using var test = await TestStore.Create(database, time: new TestClock());
        await using var services = Services(test.Store);
        var made = await MakeAccount(services);
        using var device = new SoftDevice("http://localhost:5080", counts: 0);
        var who = new SignedIn(made, "session", Roles.None, HasFactor: false, IsFresh: true);
        await using (var scope = services.CreateAsyncScope())
        {
            var door = scope.ServiceProvider.GetRequiredService<PasskeyDoor>();
            var (asked, cookie) = Asked(await Said(context => door.AskToAdd(context, who, new AccountContent(Ana, ""))));
            var answer = device.Make(asked);
            Assert.NotNull(await door.Add(Request(cookie), who, answer, "Key", Stop));
            Assert.Null(await door.Add(Request(cookie), who, answer, "Key", Stop));
        }
        string question;
        string kept;
        await using (var scope = services.CreateAsyncScope())
        {
            (question, kept) = Asked(await Said(scope.ServiceProvider.GetRequiredService<PasskeyDoor>().AskToEnter));
        }
        var shown = device.Show(question);
        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var scope = services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<PasskeyDoor>().Enter(Request(kept), shown, Stop)).How;
        }));
        Assert.Equal([.. Enumerable.Repeat(Entry.Wrong, 7), Entry.Done], ended.OrderByDescending(how => how));

        await using var last = services.CreateAsyncScope();
        var passkeys = last.ServiceProvider.GetRequiredService<PasskeyDoor>();
        var only = Assert.Single(await passkeys.List(made, Stop));
        await passkeys.Rename(who, only.Id, "The other key", Stop);
        Assert.Equal("The other key", Assert.Single(await passkeys.List(made, Stop)).Title);
        Assert.Equal(PasskeyRemoval.Done, await passkeys.Remove(who, only.Id, Stop));
        Assert.Empty(await passkeys.List(made, Stop));
    }

    [Theory]
    [InlineData("another site's page")]
    [InlineData("our page in a frame of another site")]
    [InlineData("another site's passkey")]
    [InlineData("another question")]
    [InlineData("shown instead of made")]
    [InlineData("nobody was there")]
    [InlineData("neither finger, face nor number")]
    [InlineData("a passkey that another has")]
    [InlineData("asked too long ago")]
    [InlineData("asked before she signed in anew")]
    [InlineData("never asked")]
    [InlineData("no JSON")]
    [InlineData("one too many")]
    public async Task What_is_wrong_with_a_new_passkey_is_refused_and_changes_nothing(string what)
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock, site: Site);
        using var other = new SoftDevice(Origin);
        await Register(app, "eve@example.org");
        await Add(app, other);
        (await app.Send("/account/sign-out", [])).Dispose();
        var account = await Register(app);
        using var device = new SoftDevice(Origin) { Credential = what is "a passkey that another has" ? other.Credential : RandomNumberGenerator.GetBytes(32) };
        var asked = await Ask(app, "/account/passkeys");
        switch (what)
        {
            case "asked before she signed in anew":
                (await app.Send("/account/sign-in", [new("Address", Ana), new("Password", Password)])).Dispose();
                break;
            case "one too many":
                await app.Store.Write(db => db.Set<Passkey>().AddRangeAsync(Enumerable.Range(0, PasskeyDoor.Most).Select(number => new Passkey
                {
                    Id = Guid.CreateVersion7(),
                    AccountId = account,
                    CredentialKey = [(byte)number],
                    MadeAt = app.Store.Now,
                    Content = app.Services.GetRequiredService<AccountSeal>().Seal(account, new PasskeyContent($"{number}", [(byte)number], [], [], MayBeCopied: false)),
                })), Stop);
                break;
        }
        clock.Advance(what is "asked too long ago" ? PasskeyDoor.QuestionLasts + TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        var answer = what switch
        {
            "another site's page" => device.Make(asked, new Wrong { Origin = "http://therapists.example.org" }),
            "our page in a frame of another site" => device.Make(asked, new Wrong { IsFramed = true }),
            "another site's passkey" => device.Make(asked, new Wrong { Party = "example.org" }),
            "another question" => device.Make(asked, new Wrong { Challenge = "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k" }),
            "shown instead of made" => device.Make(asked, new Wrong { Type = "webauthn.get" }),
            "nobody was there" => device.Make(asked, new Wrong { IsAbsent = true }),
            "neither finger, face nor number" => device.Make(asked, new Wrong { IsUnverified = true }),
            "no JSON" => "take it",
            _ => device.Make(asked),
        };
        var before = await EveryTable.Print(app.Store);
        var browser = app.Browser;
        if (what is "never asked")
        {
            browser = app.NewBrowser();
            (await browser.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Password)]), Stop)).Dispose();
        }
        var page = await HostedApp.Read(
            await browser.PostAsync(new Uri("/account/passkeys", UriKind.Relative), new FormUrlEncodedContent([new("Passkey", answer)]), Stop), HttpStatusCode.UnprocessableEntity);
        Assert.Equal(NotAdded, page.QuerySelector(".errors li")!.TextContent);
        Assert.Equal(before, await EveryTable.Print(app.Store));
    }

    [Fact]
    public async Task A_passkey_gets_another_name_and_is_taken_away_which_signs_out_everywhere_else()
    {
        await using var app = await HostedApp.Start(site: Site);
        await Register(app);
        using var device = new SoftDevice(Origin);
        await Add(app, device, name: "  My\u202e phone\n");
        var id = (await Row(app)).Id;
        Assert.Equal("My phone", (await app.Page("/account/passkeys")).QuerySelector(".sessions b")!.TextContent);
        var page = await Walk.Send(app, "/account/passkeys", ("Rename", $"{id}"), ("Name", new string('a', 200)));
        Assert.Equal(new string('a', PasskeyDoor.LongestName), page.QuerySelector(".sessions b")!.TextContent);

        using var elsewhere = app.NewBrowser();
        using var entered = await Enter(app, device, browser: elsewhere);
        Assert.Equal("/account", entered.Headers.Location!.ToString());
        page = await Walk.Send(app, "/account/passkeys", ("Remove", $"{id}"));
        Assert.Empty(page.QuerySelectorAll(".sessions li"));
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.GetAsync(new Uri("/account", UriKind.Relative), Stop)).StatusCode);
        Assert.Single(await Mails(app), mail => mail.Paragraphs[0] == "A passkey of your account was taken away.");
        // Pressed once more, it is taken away still.
        await Walk.Send(app, "/account/passkeys", ("Remove", $"{id}"));
    }

    [Fact]
    public async Task Another_s_passkey_is_neither_renamed_nor_taken_away()
    {
        await using var app = await HostedApp.Start(site: Site);
        await Register(app);
        using var device = new SoftDevice(Origin);
        await Add(app, device);
        var id = (await Row(app)).Id;
        (await app.Send("/account/sign-out", [])).Dispose();
        await Register(app, "eve@example.org");
        var before = await EveryTable.Print(app.Store);
        await Walk.Send(app, "/account/passkeys", ("Rename", $"{id}"), ("Name", "Eve's"));
        await Walk.Send(app, "/account/passkeys", ("Remove", $"{id}"));
        Assert.Equal(before, await EveryTable.Print(app.Store));
    }

    [Fact]
    public async Task Who_did_not_sign_in_just_now_does_so_first()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock, site: Site);
        await Register(app);
        clock.Advance(Sessions.Fresh + TimeSpan.FromSeconds(1));
        foreach (var form in new KeyValuePair<string, string>[][] { [new("Ask", "true")], [new("Passkey", "{}")], [new("Remove", $"{Guid.Empty}")] })
        {
            using var answer = await app.Send("/account/passkeys", form);
            Assert.Equal("/account/sign-in?again", answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task A_passkey_is_both_factors_for_who_holds_a_role_and_her_password_alone_changes_nothing_then()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock, site: Site);
        var link = (await app.Services.GetRequiredService<AccountDoor>().SetUp(Stop))!;
        (await app.Send("/account/link/" + link, [])).Dispose();
        (await app.Send("/account/password", [new("Address", Ana), new("FullName", "Ana Vega"), new("Password", Password)])).Dispose();
        using var held = await app.Browser.GetAsync(new Uri("/account", UriKind.Relative), Stop);
        Assert.Equal("/account/second-factor", held.Headers.Location!.ToString());
        Assert.Single((await app.Page("/account/second-factor")).QuerySelectorAll("main a[href='/account/passkeys']"));
        using var device = new SoftDevice(Origin);
        await Add(app, device);
        // What she showed as she added it counts.
        await app.Page("/account");
        await app.Page("/desk");
        var page = await app.Post("/account/passkeys", [new("Remove", $"{(await Row(app)).Id}")], HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("You see others' affairs", page.QuerySelector(".errors li")!.TextContent, StringComparison.Ordinal);

        (await app.Send("/account/sign-out", [])).Dispose();
        (await app.Send("/account/sign-in", [new("Address", Ana), new("Password", Password)])).Dispose();
        foreach (var shut in new[] { "/account", "/account/passkeys", "/desk" })
        {
            using var answer = await app.Browser.GetAsync(new Uri(shut, UriKind.Relative), Stop);
            Assert.Equal("/account/second-factor", answer.Headers.Location!.ToString());
        }
        Assert.Equal("Show your passkey", (await app.Page("/account/second-factor")).QuerySelector("h1")!.TextContent);
        var before = await EveryTable.Print(app.Store);
        await app.Post("/account/second-factor", [new("Code", "123456")]);
        (await app.Send("/account/passkeys", [new("Ask", "true")])).Dispose();
        (await app.Send("/account/passkeys", [new("Remove", $"{(await Row(app)).Id}")])).Dispose();
        var secret = SecondFactor.NewSecret();
        var id = (await Row(app)).AccountId;
        Assert.Null(await app.Services.GetRequiredService<AccountDoor>().PutFactor(id, hasFactor: false, secret, new Totp(secret).ComputeTotp(app.Store.Now), Stop));
        Assert.Equal(before, await EveryTable.Print(app.Store));

        using var entered = await Enter(app, device);
        Assert.Equal("/account", entered.Headers.Location!.ToString());
        await app.Page("/desk");
    }

    [Fact]
    public async Task Who_has_a_second_factor_too_needs_no_code_beside_her_passkey()
    {
        var clock = new TestClock();
        await using var app = await HostedApp.Start(time: clock, site: Site);
        await Register(app);
        var key = (await app.Page("/account/second-factor")).QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await app.Post("/account/second-factor", [new("Code", new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(app.Store.Now))]);
        using var device = new SoftDevice(Origin);
        await Add(app, device);
        (await app.Send("/account/sign-out", [])).Dispose();
        using var entered = await Enter(app, device);
        Assert.Equal("/account", entered.Headers.Location!.ToString());
        await app.Page("/account");
        // A new password leaves it in force.
        clock.Advance(TimeSpan.FromMinutes(1));
        using var again = await Enter(app, device, browser: app.NewBrowser());
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
    }

    [Fact]
    public async Task The_only_way_in_is_not_taken_away()
    {
        await using var app = await HostedApp.Start(site: Site, kind: StoreKind.Demo);
        (await app.Send("/account/parts", [new("Part", "Therapist")])).Dispose();
        using var first = new SoftDevice(Origin);
        using var second = new SoftDevice(Origin);
        await Add(app, first);
        var only = (await Row(app)).Id;
        var page = await app.Post("/account/passkeys", [new("Remove", $"{only}")], HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("You have no password", page.QuerySelector(".errors li")!.TextContent, StringComparison.Ordinal);
        await Add(app, second);
        page = await Walk.Send(app, "/account/passkeys", ("Remove", $"{only}"));
        Assert.Single(page.QuerySelectorAll(".sessions li"));
    }

    [Fact]
    public async Task Whoever_tries_too_often_waits_and_keeps_nobody_else_out()
    {
        await using var app = await HostedApp.Start(site: Site, proxy: IPAddress.Loopback);
        await Register(app);
        using var device = new SoftDevice(Origin);
        await Add(app, device);
        using var guesser = app.NewBrowser();
        guesser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var times = 0; times < AccountDoor.MostOnOne; times++)
        {
            using var wrong = await Enter(app, device, browser: guesser, wrong: new Wrong { IsAltered = true });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }
        using var late = await Enter(app, device, browser: guesser);
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        Assert.Equal("3600", late.Headers.RetryAfter!.ToString());
        using var owner = app.NewBrowser();
        owner.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.9");
        using var entered = await Enter(app, device, browser: owner);
        Assert.Equal(HttpStatusCode.Found, entered.StatusCode);
    }

    [Fact]
    public async Task A_passkey_that_cannot_be_read_is_our_fault_and_said_so()
    {
        await using var app = await HostedApp.Start(site: Site);
        await Register(app);
        using var device = new SoftDevice(Origin);
        await Add(app, device);
        await app.Store.Write(db => db.Set<Passkey>().ExecuteUpdateAsync(row => row.SetProperty(passkey => passkey.Content, [1, 2, 3]), Stop), Stop);
        using var answer = await Enter(app, device, browser: app.NewBrowser());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, "127.0.0.1", false)]
    [InlineData(null, "therapists.example.org", false)]
    [InlineData(null, "localhost", true)]
    [InlineData("http://therapists.example.org", "therapists.example.org", false)]
    [InlineData("http://localhost:5080", "localhost", true)]
    [InlineData("https://therapists.example.org", "elsewhere.example", true)]
    public async Task Passkeys_are_offered_where_browsers_have_them_and_never_without_a_script(string? site, string host, bool offered)
    {
        await using var app = await HostedApp.Start(site: new PublicAddress(site is null ? null : new Uri(site)));
        await Register(app);
        app.Browser.DefaultRequestHeaders.Host = $"{host}:{app.Address.Port}";
        foreach (var address in new[] { "/account/sign-in", "/account/passkeys" })
        {
            var page = await app.Page(address);
            var forms = page.QuerySelectorAll("form.passkey");
            Assert.Equal(offered ? 1 : 0, forms.Length);
            Assert.Equal(forms.Length, page.QuerySelectorAll($"script[src='{Asset.PasskeyScript.Address}'][defer]").Length);
            Assert.All(forms, form => Assert.True(((IHtmlElement)form).IsHidden));
            using var asked = await app.Send(address, [new("Ask", "true")]);
            Assert.Equal(offered ? HttpStatusCode.OK : HttpStatusCode.NotFound, asked.StatusCode);
            if (offered)
            {
                var options = JsonNode.Parse(await asked.Content.ReadAsStringAsync(Stop))!;
                Assert.Equal(site is "https://therapists.example.org" ? "therapists.example.org" : "localhost", (string)(options["rpId"] ?? options["rp"]!["id"])!);
            }
        }
    }

    [Fact]
    public void The_script_has_at_most_two_kilobytes() =>
        Assert.InRange(new FileInfo(Path.Combine(SourceTree.Root, "src/Rapport/Accounts/passkey.js")).Length, 1, 2_048);

    [Fact]
    public async Task Nothing_of_a_passkey_can_be_read_in_the_store()
    {
        await using var app = await HostedApp.Start(site: Site);
        await Register(app);
        using var device = new SoftDevice(Origin);
        await Add(app, device, name: "Quetzalcoatl");
        var text = await EveryTable.Print(app.Store);
        Assert.DoesNotContain("Quetzalcoatl", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(device.Credential), text, StringComparison.Ordinal);
        // Only what the standard names is kept of what a browser says.
        var row = await Row(app);
        Assert.Equal(["internal"], app.Services.GetRequiredService<AccountSeal>().Open(row).Transports);
    }

    private static string Nobodys(string asked, string owner)
    {
        using var unknown = new SoftDevice(Origin) { Owner = owner };
        return unknown.Show(asked);
    }

    private static async Task<Guid> Register(HostedApp app, string address = Ana)
    {
        var key = (await app.Services.GetRequiredService<AccountDoor>().OpenWith(address, Stop))!;
        (await app.Send("/account/link/" + key, [])).Dispose();
        using var made = await app.Send("/account/password", [new("FullName", "Ana Vega"), new("Password", Password)]);
        Assert.Equal("/account", made.Headers.Location!.ToString());
        var addressKey = app.Services.GetRequiredService<AccountSeal>().KeyOf(address);
        await using var db = app.Store.Read();
        return (await db.Set<Account>().SingleAsync(account => account.AddressKey == addressKey, Stop)).Id;
    }

    private static async Task<string> Ask(HostedApp app, string address, HttpClient? browser = null)
    {
        using var answer = await (browser ?? app.Browser).PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([new("Ask", "true")]), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task<IHtmlDocument> Add(HostedApp app, SoftDevice device, string language = "", string name = "")
    {
        var answer = device.Make(await Ask(app, language + "/account/passkeys"));
        using var sent = await app.Send(language + "/account/passkeys", [new("Passkey", answer), new("Name", name)]);
        Assert.Equal(language + "/account/passkeys?added", sent.Headers.Location?.ToString());
        return await app.Page(language + "/account/passkeys?added");
    }

    private static async Task<HttpResponseMessage> Enter(HostedApp app, SoftDevice device, string language = "", HttpClient? browser = null, Wrong wrong = default)
    {
        var address = language + "/account/sign-in";
        var answer = device.Show(await Ask(app, address, browser), wrong);
        return await (browser ?? app.Browser).PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([new("Passkey", answer)]), Stop);
    }

    /// <summary>The one passkey, or the one of an address.</summary>
    private static async Task<Passkey> Row(HostedApp app, string? address = null)
    {
        var key = address is null ? [] : app.Services.GetRequiredService<AccountSeal>().KeyOf(address);
        await using var db = app.Store.Read();
        return await db.Set<Passkey>().AsNoTracking()
            .SingleAsync(passkey => address == null || db.Set<Account>().Any(account => account.Id == passkey.AccountId && account.AddressKey == key), Stop);
    }

    private static async Task<IReadOnlyList<Letter>> Mails(HostedApp app)
    {
        var outbox = app.Services.GetRequiredService<Outbox>();
        return [.. (await outbox.All(Stop)).Select(mail => outbox.Open(mail)!)];
    }

    private static ServiceProvider Services(Store store)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMetrics().AddSingleton(store).AddSingleton(new PublicAddress(Root: null)).AddSingleton<Outbox>()
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        AccountsFeature.AddServices(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static async Task<Guid> MakeAccount(IServiceProvider services)
    {
        var door = services.GetRequiredService<AccountDoor>();
        var key = (await door.OpenWith(Ana, Stop))!;
        return (await door.Choose(key, new AccountContent(Ana, "Ana"), Password, Language.English, from: null, Stop)).Account;
    }

    private static DefaultHttpContext Request(string cookie = "")
    {
        var context = new DefaultHttpContext();
        (context.Request.Scheme, context.Request.Host) = ("http", new HostString("localhost", 5080));
        context.Request.Headers.Cookie = cookie;
        return context;
    }

    private static async Task<(string Said, HttpContext Context)> Said(Func<HttpContext, Task<string>> ask)
    {
        var context = Request();
        return (await ask(context), context);
    }

    private static (string Question, string Cookie) Asked((string Said, HttpContext Context) answer) =>
        (answer.Said, answer.Context.Response.Headers.SetCookie.ToString().Split(';')[0]);
}
