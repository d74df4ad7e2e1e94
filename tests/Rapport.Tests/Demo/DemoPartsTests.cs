using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Demo;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Demo;

/// <summary>What a newcomer finds who plays a part of a demo.</summary>
public sealed class DemoPartsTests
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
        var look = await db.Set<LicenceCheck>().SingleAsync(Stop);
        Assert.Equal((lapsed.Id, Standing.Lapsed), (look.ProfileId, look.Standing));
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
            Assert.Equal("Your account", (await Walk.Send(app, "/account/parts", ("Part", part.ToString()))).QuerySelector("h1")!.TextContent);
        }
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
        var account = await Walk.Send(app, "/account/parts", ("Part", nameof(DemoPart.Invited)));
        await Walk.Send(app, "/profile", ("Act", "named"));
        await using var db = app.Store.Read();
        var profile = await Kept(app.Store, db, DemoPart.Invited);
        Assert.Contains(profile.Read().Facts.Name!.Value.Display(), account.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Proof.RosterMail, (await db.Set<ProfileOwner>().SingleAsync(owner => owner.ProfileId == profile.Id, Stop)).Proof);
    }

    private static async Task<Profile> Kept(Store store, RapportDb db, DemoPart part)
    {
        var key = new AccountSeal(store, KeyRing.Open(store.Location)).KeyOf(PartsModel.AddressOf(part));
        return await db.Set<Account>().Where(account => account.AddressKey == key)
            .Join(db.Set<ProfileOwner>(), account => account.Id, owner => owner.AccountId, (_, owner) => owner)
            .Join(db.Set<Profile>(), owner => owner.ProfileId, profile => profile.Id, (_, profile) => profile).AsNoTracking().SingleAsync(Stop);
    }
}
