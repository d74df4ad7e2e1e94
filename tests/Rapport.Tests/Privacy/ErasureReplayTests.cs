using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Cli;
using Rapport.Mail;
using Rapport.Operators;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Privacy;

/// <summary>A back-up from before brings nobody back who closed her account since.</summary>
public sealed class ErasureReplayTests
{
    private static readonly RowProgress Quiet = (_, _) => { };

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Who_closed_her_account_after_the_back_up_is_erased_again_with_her_mails(Database database)
    {
        await using var source = await TestStore.Create(database);
        var account = await Holder.Make(source.Store);
        var other = await Holder.Make(source.Store, "other@example.org", 1999999984);
        var file = await Save(source);
        await Holder.Close(source.Store, account);

        await using var target = await TestStore.Place(database);
        target.TakeKeysOf(source.Location);
        var restored = await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        Assert.Equal(1, restored.ErasedAgain);
        using var store = await Store.Open(target.Location, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var db = store.Read();
        Assert.Equal([other], await db.Set<Account>().Select(one => one.Id).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([2L], await db.Set<ProfileOwner>().Select(one => one.ProfileId).ToListAsync(TestContext.Current.CancellationToken));
        var profile = await db.Set<Profile>().AsNoTracking().SingleAsync(one => one.Id == 1, TestContext.Current.CancellationToken);
        Assert.Equal((true, false, ProfileDocument.Empty), (profile.Removed, profile.Claimed, profile.Document));
        // Neither what was about her account nor what went to her address alone is sent.
        var outbox = new Outbox(store, KeyRing.Open(target.Location));
        Assert.Equal(["other@example.org", "other@example.org"], (await outbox.All(TestContext.Current.CancellationToken)).Select(mail => outbox.Open(mail)!.To));
        // The log of the restored store says so too, so that she is gone after the next loss as well.
        await using var third = await TestStore.Place(database);
        third.TakeKeysOf(source.Location);
        Assert.Equal(1, (await RestoreTo(third, file, RemovalLog.PathIn(target.Location))).ErasedAgain);
    }

    [Fact]
    public async Task Who_was_put_back_for_her_letter_after_she_left_is_not_taken_off_again()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(source.Store);
        var file = await Save(source);
        await Holder.Close(source.Store, account);
        var removals = new Removals(source.Store);
        Assert.True(await removals.Undo((await removals.List(stop: TestContext.Current.CancellationToken)).Single().Id, "she wrote", TestContext.Current.CancellationToken));
        await using var target = await TestStore.Place(Database.Sqlite);
        target.TakeKeysOf(source.Location);
        await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        using var store = await Store.Open(target.Location, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var db = store.Read();
        var profile = await db.Set<Profile>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((false, false, ProfileDocument.Empty), (profile.Removed, profile.Claimed, profile.Document));
        Assert.False(await db.Set<Account>().AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task None_of_her_words_is_in_the_file_that_was_restored()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(source.Store);
        var file = await Save(source);
        await Holder.Close(source.Store, account);
        await using var target = await TestStore.Place(Database.Sqlite);
        target.TakeKeysOf(source.Location);
        await RestoreTo(target, file, RemovalLog.PathIn(source.Location));
        using var store = await Store.Open(target.Location, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal([], await Holder.Found(store));
    }

    [Fact]
    public async Task A_back_up_older_than_her_account_invites_her_no_more()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var keys = KeyRing.Open(source.Location);
        var (seal, outbox) = (new AccountSeal(source.Store, keys), new Outbox(source.Store, keys));
        foreach (var address in new[] { Holder.Address, "other@example.org" })
        {
            await source.Store.Write(db =>
            {
                db.Add(new RosterMember
                {
                    Id = Guid.CreateVersion7(),
                    Roster = "Willow Network",
                    Known = address,
                    NamedAt = source.Store.Now,
                    Document = [],
                    Mail = seal.Seal(System.Text.Encoding.UTF8.GetBytes(address)),
                    MailKey = seal.KeyOf(address),
                });
                outbox.Add(db, "invitation", new Letter(address, "en", "An entry for you", ["Look."], null, null, ""), TimeSpan.FromDays(9));
                return Task.CompletedTask;
            });
        }
        var file = await Save(source);
        await Holder.Close(source.Store, await Holder.Make(source.Store));
        await using var target = await TestStore.Place(Database.Sqlite);
        target.TakeKeysOf(source.Location);
        Assert.Equal(0, (await RestoreTo(target, file, RemovalLog.PathIn(source.Location))).ErasedAgain);
        using var store = await Store.Open(target.Location, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var db = store.Read();
        Assert.Equal(["other@example.org"], await db.Set<RosterMember>().Where(member => member.Mail != null).Select(member => member.Known).ToListAsync(TestContext.Current.CancellationToken));
        var restored = new Outbox(store, KeyRing.Open(target.Location));
        Assert.Equal("other@example.org", restored.Open((await restored.All(TestContext.Current.CancellationToken)).Single())!.To);
    }

    [Fact]
    public async Task Who_opened_an_account_anew_with_the_same_address_keeps_it()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        await Holder.Close(source.Store, await Holder.Make(source.Store));
        var anew = await Holder.Make(source.Store, Holder.Address, 1999999984);
        var file = await Save(source);
        await using var target = await TestStore.Place(Database.Sqlite);
        target.TakeKeysOf(source.Location);
        Assert.Equal(0, (await RestoreTo(target, file, RemovalLog.PathIn(source.Location))).ErasedAgain);
        using var store = await Store.Open(target.Location, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var db = store.Read();
        Assert.Equal(anew, (await db.Set<Account>().SingleAsync(TestContext.Current.CancellationToken)).Id);
        Assert.Contains("invitation", await db.Set<OutgoingMail>().Select(mail => mail.Kind).ToListAsync(TestContext.Current.CancellationToken));
        Assert.NotNull((await db.Set<RosterMember>().SingleAsync(member => member.Npi == 1999999984, TestContext.Current.CancellationToken)).Mail);
    }

    [Fact]
    public async Task Without_the_key_or_with_another_nothing_is_restored_until_it_is_said_that_it_is_lost()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(source.Store);
        var file = await Save(source);
        await Holder.Close(source.Store, account);
        await using var target = await TestStore.Place(Database.Sqlite);
        string[] restore = ["restore", file, "--removals", RemovalLog.PathIn(source.Location), .. target.Arguments];
        var refused = await RapportProcess.Run(restore);
        Assert.Equal(1, refused.Code);
        Assert.Contains("Put your copy of the keys", refused.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(target.Folder));
        Directory.CreateDirectory(target.Location.KeyFolder);
        await File.WriteAllBytesAsync(Path.Combine(target.Location.KeyFolder, ErasedKey.Name), new byte[32], TestContext.Current.CancellationToken);
        Assert.Equal(1, (await RapportProcess.Run(restore)).Code);
        // Said so, she is there again but off the list: the number of the registry is no secret.
        Assert.Equal(0, (await RapportProcess.Run([.. restore, "--no-erased"])).Code);
        using var store = await Store.Open(target.Location, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var db = store.Read();
        Assert.True(await db.Set<Account>().AnyAsync(TestContext.Current.CancellationToken));
        Assert.True((await db.Set<Profile>().SingleAsync(TestContext.Current.CancellationToken)).Removed);
    }

    private static async Task<string> Save(TestStore source)
    {
        var file = Path.Combine(source.Folder, "a.backup");
        await Backup.Write(source.Store, file, overwrite: true, Quiet, TestContext.Current.CancellationToken);
        return file;
    }

    private static Task<Restored> RestoreTo(TestStore target, string file, string log) =>
        Restore.Run(target.Location, file, new RemovalLogs([log]), TimeProvider.System, Quiet, Quiet, TestContext.Current.CancellationToken);
}
