using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;

namespace Rapport.Tests.Accounts;

public sealed class PasswordTests
{
    private const string Olga = "olga@example.org";

    [Fact]
    public async Task An_account_may_be_opened_without_a_password_and_a_mailed_link_gives_it_one()
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        // Browsers have passkeys for one's own machine, and over https.
        app.Browser.DefaultRequestHeaders.Host = "localhost";
        await app.Post("/account/new", [new("Address", Olga)]);
        await Walk.Send(app, (await invited.LastMail()).Path!);
        var page = await Walk.Send(app, "/account/password", ("FullName", "Olga Stone"), ("Without", "true"));
        Assert.Equal("Passkeys", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("neither a password nor a passkey", (await app.Page("/account")).QuerySelector(".notice.care")!.TextContent, StringComparison.Ordinal);
        await using (var db = app.Store.Read())
        {
            Assert.Equal("", (await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken)).Password);
        }
        // No password opens it, an empty one neither.
        foreach (var tried in new[] { "", " ", "copper lantern tuesday" })
        {
            using var other = app.NewBrowser();
            using var answer = await other.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Olga), new("Password", tried)]), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
        await app.Post("/account/forgotten", [new("Address", Olga)]);
        await Walk.Send(app, (await invited.LastMail()).Path!);
        // Of an account that is there, a link always gives a password.
        await app.Post("/account/password", [new("Without", "true")], HttpStatusCode.UnprocessableEntity);
        await Walk.Send(app, "/account/password", ("Password", Invited.Password));
        Assert.DoesNotContain("neither a password", (await app.Page("/account")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_opens_an_account_and_is_sent_twice_opens_one_and_leads_to_the_same_page()
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        await app.Post("/account/new", [new("Address", Olga)]);
        await Walk.Send(app, (await invited.LastMail()).Path!);
        var once = (await app.Page("/account/password")).QuerySelector("input[name=Once]")!.GetAttribute("value")!;
        KeyValuePair<string, string>[] form = [new("Once", once), new("FullName", "Olga Stone"), new("Password", Invited.Password)];
        // Both before an answer comes, as with a double click.
        var answers = await Task.WhenAll(app.Send("/account/password", form), app.Send("/account/password", form));
        Assert.All(answers, answer => Assert.Equal("/account", answer.Headers.Location?.OriginalString));
        Array.ForEach(answers, answer => answer.Dispose());
        await using var db = app.Store.Read();
        Assert.Equal(1, await db.Set<Account>().CountAsync(TestContext.Current.CancellationToken));
    }
}
