using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using OtpNet;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Tests.Support;

namespace Rapport.Tests.Accounts;

/// <summary>A clock that was a day wrong, and is right again: nobody is kept out by it, and nothing works for longer than it says.</summary>
public sealed class WrongClockTests : IAsyncLifetime
{
    private const string Ana = "ana@example.org";
    private const string Password = "copper lantern tuesday";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TestClock _clock = new();
    private readonly Passwords _passwords = new();
    private TestStore _test = null!;
    private Outbox _outbox = null!;
    private AccountDoor _door = null!;
    private Sessions _sessions = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _test = await TestStore.Create(Database.Sqlite, time: _clock);
        var keys = new EphemeralDataProtectionProvider();
        _outbox = new Outbox(_test.Store, keys);
        _door = new AccountDoor(_test.Store, new AccountSeal(_test.Store, keys), _passwords, _outbox);
        _sessions = new Sessions(_test.Store);
    }

    public async ValueTask DisposeAsync()
    {
        _passwords.Dispose();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task A_code_that_was_shown_while_it_was_ahead_keeps_nobody_out_once_it_is_right_and_no_code_counts_twice()
    {
        var made = await Open();
        var secret = SecondFactor.NewSecret();
        var totp = new Totp(secret);
        Assert.NotNull(await _door.PutFactor(made.Account, hasFactor: false, secret, totp.ComputeTotp(_test.Store.Now), Stop));
        _clock.Advance(Day);
        Assert.Equal(Entry.Done, await Show(totp));
        _clock.Advance(-Day + TimeSpan.FromMinutes(1));
        Assert.Equal(Entry.Done, await Show(totp));
        Assert.Equal(Entry.Wrong, await Show(totp));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(Entry.Done, await Show(totp));
        // Nor does the one before it count, which the network would still allow.
        Assert.Equal(Entry.Wrong, await Show(totp, TimeSpan.FromSeconds(-30)));
    }

    [Theory, InlineData(1), InlineData(-1)]
    public async Task A_link_that_was_mailed_meanwhile_opens_nothing_and_a_new_one_is_to_be_had_at_once(int days)
    {
        _clock.Advance(days * Day);
        await _door.AskToRegister(Ana, Language.English, from: null, Stop);
        var path = (await KeyOf(_outbox))!;
        _clock.Advance(-days * Day);
        // It would last longer than it says, or has ended.
        Assert.Null(await _door.Swap(path, Stop));
        // A new one is to be had at once.
        foreach (var mail in await _outbox.All(Stop))
        {
            await _outbox.Discard(mail.Id, Stop);
        }
        await _door.AskToRegister(Ana, Language.English, from: null, Stop);
        Assert.NotNull(await _door.Swap((await KeyOf(_outbox))!, Stop));
    }

    [Fact]
    public async Task Who_signed_in_meanwhile_signs_in_again_and_who_had_before_stays()
    {
        var made = await Open();
        var before = await SignIn();
        _clock.Advance(Day);
        var meanwhile = await SignIn();
        Assert.Equal(made.Account, (await _sessions.Find(before))!.Account);
        _clock.Advance(-Day);
        Assert.Null(await _sessions.Find(meanwhile));
        Assert.Equal(made.Account, (await _sessions.Find(before))!.Account);
        Assert.Equal(made.Account, (await _sessions.Find(await SignIn()))!.Account);
    }

    [Fact]
    public async Task Who_failed_too_often_meanwhile_is_let_in_a_day_later_at_the_latest()
    {
        await Open();
        var network = IPAddress.Parse("198.51.100.7");
        _clock.Advance(Day);
        for (var i = 0; i <= AccountDoor.MostOnOne; i++)
        {
            await _door.SignIn(Ana, "wrong wrong wrong", network, Stop);
        }
        _clock.Advance(-Day);
        Assert.Equal(Entry.TooMany, (await _door.SignIn(Ana, Password, network, Stop)).How);
        // From elsewhere at once, as ever.
        Assert.Equal(Entry.Done, (await _door.SignIn(Ana, Password, IPAddress.Parse("192.0.2.7"), Stop)).How);
        _clock.Advance(Day + TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        Assert.Equal(Entry.Done, (await _door.SignIn(Ana, Password, network, Stop)).How);
    }

    private async Task<Entered> Open()
    {
        var key = (await _door.OpenWith(Ana, Stop))!;
        return await _door.Choose(key, new AccountContent(Ana, "Ana"), Password, Language.English, from: null, Stop);
    }

    private async Task<Entry> Show(Totp totp, TimeSpan shifted = default)
    {
        var half = await _door.SignIn(Ana, Password, from: null, Stop);
        Assert.Equal(Entry.FactorNext, half.How);
        return (await _door.ShowFactor(half.Account, half.Stamp, totp.ComputeTotp(_test.Store.Now + shifted), from: null, Stop)).How;
    }

    /// <summary>A request of a browser that has signed in just now.</summary>
    private async Task<HttpContext> SignIn()
    {
        var answered = new DefaultHttpContext();
        Assert.True(await _sessions.Begin(answered, await _door.SignIn(Ana, Password, from: null, Stop)));
        var cookie = answered.Response.Headers.SetCookie.ToString().Split(';')[0];
        var next = new DefaultHttpContext();
        next.Request.Headers.Cookie = cookie;
        return next;
    }

    private static async Task<string?> KeyOf(Outbox outbox)
    {
        var mails = await outbox.All(Stop);
        return outbox.Open(mails.Where(mail => mail.Kind == "link").MaxBy(mail => mail.Id)!)!.Path!.Split('/')[^1];
    }
}
