using System.Net;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Upkeep;

namespace Rapport.Tests.Privacy;

/// <summary>Taking one's data along, and closing one's account, on the pages.</summary>
public sealed class ClosePageTests
{
    [Theory, InlineData("", "Your account is closed", "What stays"), InlineData("/es", "Su cuenta está cerrada", "Qué se queda")]
    public async Task Who_types_her_address_is_off_the_list_signed_out_and_forgotten(string language, string heading, string stays)
    {
        await using var invited = await Listed();
        var page = await invited.App.Page(language + "/account/close");
        Assert.Equal(stays, page.QuerySelectorAll("h2")[1].TextContent);
        Assert.Equal(6, page.QuerySelectorAll("main li").Length);
        page = await invited.App.Post(language + "/account/close", [new("Typed", "ana@example.org")], HttpStatusCode.UnprocessableEntity);
        Assert.NotNull(page.QuerySelector(".errors a[href='#Typed']"));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        page = await Walk.Send(invited.App, language + "/account/close", ("Typed", " ANA@willow.example "));
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        Assert.DoesNotContain("Ana Cruz", (await invited.App.Page("/therapists?place=94610")).Body!.TextContent, StringComparison.Ordinal);
        using var shut = await invited.App.Browser.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal("/account/sign-in", shut.Headers.Location!.ToString());
        await invited.App.Post("/account/sign-in", [new("Address", Invited.Mail), new("Password", Invited.Password)], HttpStatusCode.UnprocessableEntity);
        Assert.True((await invited.Profile()).Removed);
        // Nor does the roster bring her back.
        await Invited.TakeIn(invited.App.Store);
        Assert.Equal(0, (await invited.App.Services.GetRequiredService<Invitations>().ByMail(Invited.Roster, Language.English, TestContext.Current.CancellationToken)).Invited);
    }

