using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Operators;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Upkeep;
using Rapport.Verification;

namespace Rapport.Tests.Privacy;

/// <summary>Where a law demands a record, who closes her account is gone from the site at once, and from the store on a day that she knows.</summary>
public sealed class LegalHoldTests
{
    private const string Clinic = "clinic, Willow Clinic, privacy@willow.example";

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Who_closes_her_account_under_a_hold_is_locked_out_and_off_the_list_and_erased_whole_after_its_day(Database database)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(database, time: clock);
        var account = await Holder.Make(test.Store);
        var other = await Holder.Make(test.Store, "other@example.org", 1999999984);
        await HoldAll(test.Store, "2 years");
        Assert.Equal(Closed.Kept, await Holder.Close(test.Store, account));
        Assert.Equal(Closed.NotThere, await Holder.Close(test.Store, account));
        await using (var db = test.Store.Read())
        {
            // Nobody signs in.
            Assert.False(await db.Set<Session>().AnyAsync(one => one.AccountId == account, TestContext.Current.CancellationToken));
            Assert.False(await db.Set<Passkey>().AnyAsync(one => one.AccountId == account, TestContext.Current.CancellationToken));
            Assert.False(await db.Set<UpkeepLink>().AnyAsync(one => one.AccountId == account, TestContext.Current.CancellationToken));
            Assert.False(await db.Set<PrivateLink>().AnyAsync(one => one.AccountId == account, TestContext.Current.CancellationToken));
            // Nothing is public, and what the law does not ask for is erased.
            var profile = await db.Set<Profile>().AsNoTracking().SingleAsync(one => one.Id == 1, TestContext.Current.CancellationToken);
            Assert.Equal((true, true), (profile.Removed, profile.Unlisted!.Value.HasFlag(Unlisted.Closed)));
            Assert.Null(profile.Face);
            Assert.Equal([2L], await db.Set<Photograph>().Select(one => one.ProfileId).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal([2L], await db.Set<Report>().Select(one => one.ProfileId).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal([other], await db.Set<OrganisationMember>().Select(one => one.AccountId).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(1, await db.Set<RosterMember>().CountAsync(one => one.DeclinedAt != null && one.Mail == null, TestContext.Current.CancellationToken));
            // The record is there.
            Assert.Contains(Holder.Words[3], profile.Document, StringComparison.Ordinal);
            Assert.True(await db.Set<FactChange>().AnyAsync(one => one.ProfileId == 1 && one.Reason == Holder.Words[13], TestContext.Current.CancellationToken));
            Assert.True(await db.Set<LicenceCheck>().AnyAsync(one => one.ProfileId == 1, TestContext.Current.CancellationToken));
            Assert.True(await db.Set<ProfileOwner>().AnyAsync(one => one.AccountId == account, TestContext.Current.CancellationToken));
            var row = await db.Set<Account>().AsNoTracking().SingleAsync(one => one.Id == account, TestContext.Current.CancellationToken);
            Assert.Equal(("", "", Roles.None, false), (row.Password, row.Recovery, row.Roles, row.Factor is not null));
            Assert.Equal(Holder.Address, new AccountSeal(test.Store, KeyRing.Open(test.Location)).Open(row).Address);
            Assert.Equal(new DateOnly(2028, 11, 25), (await db.Set<LegalHold>().SingleAsync(TestContext.Current.CancellationToken)).Until);
        }
        Assert.Equal(Entry.Wrong, (await Door(test.Store, door => door.SignIn(Holder.Address, Holder.Password, from: null, TestContext.Current.CancellationToken))).How);
        // An undone removal does not put it back.
        var removals = new Removals(test.Store);
        await removals.UndoByOwner(1, TestContext.Current.CancellationToken);
        await using (var db = test.Store.Read())
        {
            Assert.False(await Visibility.Among(db.Set<Profile>(), RegistryListing.FactsOnly).AnyAsync(one => one.Id == 1, TestContext.Current.CancellationToken));
        }
        // She may come anew; that account is another one.
        Assert.NotNull(await Door(test.Store, door => door.OpenWith(Holder.Address, TestContext.Current.CancellationToken)));

        clock.Advance(TimeSpan.FromDays(365 * 2));
        Assert.DoesNotContain("closed accounts kept by law", (await RetentionTests.Runner(test.Store).Run(TestContext.Current.CancellationToken)).Erased.Keys);
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, (await RetentionTests.Runner(test.Store).Run(TestContext.Current.CancellationToken)).Erased["closed accounts kept by law"]);
        await using (var db = test.Store.Read())
        {
            var profile = await db.Set<Profile>().AsNoTracking().SingleAsync(one => one.Id == 1, TestContext.Current.CancellationToken);
            Assert.Equal((Holder.Npi, true, null, ProfileDocument.Empty), (profile.Npi, profile.Removed, profile.Unlisted, profile.Document));
            Assert.Equal([other], await db.Set<Account>().Select(one => one.Id).ToListAsync(TestContext.Current.CancellationToken));
            Assert.False(await db.Set<LegalHold>().AnyAsync(TestContext.Current.CancellationToken));
            Assert.Equal([2L], await db.Set<ProfileOwner>().Select(one => one.ProfileId).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal([2L], await db.Set<LicenceCheck>().Select(one => one.ProfileId).ToListAsync(TestContext.Current.CancellationToken));
        }
        var lines = await ErasedLine.Read(RemovalLog.PathIn(test.Location), TestContext.Current.CancellationToken);
        Assert.Equal([new DateOnly(2028, 11, 25), null], lines.Select(line => line.Until));
        Assert.Single(lines.Select(line => line.Erased).Distinct());
    }

    [Fact]
    public async Task Of_what_was_kept_no_word_is_in_the_file_after_its_day()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        var account = await Holder.Make(test.Store);
        await HoldAll(test.Store, "1 year");
        await Holder.Close(test.Store, account);
        Assert.NotEqual([], await Holder.Found(test.Store));
        clock.Advance(TimeSpan.FromDays(367));
        await RetentionTests.Runner(test.Store).Run(TestContext.Current.CancellationToken);
        Assert.Equal([], await Holder.Found(test.Store));
    }

    [Fact]
    public async Task No_mail_goes_to_somebody_who_has_closed_her_account()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        await HoldAll(test.Store, "2 years");
        await Holder.Close(test.Store, account);
        var keys = KeyRing.Open(test.Location);
        var (seal, outbox) = (new AccountSeal(test.Store, keys), new Outbox(test.Store, keys));
        Assert.False(await test.Store.Write(db => new OwnerMail(seal, outbox).Add(
            db, 1, "licence-ends", (to, language) => new Letter(to, language.Code, "a", ["b"], null, null, ""), TimeSpan.FromDays(1), TestContext.Current.CancellationToken)));
        var letter = outbox.Open((await outbox.All(TestContext.Current.CancellationToken)).Single())!;
        Assert.Equal((Holder.Address, "Your account is closed"), (letter.To, letter.Subject));
        var day = DateOnly.FromDateTime(test.Store.Now).AddYears(2).ToString("D", Language.English.Culture);
        Assert.Contains(letter.Paragraphs, line => line.Contains($"kept until {day}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_restore_of_a_back_up_from_before_locks_her_out_again_until_the_day_and_erases_her_after()
    {
        var clock = new TestClock();
        await using var source = await TestStore.Create(Database.Sqlite, time: clock);
        var account = await Holder.Make(source.Store);
        await HoldAll(source.Store, "2 years");
        var file = Path.Combine(source.Folder, "saved.backup");
        await Backup.Write(source.Store, file, overwrite: true, (_, _) => { }, TestContext.Current.CancellationToken);
        await Holder.Close(source.Store, account);

        await using var target = await TestStore.Place(Database.Sqlite);
        target.TakeKeysOf(source.Location);
        Assert.Equal(1, (await Restored(target)).ErasedAgain);
        using (var store = await Store.Open(target.Location, clock, TestContext.Current.CancellationToken))
        {
            await using var db = store.Read();
            var row = await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(row.ClosedAt);
            Assert.True((await db.Set<Profile>().SingleAsync(TestContext.Current.CancellationToken)).Removed);
            Assert.Equal(new DateOnly(2028, 11, 25), (await db.Set<LegalHold>().SingleAsync(TestContext.Current.CancellationToken)).Until);
        }
        clock.Advance(TimeSpan.FromDays(365 * 3));
        await using var late = await TestStore.Place(Database.Sqlite);
        late.TakeKeysOf(source.Location);
        Assert.Equal(1, (await Restored(late)).ErasedAgain);
        using var erased = await Store.Open(late.Location, clock, TestContext.Current.CancellationToken);
        await using (var db = erased.Read())
        {
            Assert.False(await db.Set<Account>().AnyAsync(TestContext.Current.CancellationToken));
            Assert.Equal(ProfileDocument.Empty, (await db.Set<Profile>().SingleAsync(TestContext.Current.CancellationToken)).Document);
        }

        Task<Restored> Restored(TestStore place) =>
            Restore.Run(place.Location, file, new RemovalLogs([RemovalLog.PathIn(source.Location)]), clock, (_, _) => { }, (_, _) => { }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_restore_of_a_back_up_from_after_leaves_what_is_locked_as_it_is()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(source.Store);
        await HoldAll(source.Store, "2 years");
        await Holder.Close(source.Store, account);
        var file = Path.Combine(source.Folder, "saved.backup");
        await Backup.Write(source.Store, file, overwrite: true, (_, _) => { }, TestContext.Current.CancellationToken);
        await using var target = await TestStore.Place(Database.Sqlite);
        target.TakeKeysOf(source.Location);
        var restored = await Restore.Run(
            target.Location, file, new RemovalLogs([RemovalLog.PathIn(source.Location)]), TimeProvider.System, (_, _) => { }, (_, _) => { }, TestContext.Current.CancellationToken);
        Assert.Equal(0, restored.ErasedAgain);
        using var store = await Store.Open(target.Location, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var db = store.Read();
        Assert.NotNull((await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken)).ClosedAt);
        Assert.Contains(Holder.Words[3], (await db.Set<Profile>().SingleAsync(TestContext.Current.CancellationToken)).Document, StringComparison.Ordinal);
        Assert.Equal(DateOnly.FromDateTime(store.Now).AddYears(2), (await db.Set<LegalHold>().SingleAsync(TestContext.Current.CancellationToken)).Until);
    }

    [Fact]
    public async Task A_hold_on_one_account_is_put_with_a_reason_that_its_holder_is_mailed_and_finds_in_her_data()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store, npi: null);
        string[] hold = ["accounts", "hold", Holder.Address];
        Assert.Equal(2, (await RapportProcess.Run([.. hold, "--until", "2020-01-01", "--reason", "case", .. test.Arguments])).Code);
        Assert.Equal(2, (await RapportProcess.Run([.. hold, "--until", "2090-01-31", .. test.Arguments])).Code);
        Assert.Equal(1, (await RapportProcess.Run(["accounts", "hold", "nobody@example.org", "--until", "2090-01-31", "--reason", "case", .. test.Arguments])).Code);
        var put = await RapportProcess.Run([.. hold, "--until", "2090-01-31", "--reason", "asked for by the board", .. test.Arguments]);
        Assert.Equal((0, ""), (put.Code, put.Error));
        var keys = KeyRing.Open(test.Location);
        var (seal, outbox) = (new AccountSeal(test.Store, keys), new Outbox(test.Store, keys));
        var letter = (await outbox.All(TestContext.Current.CancellationToken)).Select(outbox.Open).Single(one => one!.Subject == "Your data must be kept")!;
        Assert.DoesNotContain(letter.Paragraphs, line => line.Contains("board", StringComparison.Ordinal));
        await using (var db = test.Store.Read())
        {
            var whose = await Whose.Of(db, await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken), test.Store.Now, seal, outbox.Open, TestContext.Current.CancellationToken);
            var row = (await PersonalTables.All.Single(table => table.Name == "legal_holds").Rows(db, whose, TestContext.Current.CancellationToken)).Single();
            Assert.Equal([new DateOnly(2090, 1, 31), "asked for by the board"], row.Take(2).Select(value => value.Value));
        }
        Assert.Contains("kept by law until 2090-01-31", (await RapportProcess.Run(["accounts", "erase", Holder.Address, "--yes", .. test.Arguments])).Out, StringComparison.Ordinal);
        // Of who closed it the command knows the address still, and the end of the hold is the end of the record.
        Assert.Contains("nobody is told", (await RapportProcess.Run([.. hold, "--until", "2091-01-31", "--reason", "longer", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("The next daily job erases the account", (await RapportProcess.Run([.. hold, "--end", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("closed accounts kept by law 1", (await RapportProcess.Run(["retention", "--yes", .. test.Arguments])).Out, StringComparison.Ordinal);
        await using var after = test.Store.Read();
        Assert.False(await after.Set<Account>().AnyAsync(one => one.Id == account, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_a_clinic_that_is_named_may_hold_the_records_of_all()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var refused = await RapportProcess.Run(["settings", "set", "legal-hold", "7 years", .. test.Arguments]);
        Assert.Equal(1, refused.Code);
        Assert.Contains("settings set answers-for", refused.Error, StringComparison.Ordinal);
        foreach (var wrong in new[] { "clinic", "clinic, Willow", "clinic, , a@willow.example", "clinic, Willow, nowhere", "bank, Willow, a@willow.example" })
        {
            Assert.Equal(2, (await RapportProcess.Run(["settings", "set", "answers-for", wrong, .. test.Arguments])).Code);
        }
        Assert.Equal(0, (await RapportProcess.Run(["settings", "set", "answers-for", "Clinic, Willow, Oak & Co, Privacy@willow.example", .. test.Arguments])).Code);
        Assert.Equal(0, (await RapportProcess.Run(["settings", "set", "legal-hold", "7", .. test.Arguments])).Code);
        await using (var db = test.Store.Read())
        {
            Assert.Equal(new Responsible(IsClinic: true, "Willow, Oak & Co", "privacy@willow.example"), await ResponsibleSetting.Of(db, TestContext.Current.CancellationToken));
            Assert.Equal(7, await HoldSetting.InForce(db, TestContext.Current.CancellationToken));
        }
        // Where the directory answers, it holds nothing.
        await ResponsibleSetting.Set(test.Store, "directory", TestContext.Current.CancellationToken);
        await using var later = test.Store.Read();
        Assert.Null(await HoldSetting.InForce(later, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "The law asks that some of it be kept until", "Your page is off the list, and nobody can sign in.")]
    [InlineData("/es", "La ley pide guardar una parte hasta el", "Su página salió de la lista y nadie puede entrar.")]
    public async Task She_reads_the_day_before_she_closes_and_after(string language, string before, string after)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await HoldAll(invited.App.Store, "7 years");
        var culture = (language.Length == 0 ? Language.English : Language.Spanish).Culture;
        var day = DateOnly.FromDateTime(invited.App.Store.Now).AddYears(7).ToString("D", culture);
        Assert.Contains($"{before} {day}", (await invited.App.Page(language + "/account/close")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{before} {day}", (await invited.App.Page(language + "/account/export")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var file = await invited.App.Send(language + "/account/export", [new("As", "json")]))
        {
            Assert.Contains("\"keptByLawUntil\": \"2033-11-25\"", await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        using (var file = await invited.App.Send(language + "/account/export", [new("As", "page")]))
        {
            Assert.Contains(day, WebUtility.HtmlDecode(await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
        var page = await Walk.Send(invited.App, language + "/account/close", ("Typed", Invited.Mail));
        Assert.StartsWith(after, page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(day, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await invited.Publicly());
        using var shut = await invited.App.Browser.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal("/account/sign-in", shut.Headers.Location!.ToString());
        await invited.App.Post("/account/sign-in", [new("Address", Invited.Mail), new("Password", Invited.Password)], HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("", "Who answers for it", "A clinic answers for what is kept here: Willow Clinic."), InlineData("/es", "Quién responde de esto", "De lo que se guarda aquí responde una clínica: Willow Clinic.")]
    public async Task Anybody_reads_who_answers_for_what_is_kept_and_for_how_long_a_law_keeps_it(string language, string heading, string named)
    {
        await using var app = await HostedApp.Start();
        var page = await app.Page(language + "/privacy");
        Assert.Equal(heading, page.QuerySelectorAll("h2")[^1].TextContent);
        Assert.Null(page.QuerySelector("main a[href^='mailto:']"));
        Assert.Equal(language + "/privacy", (await app.Page(language + "/")).QuerySelector("footer a[href$='/privacy']")!.GetAttribute("href"));
        await HoldAll(app.Store, "7 years");
        page = await app.Page(language + "/privacy");
        Assert.Contains(named, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("privacy@willow.example", page.QuerySelector("main a[href='mailto:privacy@willow.example']")!.TextContent);
        Assert.Contains(7.ToString(CultureInfo.InvariantCulture), page.QuerySelectorAll("main li")[4].TextContent, StringComparison.Ordinal);
    }

    private static async Task HoldAll(Store store, string years)
    {
        await ResponsibleSetting.Set(store, Clinic, TestContext.Current.CancellationToken);
        await HoldSetting.Set(store, years, TestContext.Current.CancellationToken);
    }

    private static async Task<T> Door<T>(Store store, Func<AccountDoor, Task<T>> what)
    {
        var keys = KeyRing.Open(store.Location);
        using var passwords = new Passwords();
        return await what(new AccountDoor(store, new AccountSeal(store, keys), passwords, new Outbox(store, keys)));
    }
}
