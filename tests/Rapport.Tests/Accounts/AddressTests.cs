using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Upkeep;

namespace Rapport.Tests.Accounts;

/// <summary>Another mail address for an account: shown by a link that is used where she is signed in.</summary>
public sealed class AddressTests
{
    private const string Ana = Invited.Mail;
    private const string New = "ana.new@example.org";
    private const string Other = "bea@example.org";

    [Theory, InlineData("", "Look into your new mail"), InlineData("/es", "Mire en su nuevo correo")]
    public async Task The_link_in_the_new_mailbox_moves_the_account_and_the_old_one_is_told_twice(string language, string heading)
    {
        await using var invited = await Owner();
        using var elsewhere = invited.App.NewBrowser();
        await SignIn(elsewhere, Ana);
        var page = await Walk.Send(invited.App, language + "/account/address", ("Address", " Ana.New@example.org "));
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        var mails = await Mails(invited);
        Assert.Equal([(Ana, "account-changed"), (New, "link")], mails.Select(mail => (mail.Letter.To, mail.Kind)).OrderBy(mail => mail.Kind, StringComparer.Ordinal));
        var link = mails.Single(mail => mail.Kind == "link").Letter.Path!;
        Assert.StartsWith(language + "/account/link/", link, StringComparison.Ordinal);
        // A program that looks through mails opens it, and nothing changes.
        for (var times = 0; times < 3; times++)
        {
            await invited.App.Page(link);
        }
        await SignIn(elsewhere, Ana);
        page = await Walk.Send(invited.App, link);
        Assert.Contains(New, page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("[role=status]"));

        mails = await Mails(invited);
        Assert.Equal([Ana, Ana], mails.Select(mail => mail.Letter.To));
        Assert.Single(mails, mail => mail.Letter.Path is null);
        using var old = await elsewhere.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, old.StatusCode);
        using var browser = invited.App.NewBrowser();
        await SignIn(browser, Ana, HttpStatusCode.UnprocessableEntity);
        await SignIn(browser, New);
        await invited.App.Post(link, [], HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Whether_the_new_address_has_an_account_is_told_by_no_answer_and_no_count_but_to_its_owner()
    {
        await using var invited = await Owner();
        using var bea = invited.App.NewBrowser();
        await Register(invited, Other);
        await SignIn(invited.App.Browser, Ana);
        var told = new List<string>();
        foreach (var address in new[] { Other, "zoe@example.org" })
        {
            var before = await Counts(invited);
            using var answer = await invited.App.Send("/account/address", [new("Address", address)]);
            told.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}".Replace(address, "X", StringComparison.Ordinal));
            var after = await Counts(invited);
            Assert.Equal((2, 1), (after.Mails - before.Mails, after.Links - before.Links));
        }
        Assert.Equal(told[0], told[1]);
        var letter = (await Mails(invited)).Single(mail => mail.Letter.To == Other && mail.Letter.Paragraphs.Any(line => line.Contains("has this address already", StringComparison.Ordinal))).Letter;
        Assert.Equal("/account/sign-in", letter.Path);
    }

