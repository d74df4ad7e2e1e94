using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>From an invitation to a profile that is one's own; and what nobody gets by one.</summary>
public sealed class EntryTests
{
    [Theory, InlineData(""), InlineData("/es")]
    public async Task A_mailed_invitation_leads_to_an_account_the_record_and_the_list(string language)
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        var page = await invited.Prove(language);
        Assert.Equal(language.Length == 0 ? "Your profile" : "Su perfil", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        Assert.Equal((3, 1, 1, 1, 0), Steps(await invited.Funnel()));

        await Walk.Send(app, language + "/profile", ("Act", "confirm"));
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        Assert.Equal((3, 1, 1, 1, 1), Steps(await invited.Funnel()));
        var profile = await invited.Profile();
        var facts = profile.Read().Facts;
        Assert.True(profile.Claimed);
        // What she was shown is hers now; what the registry alone can say is not.
        Assert.Equal((Source.Therapist, invited.App.Store.Now), (facts.Places!.Source, facts.Places.Confirmed));
        Assert.Equal(Source.Registry, facts.Taxonomies!.Source);
        Assert.Equal(["medi-cal"], facts.Insurers!.Value.Select(plan => plan.Insurer));
        // The registry's place, and the other one that the roster names.
        Assert.Equal([(1, "94612"), (2, "94610")], facts.Places.Value.Select(place => (place.Id, place.Zip)));
        await using var db = app.Store.Read();
        Assert.Equal(Proof.RosterMail, (await db.Set<ProfileOwner>().SingleAsync(TestContext.Current.CancellationToken)).Proof);
        // Her history tells what was done for her, and by whom.
        var history = (await app.Page(language + "/profile/history")).QuerySelector(".changes")!.TextContent;
        Assert.Contains(language.Length == 0 ? "Whose it is" : "De quién es", history, StringComparison.Ordinal);
        Assert.Contains(language.Length == 0 ? "Whether it is listed" : "Si está en la lista", history, StringComparison.Ordinal);
        Assert.Contains(Invited.Roster, history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_roster_says_of_a_licence_or_a_street_stands_beside_what_the_registry_says()
    {
        await using var invited = await Invited.Start();
        var seal = invited.App.Services.GetRequiredService<Rapport.Accounts.AccountSeal>();
        await invited.App.Store.Write(async db =>
        {
            var member = await db.Set<RosterMember>().SingleAsync(one => one.Npi == Invited.Npi, TestContext.Current.CancellationToken);
            var facts = member.Facts(seal);
            member.Document = seal.Seal(new ProfileDocument
            {
                Facts = facts with
                {
                    Licences = facts.Licences! with { Value = [new Licence { State = "CA", Number = "LCS50001", Status = "active", Checked = new DateOnly(2026, 1, 1) }] },
                    Places = facts.Places! with
                    {
                        Value =
                    [
                        .. facts.Places.Value.Select(place => place with { Zip = "94612", Line1 = "12 Grand Ave" }),
                        // The registry's own house, as a roster types it.
                        .. facts.Places.Value.Select(place => place with { Zip = "94612", Line1 = "100 Main Street", Line2 = "Suite 5" }),
                    ]
                    },
                },
            }.ToJson());
        }, TestContext.Current.CancellationToken);
        await invited.Prove();
        var joined = (await invited.Profile()).Read().Facts;
        // A roster checks nothing.
        Assert.Equal([("LCS50001", null), ("MFT12345", (DateOnly?)null)], joined.Licences!.Value.Select(licence => (licence.Number!, licence.Checked)));
        Assert.Equal(["100 Main St", "12 Grand Ave"], joined.Places!.Value.Select(place => place.Line1));
    }

    [Fact]
    public async Task Who_declines_by_another_s_number_leaves_alone_what_its_owner_keeps()
    {
        await using var invited = await Invited.Start();
        var stop = TestContext.Current.CancellationToken;
        // Another roster gives the same number to somebody else, before anybody's record was known.
        await Invited.TakeIn(invited.App.Store, "Other Network");
        await invited.App.Store.Write(db => db.Set<RosterMember>().Where(member => member.Roster == "Other Network").ExecuteUpdateAsync(row => row.SetProperty(member => member.ProfileId, (long?)null).SetProperty(member => member.MailKey, new byte[] { 1, 2, 3 })));
        await invited.App.Services.GetRequiredService<Invitations>().ByMail("Other Network", Language.English, stop);
        var other = (await invited.LastMail()).Path!;
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        (await invited.App.Send("/account/sign-out", [])).Dispose();

        await Walk.Send(invited.App, other);
        var page = await Walk.Send(invited.App, "/claim/entry", ("Answer", "decline"));
        Assert.Equal("You are not listed", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        Assert.False((await invited.Profile()).Removed);
        // Nor does what her own roster says of her reach her no more.
        await using var db = invited.App.Store.Read();
        Assert.Equal(["Other Network"], await db.Set<RosterMember>().Where(member => member.DeclinedAt != null && member.Npi == 1234567893).Select(member => member.Roster).ToListAsync(stop));
        Assert.Equal(1, (await Invited.TakeIn(invited.App.Store)).KeepTheirOwn);
    }

    [Fact]
    public async Task To_open_an_invitation_spends_nothing_and_shows_or_changes_nothing()
    {
        await using var invited = await Invited.Start(RegistryListing.FactsOnly);
        var before = (await invited.Profile()).Document;
        var path = await invited.ByMail();
        for (var times = 0; times < 3; times++)
        {
            await invited.App.Page(path);
        }
        Assert.Equal(0, (await invited.Funnel()).Opened);
        var entry = await Walk.Send(invited.App, path);
        Assert.Contains("Ana Cruz", entry.QuerySelector(".entry")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, (await invited.Profile()).Document);
        Assert.Equal(1, (await invited.Funnel()).Opened);
        // The link may be opened on another day, in another browser, until the record is hers.
        invited.Clock.Advance(TimeSpan.FromDays(59));
        using var other = invited.App.NewBrowser();
        using var pressed = await other.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal("/claim/entry", pressed.Headers.Location!.ToString());
        invited.Clock.Advance(TimeSpan.FromDays(2));
        await invited.App.Post(path, [], HttpStatusCode.Gone);
    }

    [Fact]
    public async Task The_code_of_a_letter_works_once_in_small_letters_too_and_no_other_does()
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        var codes = await invited.ByLetter();
        Assert.Equal(["Chen", "Stone"], codes.Keys.Order(StringComparer.Ordinal));
        foreach (var wrong in new[] { "", "BBBB-BBBB-BBBB", codes["Chen"][..^1], codes["Chen"] + "B", "' OR 1=1", new string('x', 5000) })
        {
            await app.Post("/claim/code", [new("Code", wrong)], HttpStatusCode.UnprocessableEntity);
        }
        var entry = await Walk.Send(app, "/claim/code", ("Code", codes["Chen"].ToLowerInvariant().Replace('-', ' ')));
        Assert.Contains("Lee Chen", entry.QuerySelector(".entry")!.TextContent, StringComparison.Ordinal);
        var asked = await Walk.Send(app, "/claim/entry", ("Answer", "mine"));
        Assert.Equal("Open an account", asked.QuerySelector("h1")!.TextContent);
        var back = await invited.Register("lee@chen.example");
        // She comes back to where she was.
        Assert.Contains("Lee Chen", back.QuerySelector(".entry")!.TextContent, StringComparison.Ordinal);
        var own = await Walk.Send(app, "/claim/entry", ("Answer", "mine"));
        Assert.Equal("Your profile", own.QuerySelector("h1")!.TextContent);
        await app.Post("/claim/code", [new("Code", codes["Chen"])], HttpStatusCode.UnprocessableEntity);
        await using var db = app.Store.Read();
        Assert.Equal(Proof.LetterCode, (await db.Set<ProfileOwner>().SingleAsync(TestContext.Current.CancellationToken)).Proof);
    }

    [Fact]
    public async Task Nobody_tries_codes_without_end()
    {
        await using var invited = await Invited.Start();
        var status = HttpStatusCode.UnprocessableEntity;
        for (var times = 0; times < 200 && status == HttpStatusCode.UnprocessableEntity; times++)
        {
            using var answer = await invited.App.Send("/claim/code", [new("Code", $"BBBB-BBBB-{times:D4}")]);
            status = answer.StatusCode;
        }
        // This machine itself is not counted: through it a proxy asks for all.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var door = invited.App.Services.GetRequiredService<Rapport.Accounts.AccountDoor>();
        var may = 0;
        while (may < 1000 && await door.MayTypeCode(IPAddress.Parse("203.0.113.7"), TestContext.Current.CancellationToken))
        {
            may++;
        }
        Assert.Equal(Rapport.Accounts.AccountDoor.MostFromOne, may);
    }

    [Fact]
    public async Task Who_does_not_want_to_be_listed_is_erased_and_left_alone_for_good()
    {
        await using var invited = await Invited.Start(RegistryListing.FactsOnly);
        var app = invited.App;
        Assert.Equal(HttpStatusCode.OK, await invited.Publicly());
        var path = await invited.ByMail();
        await Walk.Send(app, path);
        var told = await Walk.Send(app, "/claim/entry", ("Answer", "decline"));
        Assert.Equal("You are not listed", told.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        await app.Post(path, [], HttpStatusCode.Gone);
        Assert.DoesNotContain("1250 Grand Ave", await EveryTable.Print(app.Store), StringComparison.Ordinal);
        // Neither a newer file nor another roster brings her back.
        Assert.Equal(1, (await Invited.TakeIn(app.Store)).AskedToBeRemoved);
        Assert.Equal(1, (await Invited.TakeIn(app.Store, "Other Network")).AskedToBeRemoved);
        invited.Clock.Advance(Invitations.Between + TimeSpan.FromDays(1));
        var invitations = app.Services.GetRequiredService<Invitations>();
        Assert.Equal(0, (await invitations.ByMail(Invited.Roster, Language.English, TestContext.Current.CancellationToken)).Invited);
        Assert.Equal(0, (await invitations.ByMail("Other Network", Language.English, TestContext.Current.CancellationToken)).Invited);
    }

    [Fact]
    public async Task A_record_that_somebody_keeps_is_not_taken_by_another_and_one_account_keeps_one()
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        await invited.Prove();
        var codes = await invited.ByLetter();
        await Walk.Send(app, "/claim/code", ("Code", codes["Chen"]));
        var page = await app.Post("/claim/entry", [new("Answer", "mine")], HttpStatusCode.Conflict);
        Assert.Contains("keeps another profile already", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        // Another roster names Ana at another address: her record is hers already.
        await using (var db = app.Store.Read())
        {
            Assert.Equal(1, await db.Set<ProfileOwner>().CountAsync(TestContext.Current.CancellationToken));
        }
        var report = await Invited.TakeIn(app.Store, "Other Network");
        Assert.Equal(1, report.KeepTheirOwn);
        Assert.Equal(0, (await app.Services.GetRequiredService<Invitations>().ByMail("Other Network", Language.English, TestContext.Current.CancellationToken)).Invited);
        // Nor can a stranger take it off the list.
        Assert.Equal(RemovalOutcome.Owned, await app.Services.GetRequiredService<Removals>().Ask((await invited.Profile()).Id, from: null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_claim_that_is_refused_changes_nothing_of_the_record_and_a_name_that_is_another_s_is_refused()
    {
        await using var invited = await Invited.Start();
        // Since the roster came the number turned out to be somebody else's.
        await invited.App.Store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([1L]))!;
            var document = profile.Read();
            profile.Document = (document with { Facts = document.Facts with { Name = document.Facts.Name! with { Value = new PersonName { First = "Linda", Last = "Smith" } } } }).ToJson();
        });
        var before = (await invited.Profile()).Document;
        await Walk.Send(invited.App, await invited.ByMail());
        await Walk.Send(invited.App, "/claim/entry", ("Answer", "mine"));
        await Walk.Send(invited.App, "/account/password", ("FullName", "Ana Cruz"), ("Password", Invited.Password));
        var page = await invited.App.Post("/claim/entry", [new("Answer", "mine")], HttpStatusCode.Conflict);
        Assert.Contains("a person looks who is right", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, (await invited.Profile()).Document);
        Assert.Equal(0, (await invited.Funnel()).Proven);
    }

    [Fact]
    public async Task Who_was_taken_off_the_list_is_not_written_to_and_her_open_invitation_leads_nowhere()
    {
        await using var invited = await Invited.Start(RegistryListing.FactsOnly);
        await Walk.Send(invited.App, await invited.ByMail());
        await invited.App.Services.GetRequiredService<Removals>().Ask(1, from: null, TestContext.Current.CancellationToken);
        var before = (await invited.Profile()).Document;
        await Walk.Send(invited.App, "/claim/entry", ("Answer", "mine"));
        await Walk.Send(invited.App, "/account/password", ("FullName", "Ana Cruz"), ("Password", Invited.Password));
        await invited.App.Post("/claim/entry", [new("Answer", "mine")], HttpStatusCode.Conflict);
        Assert.Equal(before, (await invited.Profile()).Document);
        invited.Clock.Advance(Invitations.Between);
        Assert.Equal(0, (await invited.App.Services.GetRequiredService<Invitations>().ByMail(Invited.Roster, Language.English, TestContext.Current.CancellationToken)).Invited);
    }

    [Fact]
    public async Task A_second_click_leads_to_the_profile_that_the_first_one_took_over()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        using var again = await invited.App.Send("/claim/entry", [new("Answer", "mine")]);
        Assert.Equal("/profile", again.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_profile_that_a_wrong_hand_took_is_taken_back_and_the_right_one_is_invited_again()
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        string[] store = ["--data", invited.App.Store.Location.DataFolder];
        var listed = await RapportProcess.Run(["claims", .. store]);
        Assert.Contains("1 · Ana Cruz · ana@willow.example · mail of a roster, ", listed.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RapportProcess.Run(["claims", "release", "1", "--reason", "a namesake", .. store])).Code);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        var letter = await invited.LastMail();
        Assert.Equal((Invited.Mail, "Your account changed"), (letter.To, letter.Subject));
        Assert.Contains("0 profiles kept", (await RapportProcess.Run(["claims", "list", .. store])).Out, StringComparison.Ordinal);
        Assert.Contains("Nobody keeps profile 1", (await RapportProcess.Run(["claims", "release", "1", "--reason", "a namesake", .. store])).Error, StringComparison.Ordinal);
        // The mailbox that took it proves nothing any more: neither by itself, nor by another way, nor by a mail to it.
        Assert.Contains("No profile belongs", (await Walk.Send(invited.App, "/profile", ("Act", "named"))).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        await invited.App.Post("/claim/record/1", [new("Way", "Check")], HttpStatusCode.Conflict);
        Assert.Equal(0, (await invited.App.Services.GetRequiredService<Invitations>().ByMail(Invited.Roster, Language.English, TestContext.Current.CancellationToken)).Invited);
        Assert.Contains("Cruz", (await invited.ByLetter()).Keys);
    }

    [Fact]
    public async Task Whoever_has_the_address_that_a_roster_names_needs_no_invitation()
    {
        await using var invited = await Invited.Start();
        await invited.Register(Invited.Mail);
        var page = await invited.App.Page("/profile");
        Assert.Contains("Willow Network named Ana Cruz", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        page = await Walk.Send(invited.App, "/profile", ("Act", "named"));
        Assert.Contains("Nobody sees it yet", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await invited.Funnel()).Proven);
    }

    [Fact]
    public async Task Who_does_not_answer_is_written_to_again_after_a_while_three_times_at_most()
    {
        await using var invited = await Invited.Start();
        var invitations = invited.App.Services.GetRequiredService<Invitations>();
        var old = await invited.ByMail();
        for (var round = 2; round <= 6; round++)
        {
            Assert.Equal(0, (await invitations.ByMail(Invited.Roster, Language.Spanish, TestContext.Current.CancellationToken)).Invited);
            invited.Clock.Advance(Invitations.Between);
            Assert.Equal(round <= Invitations.Most ? 1 : 0, (await invitations.ByMail(Invited.Roster, Language.Spanish, TestContext.Current.CancellationToken)).Invited);
        }
        // The newest link alone opens it.
        await invited.App.Post(old, [], HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Letters_that_could_not_be_written_leave_no_code_behind()
    {
        await using var invited = await Invited.Start();
        var invitations = invited.App.Services.GetRequiredService<Invitations>();
        await Assert.ThrowsAsync<IOException>(() => invitations.ByLetter(Invited.Roster, mailedToo: false, _ => throw new IOException("full"), TestContext.Current.CancellationToken));
        Assert.Equal(0, (await invited.Funnel()).Invited);
        Assert.Equal(2, (await invited.ByLetter()).Count);
    }

    [Fact]
    public async Task The_mail_names_the_roster_in_its_text_and_nothing_in_its_subject()
    {
        await using var invited = await Invited.Start();
        await invited.App.Services.GetRequiredService<Invitations>().ByMail(Invited.Roster, Language.Spanish, TestContext.Current.CancellationToken);
        var letter = await invited.LastMail();
        Assert.Equal(("Su ficha: ¿está bien?", Invited.Mail, "es"), (letter.Subject, letter.To, letter.Language));
        Assert.StartsWith("/es/claim/link/", letter.Path, StringComparison.Ordinal);
        Assert.Contains(letter.Paragraphs, paragraph => paragraph.Contains(Invited.Roster, StringComparison.Ordinal));
        Assert.DoesNotContain("Ana", letter.Subject, StringComparison.Ordinal);
    }

    private static (int, int, int, int, int) Steps(Funnel funnel) => (funnel.Members, funnel.Invited, funnel.Opened, funnel.Proven, funnel.Confirmed);
}