    [Fact]
    public async Task The_file_for_a_program_holds_what_is_known_of_her_and_nothing_that_lets_in_or_is_another_s()
    {
        await using var invited = await Listed();
        await Walk.Send(invited.App, "/profile/words", ("about-me", "I listen <closely>."));
        var other = invited.App.Services.GetRequiredService<Reports>();
        await other.Say(1, "cost", "words of a visitor", from: null, TestContext.Current.CancellationToken);
        using var answer = await invited.App.Send("/account/export", [new("As", "json")]);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"my-data.json\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var tables = JsonDocument.Parse(text).RootElement.GetProperty("tables");
        Assert.Equal(Invited.Mail, tables.GetProperty("accounts")[0].GetProperty("address").GetString());
        Assert.Equal(Invited.Npi, tables.GetProperty("profiles")[0].GetProperty("npi").GetInt64());
        var facts = tables.GetProperty("profiles")[0].GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("field").GetString()!);
        Assert.Equal(("I listen <closely>.", "you"), (facts["about-me"].GetProperty("value").GetString(), facts["about-me"].GetProperty("source").GetString()));
        Assert.Contains("about-me", tables.GetProperty("profile_history").EnumerateArray().Select(line => line.GetProperty("field").GetString()));
        Assert.Equal(Invited.Roster, tables.GetProperty("roster_members")[0].GetProperty("roster").GetString());
        Assert.Equal("cost", tables.GetProperty("reports")[0].GetProperty("about").GetString());
        Assert.False(tables.TryGetProperty("exposures", out _));
        await using var db = invited.App.Store.Read();
        var account = await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken);
        foreach (var never in new[] { account.Password, Convert.ToHexStringLower(account.AddressKey), Convert.ToBase64String(account.AddressKey), account.Id.ToString(), "words of a visitor", "upkeep/link" })
        {
            Assert.DoesNotContain(never, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory, InlineData("", "What is kept of you", "Your profile"), InlineData("/es", "Lo que se guarda de usted", "Su perfil")]
    public async Task The_document_to_read_is_in_her_language_and_asks_nobody_for_anything(string language, string heading, string profile)
    {
        await using var invited = await Listed();
        await Walk.Send(invited.App, "/profile/words", ("about-me", "I listen <closely>."));
        using var answer = await invited.App.Send(language + "/account/export", [new("As", "page")]);
        Assert.Equal("attachment; filename=\"my-data.html\"", answer.Content.Headers.ContentDisposition!.ToString());
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var browsing = BrowsingContext.New();
        var page = (IHtmlDocument)await browsing.OpenAsync(request => request.Content(text), TestContext.Current.CancellationToken);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(profile, page.QuerySelectorAll("h2").Select(one => one.TextContent));
        Assert.Contains("I listen <closely>.", page.QuerySelectorAll("dd").Select(one => one.TextContent));
        Assert.Empty(page.QuerySelectorAll("script, img, link, a, iframe"));
        Assert.DoesNotContain("http", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Data_and_closing_want_a_fresh_sign_in()
    {
        await using var invited = await Listed();
        invited.Clock.Advance(Sessions.Fresh + TimeSpan.FromMinutes(1));
        foreach (var address in new[] { "/account/export", "/account/close", "/account/address" })
        {
            using var stale = await invited.App.Browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal("/account/sign-in?again", stale.Headers.Location!.ToString());
            using var sent = await invited.App.Send(address, [new("Typed", Invited.Mail), new("As", "json"), new("Address", "new@example.org")]);
            Assert.Equal("/account/sign-in?again", sent.Headers.Location!.ToString());
        }
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task Who_holds_a_role_and_came_with_the_password_alone_though_she_has_a_passkey_gets_nothing()
    {
        await using var invited = await Listed();
        await invited.App.Store.Write(async db =>
        {
            var account = await db.Set<Account>().SingleAsync();
            account.Roles = Roles.Verifier;
            db.Add(new Passkey { Id = Guid.CreateVersion7(), AccountId = account.Id, CredentialKey = [1], Content = invited.App.Services.GetRequiredService<AccountSeal>().Seal(account.Id, new PasskeyContent("", [1], [1], [], false)) });
        });
        foreach (var address in new[] { "/account/export", "/account/close", "/account/address" })
        {
            using var sent = await invited.App.Send(address, [new("Typed", Invited.Mail), new("As", "json"), new("Address", "new@example.org")]);
            Assert.Equal("/account/second-factor", sent.Headers.Location!.ToString());
        }
        await using var read = invited.App.Store.Read();
        Assert.True(await read.Set<Account>().AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_last_who_runs_the_site_is_told_what_to_do_and_finds_no_button()
    {
        await using var invited = await Listed();
        await invited.App.Store.Write(db => db.Set<Account>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Roles, Roles.Operator)));
        var page = await invited.App.Page("/account/close");
        Assert.StartsWith("You are the only one who runs this site.", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#Typed"));
        await invited.App.Post("/account/close", [new("Typed", Invited.Mail)], HttpStatusCode.Conflict);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
    }

    [Fact]
    public async Task A_link_to_keep_the_profile_up_to_date_ends_with_the_account()
    {
        await using var invited = await Listed();
        var links = invited.App.Services.GetRequiredService<UpkeepLinks>();
        var key = await invited.App.Store.Write(async db => links.New(db, await db.Set<ProfileOwner>().SingleAsync()));
        Assert.NotNull(await links.Find(key, TestContext.Current.CancellationToken));
        await Walk.Send(invited.App, "/account/close", ("Typed", Invited.Mail));
        Assert.Null(await links.Find(key, TestContext.Current.CancellationToken));
        await using var db = invited.App.Store.Read();
        Assert.False(await db.Set<UpkeepLink>().AnyAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["closed"], await db.Set<OutgoingMail>().Select(mail => mail.Kind).ToListAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Invited> Listed()
    {
        var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        return invited;
    }
}
