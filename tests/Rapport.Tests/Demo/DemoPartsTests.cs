using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Demo;
using Rapport.Layout;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Demo;

/// <summary>What a newcomer finds who plays a part of a demo.</summary>
public sealed partial class DemoPartsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_demo_has_a_lapsed_licence_a_roster_that_invites_and_a_record_that_two_claim_also_when_it_is_made_anew(Database database)
    {
        await using var test = await TestStore.Place(database);
        var demo = new DemoStore(test.Location, new TestClock());
        await demo.Make(700, 1, replace: false, _ => { });
        var made = await demo.Make(700, 2, replace: true, _ => { });
        using var store = await Store.Open(test.Location, new TestClock());
        await using var db = store.Read();
        Assert.Equal(made.Bytes, (await db.Set<Profile>().Select(profile => profile.Document).ToListAsync(Stop)).Sum(document => (long)System.Text.Encoding.UTF8.GetByteCount(document)));
        Assert.All(await ChangeFeed.After(db, 0, 10), line => Assert.Equal(Change.Everything, line.ProfileId));

        var lapsed = await Kept(store, db, DemoPart.Lapsed);
        Assert.Equal(Unlisted.LicenceLapsed, lapsed.Unlisted);
        var looks = await db.Set<LicenceCheck>().Where(check => check.IsNewest).ToListAsync(Stop);
        Assert.Equal([lapsed.Id], looks.Where(look => look.Standing == Standing.Lapsed).Select(look => look.ProfileId));
        // What a page calls verified somebody has looked at, and the desk knows it.
        var today = DateOnly.FromDateTime(store.Now);
        var verified = (await db.Set<Profile>().Where(profile => profile.Claimed).ToListAsync(Stop))
            .SelectMany(profile => (profile.Read().Facts.Licences?.Value ?? []).Where(one => one is { Number: not null, Checked: not null, Status: null or "active" } && !(one.Expires < today)).Select(one => (profile.Id, one.Number!))).ToList();
        Assert.True(verified.Count > 100);
        Assert.Equal(verified.Order(), looks.Where(look => look.Standing == Standing.Verified).Select(look => (look.ProfileId, look.Number)).Order());
        var funnel = Assert.Single(await RosterList.Funnels(db, Stop));
        Assert.Equal((DemoParts.Roster, 3, 2), (funnel.Roster, funnel.Members, funnel.Invited));
        Assert.All(await db.Set<RosterMember>().ToListAsync(Stop), member => Assert.NotNull(member.ProfileId));
        var claims = await db.Set<Claim>().ToListAsync(Stop);
        Assert.Equal(2, claims.Count);
        Assert.All(claims, claim => Assert.True(claim.IsContested));
        Assert.Single(claims.Select(claim => claim.ProfileId).Distinct());
        Assert.Equal([OrganisationKind.Recommends, OrganisationKind.Therapists], (await db.Set<Organisation>().Select(one => one.Kind).ToListAsync(Stop)).Order().Reverse());
    }

    [Fact]
    public async Task In_the_smallest_demo_each_part_can_be_played()
    {
        await using var app = await PlayedDemo.Start(people: 1);
        foreach (var (part, _, _) in PartsModel.All)
        {
            using var answer = await app.Send("/account/parts", [new("Part", part.ToString())]);
            Assert.Contains(PartsModel.AddressOf(part), (await app.Page("/account")).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
            // What it begins with may not be there; its page is.
            using var first = await app.Browser.GetAsync(answer.Headers.Location, Stop);
            Assert.InRange((int)first.StatusCode, 200, 399);
        }
    }

    [Theory]
    [InlineData(nameof(DemoPart.Therapist), "/profile")]
    [InlineData(nameof(DemoPart.Lapsed), "/profile")]
    [InlineData(nameof(DemoPart.Newcomer), "/claim")]
    [InlineData(nameof(DemoPart.Invited), "/account/mailbox?to=invited%40demo.example")]
    [InlineData(nameof(DemoPart.Claimant), "/claim")]
    [InlineData(nameof(DemoPart.Verifier), "/desk")]
    [InlineData(nameof(DemoPart.Operator), "/account")]
    [InlineData(nameof(DemoPart.Deputy), "/files")]
    [InlineData(nameof(DemoPart.Recommender), "/")]
    [InlineData(nameof(DemoPart.Administrator), "/organisation", "/organisation/willow-street-counseling")]
    public async Task Each_part_begins_where_it_has_something_to_do_in_the_language_in_which_it_was_chosen(string part, string first, string? then = null)
    {
        await using var app = await PlayedDemo.Start();
        foreach (var language in new[] { "", "/es" })
        {
            using var answer = await app.Send(language + "/account/parts", [new("Part", part)]);
            Assert.Equal(language + first, answer.Headers.Location!.OriginalString);
            if (then is not null)
            {
                using var on = await app.Browser.GetAsync(answer.Headers.Location, Stop);
                Assert.Equal(language + then, on.Headers.Location!.OriginalString);
            }
        }
        var links = (await app.Page("/account")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Contains("/account/parts", links);
        // Her own mails; all others are one tap away.
        Assert.Contains(AccountLinks.Mailbox(Language.English, PartsModel.AddressOf(Enum.Parse<DemoPart>(part))), links);
    }

    [Fact]
    public async Task Two_who_run_the_site_open_a_file_together()
    {
        await using var app = await PlayedDemo.Start();
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Therapist)));
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Operator)));
        var page = await Walk.Send(app, "/files", ("Address", PartsModel.AddressOf(DemoPart.Therapist)), ("Reason", "A court asks for what is kept."), ("Act", "ask"));
        Assert.Null(page.QuerySelector("button[value=agree]"));
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Deputy)));
        page = await app.Page("/files");
        await Walk.Send(app, "/files", ("File", page.QuerySelector("input[name=File]")!.GetAttribute("value")!), ("Act", "agree"));
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Operator)));
        page = await app.Page("/files");
        await app.Page(page.QuerySelector("a[href^='/files/']")!.GetAttribute("href")!);
    }

    [Fact]
    public async Task Who_plays_a_therapist_reads_one_day_on_both_pages_and_it_is_not_long_ago()
    {
        await using var app = await PlayedDemo.Start();
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Therapist)));
        var said = await SaidLately(app, DemoPart.Therapist);
        Assert.Contains(said, (await app.Page("/profile")).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(said, (await app.Page("/upkeep")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Lapsed)));
        Assert.Contains(await SaidLately(app, DemoPart.Lapsed), (await app.Page("/upkeep")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_plays_a_therapist_has_a_mail_whose_one_button_says_that_the_page_is_still_right()
    {
        await using var app = await PlayedDemo.Start();
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Therapist)));
        var mail = (await app.Page("/account/mailbox")).QuerySelectorAll(".letter").Single(letter => letter.TextContent.Contains("Is your page still right?", StringComparison.Ordinal));
        Assert.Contains(PartsModel.AddressOf(DemoPart.Therapist), mail.TextContent, StringComparison.Ordinal);
        var link = new Uri(new Uri("http://here.example"), mail.QuerySelector("a")!.GetAttribute("href")).PathAndQuery;
        Assert.StartsWith("/upkeep/link/", link, StringComparison.Ordinal);
        var page = await Walk.Send(app, link, ("Act", "confirm"));
        Assert.StartsWith("Thank you. It counts as confirmed today.", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await using var db = app.Store.Read();
        Assert.Equal(app.Store.Now.Date, (await Kept(app.Store, db, DemoPart.Therapist)).Read().Facts.SaidByOwner()!.Value.Date);
    }

    [Fact]
    public async Task Who_plays_a_new_therapist_is_told_of_a_record_that_is_there_and_can_be_proven_by_telephone_and_by_letter()
    {
        await using var app = await PlayedDemo.Start();
        var told = Told().Match((await app.Page("/account/parts")).QuerySelector(".parts")!.TextContent);
        Assert.True(told.Success);
        Assert.Contains(told.Groups["name"].Value, (await app.Page("/es/account/parts")).QuerySelector(".parts")!.TextContent, StringComparison.Ordinal);
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Newcomer)));
        var number = told.Groups["number"].Value;
        // The number is invented so that nobody can have it.
        Assert.False(Npi.TryParse(number, out _, out _));
        var byNumber = (await app.Page("/claim?npi=" + number)).QuerySelector(".topics a")!.GetAttribute("href")!;
        var byName = (await app.Page($"/claim?name={Uri.EscapeDataString(told.Groups["name"].Value)}&zip={told.Groups["zip"].Value}")).QuerySelectorAll(".topics a").Select(link => link.GetAttribute("href"));
        Assert.Contains(byNumber, byName);
        var ways = (await app.Page(byNumber)).QuerySelectorAll("input[name=Way]").Select(choice => choice.GetAttribute("value")).ToList();
        Assert.Contains("Telephone", ways);
        Assert.Contains("Letter", ways);
    }

    [Fact]
    public async Task Who_plays_a_therapist_has_an_answer_for_one_office_and_another_for_elsewhere()
    {
        await using var app = await PlayedDemo.Start();
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Therapist)));
        await using var db = app.Store.Read();
        var openings = (await Kept(app.Store, db, DemoPart.Therapist)).Read().Facts.Openings!.Value;
        Assert.Contains(openings, opening => opening.PlaceId is null);
        Assert.Contains(openings, opening => opening.PlaceId is not null);
    }

    [Fact]
    public async Task Who_is_invited_takes_over_the_record_of_the_name_that_the_roster_has()
    {
        await using var app = await PlayedDemo.Start();
        await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Invited)));
        var account = await app.Page("/account");
        await Walk.Send(app, "/profile", ("Act", "named"));
        await using var db = app.Store.Read();
        var profile = await Kept(app.Store, db, DemoPart.Invited);
        Assert.Contains(profile.Read().Facts.Name!.Value.Display(), account.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Proof.RosterMail, (await db.Set<ProfileOwner>().SingleAsync(owner => owner.ProfileId == profile.Id, Stop)).Proof);
    }

    [GeneratedRegex(@"Look for (?<name>.+?) at ZIP (?<zip>\d{5}), or for the number (?<number>\d{10})\.", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Told();

    /// <summary>The day on which the owner of what a part keeps spoke last, as a page has it: of the facts and of what is counted from it.</summary>
    private static async Task<string> SaidLately(HostedApp app, DemoPart part)
    {
        await using var db = app.Store.Read();
        var profile = await Kept(app.Store, db, part);
        var owner = await db.Set<ProfileOwner>().SingleAsync(row => row.ProfileId == profile.Id, Stop);
        var said = profile.Read().Facts.SaidByOwner()!.Value;
        Assert.Equal((said, said), (owner.CountedFrom, owner.Since));
        Assert.InRange((app.Store.Now.Date - said.Date).Days, 1, 60);
        return said.ToString("D", CultureInfo.GetCultureInfo("en-US"));
    }

    private static async Task<Profile> Kept(Store store, RapportDb db, DemoPart part)
    {
        var key = new AccountSeal(store, KeyRing.Open(store.Location)).KeyOf(PartsModel.AddressOf(part));
        return await db.Set<Account>().Where(account => account.AddressKey == key)
            .Join(db.Set<ProfileOwner>(), account => account.Id, owner => owner.AccountId, (_, owner) => owner)
            .Join(db.Set<Profile>(), owner => owner.ProfileId, profile => profile.Id, (_, profile) => profile).AsNoTracking().SingleAsync(Stop);
    }
}