    [Fact]
    public async Task A_mailbox_alone_takes_no_account_over()
    {
        await using var invited = await Owner();
        var link = await Ask(invited);
        // Whoever has the mail and no session is asked to sign in; and who has another account gets nothing.
        using var stranger = invited.App.NewBrowser();
        using var answer = await stranger.PostAsync(new Uri(link, UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal("/account/sign-in", answer.Headers.Location!.ToString());
        await Register(invited, Other);
        await invited.App.Post(link, [], HttpStatusCode.Gone);
        // Its owner, who opens it where she is not signed in, is led back to it.
        using var owner = invited.App.NewBrowser();
        (await owner.PostAsync(new Uri(link, UriKind.Relative), new FormUrlEncodedContent([]))).Dispose();
        using var entered = await owner.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", Ana), new("Password", Invited.Password)]));
        Assert.Equal(link, entered.Headers.Location!.ToString());
        using var done = await owner.PostAsync(new Uri(link, UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal("/account?moved", done.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_new_password_ends_the_link_and_so_does_half_an_hour_and_an_account_that_took_the_address_meanwhile()
    {
        await using var invited = await Owner();
        var link = await Ask(invited);
        await invited.App.Post("/account/forgotten", [new("Address", Ana)]);
        await Walk.Send(invited.App, (await Mails(invited)).Single(mail => mail is { Kind: "link", Letter.To: Ana }).Letter.Path!);
        await Walk.Send(invited.App, "/account/password", ("Password", "velvet harbor nineteen"));
        await invited.App.Post(link, [], HttpStatusCode.Gone);
        link = await Ask(invited);
        invited.Clock.Advance(AccountDoor.LinksLast + TimeSpan.FromSeconds(1));
        await invited.App.Post(link, [], HttpStatusCode.Gone);
        await Walk.Send(invited.App, "/account/sign-in", ("Address", Ana), ("Password", "velvet harbor nineteen"));
        link = await Ask(invited);
        await using (var db = invited.App.Store.Read())
        {
            var door = invited.App.Services.GetRequiredService<AccountDoor>();
            var key = (await door.OpenWith(New, TestContext.Current.CancellationToken))!;
            await door.Choose(key, new AccountContent(New, "Zoe"), Invited.Password, Language.English, from: null, TestContext.Current.CancellationToken);
        }
        await invited.App.Post(link, [], HttpStatusCode.Gone);
    }

    [Fact]
    public async Task What_waits_goes_to_the_new_address_with_its_link_and_what_was_mailed_before_opens_nothing()
    {
        await using var invited = await Owner();
        var links = invited.App.Services.GetRequiredService<UpkeepLinks>();
        var outbox = invited.App.Services.GetRequiredService<Outbox>();
        var (mailed, waiting) = await invited.App.Store.Write(async db =>
        {
            var owner = await db.Set<ProfileOwner>().SingleAsync();
            var (gone, kept) = (links.New(db, owner), links.New(db, owner));
            outbox.Add(db, "upkeep", UpkeepLetters.PauseOver(Ana, Language.Spanish, kept), TimeSpan.FromDays(14), owner.AccountId);
            return (gone, kept);
        });
        var link = await Ask(invited);
        await Walk.Send(invited.App, link);
        Assert.Null(await links.Find(mailed, TestContext.Current.CancellationToken));
        Assert.NotNull(await links.Find(waiting, TestContext.Current.CancellationToken));
        var letter = (await Mails(invited)).Single(mail => mail.Kind == "upkeep").Letter;
        Assert.Equal((New, UpkeepLinks.Mailed(Language.Spanish, waiting)), (letter.To, letter.Path));
    }

    [Theory, InlineData(Ana, "This is your address already"), InlineData("ana", "Write a whole mail address")]
    public async Task An_address_that_is_none_or_hers_already_is_told(string address, string told)
    {
        await using var invited = await Owner();
        var page = await invited.App.Post("/account/address", [new("Address", address)], HttpStatusCode.UnprocessableEntity);
        Assert.Contains(told, page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(await Mails(invited), mail => mail.Kind == "account-changed");
    }

    [Fact]
    public async Task Who_asks_often_writes_to_few()
    {
        await using var invited = await Owner();
        for (var times = 0; times < 12; times++)
        {
            await invited.App.Post("/account/address", [new("Address", FormattableString.Invariant($"ana{times}@example.org"))]);
        }
        Assert.Equal(AccountDoor.MostLinks, (await Mails(invited)).Count(mail => mail.Kind == "link"));
    }

    private static async Task<string> Ask(Invited invited)
    {
        var before = (await Mails(invited)).Select(mail => mail.Letter.Path).ToList();
        await invited.App.Post("/account/address", [new("Address", New)]);
        return (await Mails(invited)).Single(mail => mail.Letter.To == New && !before.Contains(mail.Letter.Path)).Letter.Path!;
    }

    /// <summary>Ana has an account and keeps her profile; what led there has been mailed.</summary>
    private static async Task<Invited> Owner()
    {
        var invited = await Invited.Start();
        await invited.Prove();
        await invited.App.Store.Write(db => db.Set<OutgoingMail>().ExecuteDeleteAsync());
        return invited;
    }

    private static async Task Register(Invited invited, string address)
    {
        var door = invited.App.Services.GetRequiredService<AccountDoor>();
        await door.Choose((await door.OpenWith(address, TestContext.Current.CancellationToken))!, new AccountContent(address, "Bea"), Invited.Password, Language.English, from: null, TestContext.Current.CancellationToken);
        await SignIn(invited.App.Browser, address);
    }

    private static async Task SignIn(HttpClient browser, string address, HttpStatusCode expected = HttpStatusCode.Found)
    {
        using var answer = await browser.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent([new("Address", address), new("Password", Invited.Password)]));
        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task<List<(string Kind, Letter Letter)>> Mails(Invited invited)
    {
        var outbox = invited.App.Services.GetRequiredService<Outbox>();
        return [.. (await outbox.All(TestContext.Current.CancellationToken)).Select(mail => (mail.Kind, outbox.Open(mail)!))];
    }

    private static async Task<(int Mails, int Links)> Counts(Invited invited)
    {
        await using var db = invited.App.Store.Read();
        return (await db.Set<OutgoingMail>().CountAsync(TestContext.Current.CancellationToken), await db.Set<PrivateLink>().CountAsync(TestContext.Current.CancellationToken));
    }
}
