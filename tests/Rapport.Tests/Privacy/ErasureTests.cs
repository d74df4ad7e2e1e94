using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Mail;
using Rapport.Operators;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Privacy;

/// <summary>What is left of somebody who closed her account.</summary>
public sealed class ErasureTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Of_who_closed_her_account_no_table_knows_more_than_that_she_is_not_to_be_listed(Database database)
    {
        await using var test = await TestStore.Create(database);
        var account = await Holder.Make(test.Store);
        var other = await Holder.Make(test.Store, "other@example.org", 1999999984);
        var feed = await Feed(test.Store);
        Assert.Equal(Closed.Done, await Holder.Close(test.Store, account));
        Assert.Equal([1L], await FeedAfter(test.Store, feed));
        await using (var db = test.Store.Read())
        {
            var profile = await db.Set<Profile>().AsNoTracking().SingleAsync(one => one.Id == 1, TestContext.Current.CancellationToken);
            Assert.Equal((Holder.Npi, false, true, (DateOnly?)null), (profile.Npi, profile.Claimed, profile.Removed, profile.RegistryDate));
            Assert.Equal(ProfileDocument.Empty, profile.Document);
            var removal = await db.Set<Removal>().AsNoTracking().SingleAsync(one => one.ProfileId == 1, TestContext.Current.CancellationToken);
            Assert.Equal((null, null, null), (removal.UndoneAt, removal.UndoneReason, removal.Network));
            var members = await db.Set<RosterMember>().AsNoTracking().OrderBy(one => one.Id).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal((true, true, true), (members[0].DeclinedAt is not null, members[0].Mail is null, members[0].Key is null));
            Assert.Null(members[1].DeclinedAt);
            // Each of the other's rows is there still, and hers are gone; the last mail to her waits.
            foreach (var (id, left) in new[] { (account, 0), (other, 1) })
            {
                Assert.Equal(left, await db.Set<Account>().CountAsync(one => one.Id == id, TestContext.Current.CancellationToken));
                Assert.Equal(left, await db.Set<Passkey>().CountAsync(one => one.AccountId == id, TestContext.Current.CancellationToken));
                Assert.Equal(left, await db.Set<Session>().CountAsync(one => one.AccountId == id, TestContext.Current.CancellationToken));
                Assert.Equal(left, await db.Set<ProfileOwner>().CountAsync(one => one.AccountId == id, TestContext.Current.CancellationToken));
                Assert.Equal(left, await db.Set<OrganisationMember>().CountAsync(one => one.AccountId == id, TestContext.Current.CancellationToken));
                Assert.Equal(left, await db.Set<Organisation>().CountAsync(one => one.ConfirmedBy == id, TestContext.Current.CancellationToken));
                Assert.Equal(left, await db.Set<OutgoingMail>().CountAsync(one => one.About == id, TestContext.Current.CancellationToken));
            }
            Assert.Equal((1, 1, 2), (
                await db.Set<PrivateLink>().CountAsync(TestContext.Current.CancellationToken), await db.Set<OrganisationInvitation>().CountAsync(TestContext.Current.CancellationToken),
                await db.Set<Organisation>().CountAsync(TestContext.Current.CancellationToken)));
            Assert.Equal(["closed", "invitation"], await db.Set<OutgoingMail>().Where(mail => mail.About == null).Select(mail => mail.Kind).OrderBy(kind => kind).ToListAsync(TestContext.Current.CancellationToken));
        }
        // Asked again, nothing changes.
        Assert.Equal(Closed.NotThere, await Holder.Close(test.Store, account));
        var log = await File.ReadAllTextAsync(RemovalLog.PathIn(test.Location), TestContext.Current.CancellationToken);
        Assert.Equal(2, log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain(account.ToString(), log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task None_of_twenty_words_that_she_and_others_wrote_is_in_the_file_of_the_store_or_its_log()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        // Address, name, what a roster says and a verifier noted are sealed; all other words can be read.
        Assert.Equal(16, (await Holder.Found(test.Store)).Count);
        await Holder.Close(test.Store, account);
        Assert.Equal([], await Holder.Found(test.Store));
    }

    [Fact]
    public async Task Where_the_removal_log_cannot_be_written_nothing_is_erased_and_it_can_be_asked_again()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        var before = await EveryTable.Print(test.Store);
        Directory.CreateDirectory(RemovalLog.PathIn(test.Location));
        await Assert.ThrowsAnyAsync<Exception>(() => Holder.Close(test.Store, account));
        Assert.Equal(before, await EveryTable.Print(test.Store));
        Directory.Delete(RemovalLog.PathIn(test.Location));
        Assert.Equal(Closed.Done, await Holder.Close(test.Store, account));
    }

    [Fact]
    public async Task A_program_that_is_killed_has_erased_all_or_nothing()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        var before = await EveryTable.Print(test.Store);
        var rounds = 0;
        for (var pause = 300; await IsThere(test.Store, account); pause += 60 + (pause / 20))
        {
            Assert.Equal(before, await EveryTable.Print(test.Store));
            using var process = RapportProcess.Start([], ["accounts", "erase", Holder.Address, "--yes", .. test.Arguments]);
            await Task.Delay(pause, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(++rounds < 100, "It was never erased.");
        }
        await using var db = test.Store.Read();
        Assert.False(await db.Set<ProfileOwner>().AnyAsync(TestContext.Current.CancellationToken));
        Assert.True((await db.Set<Profile>().SingleAsync(TestContext.Current.CancellationToken)).Removed);
        Assert.Equal("closed", (await db.Set<OutgoingMail>().SingleAsync(TestContext.Current.CancellationToken)).Kind);
    }

    [Fact]
    public async Task What_she_sent_while_her_account_was_closed_is_not_written()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        await Holder.Close(test.Store, account);
        await new ProfileEditor(test.Store, Vocabularies.BuiltIn).Set(1, [new("about-me", "late words")], Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        await using var db = test.Store.Read();
        Assert.DoesNotContain("late words", (await db.Set<Profile>().SingleAsync(TestContext.Current.CancellationToken)).Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_somebody_reads_her_words_stay_in_the_log_and_are_cut_soon_after()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        await using (var db = test.Store.Read())
        {
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await using var reading = await Backup.Snapshot(db.Database.GetDbConnection(), TestContext.Current.CancellationToken);
            Assert.Equal(Closed.Done, await Holder.Close(test.Store, account));
            Assert.True(test.Store.IsCutOwed);
        }
        await test.Store.CutOwed();
        Assert.Equal([], await Holder.Found(test.Store));
    }

    [Fact]
    public async Task The_last_who_runs_the_site_stays_until_another_does_and_a_verifier_is_none()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        var other = await Holder.Make(test.Store, "other@example.org", 1999999984);
        await Give(account, Roles.Operator | Roles.Verifier);
        await Give(other, Roles.Verifier);
        Assert.Equal(Closed.LastOperator, await Holder.Close(test.Store, account));
        var refused = await RapportProcess.Run(["accounts", "erase", Holder.Address, "--yes", .. test.Arguments]);
        Assert.Equal(1, refused.Code);
        Assert.Contains("is the only account that runs this site", refused.Error, StringComparison.Ordinal);
        await Give(other, Roles.Operator);
        Assert.Equal(Closed.Done, await Holder.Close(test.Store, account));

        Task Give(Guid id, Roles roles) => test.Store.Write(db => db.Set<Account>().Where(one => one.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Roles, roles)));
    }

    [Fact]
    public async Task The_command_says_what_would_go_and_erases_only_when_told_so()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        var asked = await RapportProcess.Run(["accounts", "erase", "QuillFeather01@example.org", .. test.Arguments]);
        Assert.Equal((0, ""), (asked.Code, asked.Error));
        Assert.Contains("Would be erased: rows in accounts 1, passkeys 1, sessions 1, private_links 1, profile_owners 1, profiles 1,", asked.Out, StringComparison.Ordinal);
        Assert.Contains("outgoing_mails 2", asked.Out, StringComparison.Ordinal);
        Assert.True(await IsThere(test.Store, account));
        Assert.Contains("Erased, with its rows in accounts 1", (await RapportProcess.Run(["accounts", "erase", Holder.Address, "--yes", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.False(await IsThere(test.Store, account));
        Assert.Contains("There is no account", (await RapportProcess.Run(["accounts", "erase", Holder.Address, "--yes", .. test.Arguments])).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RapportProcess.Run(["accounts", "erase", "ana", .. test.Arguments])).Code);
    }

    [Fact]
    public async Task The_last_mail_says_so_and_is_gone_after_two_days_where_no_server_takes_it()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        var account = await Holder.Make(test.Store);
        await Holder.Close(test.Store, account);
        var outbox = new Outbox(test.Store, KeyRing.Open(test.Location));
        var letter = outbox.Open((await outbox.All(TestContext.Current.CancellationToken)).Single())!;
        Assert.Equal((Holder.Address, "Your account is closed"), (letter.To, letter.Subject));
        clock.Advance(Erasure.LastMail + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await outbox.DropEnded(TestContext.Current.CancellationToken));
    }

    private static async Task<bool> IsThere(Store store, Guid account)
    {
        await using var db = store.Read();
        return await db.Set<Account>().AnyAsync(one => one.Id == account, TestContext.Current.CancellationToken);
    }

    private static async Task<long> Feed(Store store)
    {
        await using var db = store.Read();
        return await ChangeFeed.Last(db, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<long>> FeedAfter(Store store, long sequence)
    {
        await using var db = store.Read();
        return [.. (await ChangeFeed.After(db, sequence, 10, TestContext.Current.CancellationToken)).Select(change => change.ProfileId)];
    }
}
