using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Mail;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Privacy;

/// <summary>Keys of people are renewed while the site runs, and destroyed when somebody goes.</summary>
public sealed class KeyRenewalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_day_after_a_renewal_no_row_needs_an_older_key_and_all_of_them_open(Database database)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(database, time: clock);
        var account = await Full(test.Store, isHeld: true);
        var before = await Sealed(test.Store, account);
        // Each of them is there: a column that is not renewed would be lost a day later.
        Assert.Equal(SealedColumn.All.Count, before.Count);
        var told = await Told(test.Store, account);
        var renewal = new KeyRenewal(test.Store, new AccountSeal(test.Store, KeyRing.Open(test.Location)));

        Assert.Equal(new KeysRenewed(1, 1, SealedColumn.All.Count, 0, 0), await renewal.Renew((_, _) => { }, Stop));
        Assert.Equal(told, await Told(test.Store, account));
        // Said again at once, it goes on where it was: nobody gets a third key.
        Assert.Equal(new KeysRenewed(1, 1, 0, 0, 0), await renewal.Renew((_, _) => { }, Stop));
        Assert.Equal(2, new PersonKeys(test.Location).Count(account));

        // A change that was under way seals with the older key, and is kept.
        await test.Store.Write(async db => (await db.Set<Claim>().SingleAsync(Stop)).Words = before[Claim.SealedWords], Stop);
        clock.Advance(PersonKeys.Followed);
        Assert.Equal(new KeysRenewed(1, 0, 1, 1, 0), await renewal.End(Stop));
        Assert.Equal(told, await Told(test.Store, account));
        var after = await Sealed(test.Store, account);
        var keys = new PersonKeys(test.Location);
        Assert.Equal(1, keys.Count(account));
        Assert.All(after.Values, content => Assert.True(keys.IsNewest(account, content)));
        Assert.All(before, one => Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => keys.Open(account, one.Key, one.Value)));
    }

    [Fact]
    public async Task While_keys_are_renewed_again_and_again_the_site_reads_and_writes()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var people = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            people.Add(await Plain(test.Store, $"a{i}@example.org"));
        }
        var seal = new AccountSeal(test.Store, KeyRing.Open(test.Location));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writes = Task.Run(
            async () =>
            {
                for (var i = 0; !end.IsCancellationRequested; i++)
                {
                    await test.Store.Write(async db =>
                    {
                        var account = await db.Set<Account>().SingleAsync(one => one.Id == people[i % people.Count], Stop);
                        account.Content = seal.Seal(account.Id, seal.Open(account) with { Name = FormattableString.Invariant($"{i}") });
                    }, Stop);
                }
            }, Stop);
        for (var round = 0; round < 5; round++)
        {
            await new KeyRenewal(test.Store, new AccountSeal(test.Store, KeyRing.Open(test.Location))).Renew((_, _) => { }, Stop);
        }
        await end.CancelAsync();
        await writes;
        await using var read = test.Store.Read();
        Assert.All(await read.Set<Account>().AsNoTracking().ToListAsync(Stop), account => Assert.EndsWith("@example.org", seal.Open(account).Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_closes_her_account_takes_her_key_along_and_no_older_copy_of_the_store_opens()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Full(test.Store);
        var before = await Sealed(test.Store, account);
        await Holder.Close(test.Store, account);
        var keys = new PersonKeys(test.Location);
        Assert.False(keys.Has(account));
        Assert.All(before, one => Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => keys.Open(account, one.Key, one.Value)));
    }

    [Fact]
    public async Task A_key_that_outlived_its_owner_is_destroyed_and_nobody_else_s()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var (account, other) = (await Full(test.Store), await Plain(test.Store, "other@example.org"));
        var path = Directory.EnumerateFiles(Path.Combine(test.Location.KeyFolder, PersonKeys.Folder), $"{account:n}.key", SearchOption.AllDirectories).Single();
        var key = await File.ReadAllBytesAsync(path, Stop);
        Assert.Equal(0, await new KeyRenewal(test.Store, new AccountSeal(test.Store, KeyRing.Open(test.Location))).DestroyErased(Stop));
        await Holder.Close(test.Store, account);
        // Killed between the two, or a copy of the keys was put back.
        await File.WriteAllBytesAsync(path, key, Stop);
        // A key of whom this store does not know may be of a newer back-up: it stays.
        var stranger = Guid.CreateVersion7();
        new PersonKeys(test.Location).Make(stranger);
        Assert.Equal(1, await new KeyRenewal(test.Store, new AccountSeal(test.Store, KeyRing.Open(test.Location))).DestroyErased(Stop));
        Assert.False(File.Exists(path));
        Assert.True(new PersonKeys(test.Location).Has(other));
        Assert.True(new PersonKeys(test.Location).Has(stranger));
    }

    [Fact]
    public async Task The_command_renews_them_and_the_doctor_sees_that_one_is_missing()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Full(test.Store, isHeld: true);
        var ended = await RapportProcess.Run(["keys", "renew", .. test.Arguments]);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.StartsWith("1 account has a key that is not a day old; 10 rows sealed anew by it just now. The keys before are destroyed a day from now.", ended.Out, StringComparison.Ordinal);
        Assert.Contains("\"renewed\": 1", (await RapportProcess.Run(["keys", "renew", "--json", .. test.Arguments])).Out, StringComparison.Ordinal);
        new PersonKeys(test.Location).Destroy(account);
        var doctor = await RapportProcess.Run(["doctor", .. test.Arguments]);
        Assert.Equal(1, doctor.Code);
        Assert.Contains("1 account without a whole key", doctor.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static async Task<Guid> Plain(Store store, string address)
    {
        var keys = KeyRing.Open(store.Location);
        using var passwords = new Passwords();
        var door = new AccountDoor(store, new AccountSeal(store, keys), passwords, new Outbox(store, keys));
        var key = (await door.OpenWith(address, Stop))!;
        return (await door.Choose(key, new AccountContent(address, "Somebody"), Holder.Password, Rapport.Layout.Language.English, from: null, Stop)).Account;
    }

    /// <summary>An account that has something in each column that is sealed for its owner.</summary>
    private static async Task<Guid> Full(Store store, bool isHeld = false)
    {
        var account = await Holder.Make(store);
        var seal = new AccountSeal(store, KeyRing.Open(store.Location));
        await store.Write(async db =>
        {
            (await db.Set<Account>().SingleAsync(one => one.Id == account, Stop)).Factor = seal.Seal(account, Account.SealedFactor, [1, 2, 3]);
            db.Add(new PrivateLink { Id = AccountSeal.HashOf("move"), Purpose = LinkPurpose.Move, AccountId = account, Address = seal.Seal(account, PrivateLink.SealedAddress, "new@example.org"), EndsAt = store.Now.AddDays(3) });
            db.Add(new ProfileDraft { AccountId = account, ProfileId = 1, Topic = "about", Content = seal.Seal(account, ProfileDraft.Sealed, "{}"), SavedAt = store.Now });
            if (isHeld)
            {
                // Whoever closes such an account keeps her key until its day.
                await Holds.Put(db, seal, account, new HoldTerm(new DateOnly(2030, 1, 1), "a board asks"), store.Now, Stop);
            }
            db.Add(new OpenedFile { Id = Guid.CreateVersion7(), AccountId = account, AskedBy = Guid.CreateVersion7(), Reason = seal.Seal(account, OpenedFile.SealedReason, "a court asks"), EndsAt = store.Now.AddDays(3) });
            db.Add(new Claim
            {
                Id = Guid.CreateVersion7(),
                AccountId = account,
                Way = ClaimWay.Check,
                StartedAt = store.Now,
                Words = seal.Seal(account, Claim.SealedWords, "please look"),
                Said = seal.Seal(account, Claim.SealedSaid, ProfileDocument.Empty),
            });
        }, Stop);
        return account;
    }

    /// <summary>What stands in the store sealed for somebody, by what it was sealed for.</summary>
    private static async Task<Dictionary<string, byte[]>> Sealed(Store store, Guid account)
    {
        await using var db = store.Read();
        var mine = await db.Set<Account>().AsNoTracking().SingleAsync(one => one.Id == account, Stop);
        var claim = await db.Set<Claim>().AsNoTracking().SingleAsync(one => one.AccountId == account, Stop);
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [AccountSeal.SealedAccount] = mine.Content,
            [Account.SealedFactor] = mine.Factor!,
            [AccountSeal.SealedPasskey] = (await db.Set<Passkey>().AsNoTracking().SingleAsync(one => one.AccountId == account, Stop)).Content,
            [PrivateLink.SealedAddress] = (await db.Set<PrivateLink>().AsNoTracking().SingleAsync(one => one.AccountId == account, Stop)).Address!,
            [Claim.SealedWords] = claim.Words!,
            [Claim.SealedSaid] = claim.Said!,
            [ProfileDraft.Sealed] = (await db.Set<ProfileDraft>().AsNoTracking().SingleAsync(one => one.AccountId == account, Stop)).Content,
            [OpenedFile.SealedReason] = (await db.Set<OpenedFile>().AsNoTracking().SingleAsync(one => one.AccountId == account, Stop)).Reason,
            [OutgoingMail.Sealed] = (await db.Set<OutgoingMail>().AsNoTracking().SingleAsync(one => one.About == account, Stop)).Content,
        };
        if (await db.Set<LegalHold>().AsNoTracking().SingleOrDefaultAsync(one => one.AccountId == account, Stop) is { Reason: { } reason })
        {
            found[LegalHold.SealedReason] = reason;
        }
        return found;
    }

    private static async Task<string> Told(Store store, Guid account)
    {
        var keys = new PersonKeys(store.Location);
        return string.Join('\n', (await Sealed(store, account)).Select(one => one.Key + " " + Convert.ToHexString(keys.Open(account, one.Key, one.Value))));
    }
}
