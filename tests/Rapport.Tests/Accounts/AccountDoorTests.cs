using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Tests.Support;

namespace Rapport.Tests.Accounts;

/// <summary>The door itself, on either database, and with two at it at once.</summary>
public sealed class AccountDoorTests
{
    private const string Ana = "ana@example.org";
    private const string Password = "copper lantern tuesday";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task It_opens_on_either_database(Database database)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(database, time: clock);
        var keys = new EphemeralDataProtectionProvider();
        var outbox = new Outbox(test.Store, keys);
        using var passwords = new Passwords();
        var door = new AccountDoor(test.Store, new AccountSeal(test.Store, keys), passwords, outbox);
        var sessions = new Sessions(test.Store);

        await door.AskToRegister(Ana, Language.English, from: null, Stop);
        var key = (await door.Swap(await KeyIn(outbox), Stop))!;
        Assert.Equal((LinkPurpose.Register, Ana), await door.Look(key, Stop));
        var made = await door.Choose(key, new AccountContent("eve@example.org", "Ana"), Password, Language.English, from: null, Stop);
        Assert.Equal(Entry.Done, made.How);
        Assert.Equal(Ana, (await door.Of(made.Account, Stop))!.Value.Content.Address);
        Assert.Equal(Entry.Wrong, (await door.SignIn("eve@example.org", Password, from: null, Stop)).How);

        var secret = SecondFactor.NewSecret();
        Assert.Equal(SecondFactor.RecoveryCodes, (await door.PutFactor(made.Account, hasFactor: false, secret, Code(), Stop))!.Count);
        Assert.Null(await door.PutFactor(made.Account, hasFactor: false, SecondFactor.NewSecret(), Code(), Stop));
        clock.Advance(TimeSpan.FromMinutes(1));
        var half = await door.SignIn(Ana, Password, from: null, Stop);
        Assert.Equal(Entry.FactorNext, half.How);
        Assert.False(await sessions.Begin(new DefaultHttpContext(), half));
        var whole = await door.ShowFactor(half.Account, half.Stamp, Code(), from: null, Stop);
        Assert.True(await sessions.Begin(new DefaultHttpContext(), whole));
        Assert.Single(await sessions.List(whole.Account, Stop));

        await door.AskForPassword(Ana, Language.Spanish, from: null, Stop);
        key = (await door.Swap(await KeyIn(outbox), Stop))!;
        Assert.Equal(Entry.FactorNext, (await door.Choose(key, new AccountContent(Ana, ""), "velvet harbor nineteen", Language.English, from: null, Stop)).How);
        Assert.Empty(await sessions.List(whole.Account, Stop));
        await sessions.End(whole.Account, name: null, kept: null, Stop);
        clock.Advance(TimeSpan.FromDays(1));
        await AccountErasure.Erase(test.Store, Stop);
        await using var db = test.Store.Read();
        Assert.False(await db.Set<PrivateLink>().AnyAsync(Stop));

        string Code() => new Totp(secret).ComputeTotp(test.Store.Now);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Of_many_at_once_with_one_link_one_code_or_the_first_operator_s_link_one_gets_in(Database database)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(database, time: clock);
        var keys = new EphemeralDataProtectionProvider();
        using var passwords = new Passwords();
        var door = new AccountDoor(test.Store, new AccountSeal(test.Store, keys), passwords, new Outbox(test.Store, keys));
        var link = (await door.SetUp(Stop))!;
        var swapped = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => door.Swap(link, Stop)));
        var key = Assert.Single(swapped, one => one is not null)!;
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            door.Choose(key, new AccountContent($"n{number}@example.org", "Ana"), Password, Language.English, from: null, Stop)));
        var first = Assert.Single(made, one => one.How == Entry.Done);
        var secret = SecondFactor.NewSecret();
        var recovery = (await door.PutFactor(first.Account, hasFactor: false, secret, new Totp(secret).ComputeTotp(test.Store.Now), Stop))!;
        clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var code in new[] { new Totp(secret).ComputeTotp(test.Store.Now), recovery[0] })
        {
            var shown = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => door.ShowFactor(first.Account, first.Stamp, code, from: null, Stop)));
            Assert.Single(shown, one => one.How == Entry.Done);
        }
    }

    [Fact]
    public async Task A_thousand_tries_open_nothing_and_keep_neither_her_nor_others_out()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: new TestClock());
        var keys = new EphemeralDataProtectionProvider();
        using var passwords = new Passwords();
        var door = new AccountDoor(test.Store, new AccountSeal(test.Store, keys), passwords, new Outbox(test.Store, keys));
        foreach (var address in new[] { "ana@example.org", "bea@example.org" })
        {
            await door.Choose((await door.OpenWith(address, Stop))!, new AccountContent(address, "Ana"), Password, Language.English, IPAddress.Parse("203.0.113.9"), Stop);
        }
        var stranger = IPAddress.Parse("198.51.100.7");
        var ended = new Dictionary<Entry, int>();
        for (var i = 0; i < 1000; i++)
        {
            var how = (await door.SignIn("ana@example.org", string.Create(CultureInfo.InvariantCulture, $"wrong wrong {i}"), stranger, Stop)).How;
            ended[how] = ended.GetValueOrDefault(how) + 1;
        }
        // Ten are compared within the hour; the rest costs nobody a hash.
        Assert.Equal((AccountDoor.MostOnOne, 1000 - AccountDoor.MostOnOne), (ended[Entry.Wrong], ended[Entry.TooMany]));
        // Not even the right one gets in from there; from elsewhere she does, and so do others.
        Assert.Equal(Entry.TooMany, (await door.SignIn("ana@example.org", Password, stranger, Stop)).How);
        Assert.Equal(Entry.Done, (await door.SignIn("ana@example.org", Password, IPAddress.Parse("192.0.2.77"), Stop)).How);
        Assert.Equal(Entry.Done, (await door.SignIn("bea@example.org", Password, IPAddress.Parse("192.0.2.78"), Stop)).How);
    }

    /// <summary>The key in the mail that was written last.</summary>
    private static async Task<string> KeyIn(Outbox outbox)
    {
        var mails = await outbox.All(Stop);
        var letter = outbox.Open(mails.Where(mail => mail.Kind == "link").MaxBy(mail => mail.MadeAt)!)!;
        return letter.Path!.Split('/')[^1];
    }
}
