using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>How it ended that somebody wanted in.</summary>
internal enum Entry
{
    /// <summary>Signed in.</summary>
    Done,

    /// <summary>The password is right, and the second factor is still to be shown.</summary>
    FactorNext,

    /// <summary>Address, password or code are not right; nobody learns which.</summary>
    Wrong,

    /// <summary>Too often from this network within an hour.</summary>
    TooMany,

    /// <summary>Others wait for their passwords to be looked at.</summary>
    Busy,
}

/// <summary>Whom the door opened for.</summary>
/// <param name="How">How it ended.</param>
/// <param name="Account">Whose account it is.</param>
/// <param name="HasFactor">Whether the second factor was shown.</param>
/// <param name="Stamp">Of the password that was right: a session begins only while it is still the account's.</param>
internal sealed record Entered(Entry How, Guid Account = default, bool HasFactor = false, string Stamp = "")
{
    public static Entered To(Account account, bool hasFactor) =>
        new(account.Factor is null || hasFactor ? Entry.Done : Entry.FactorNext, account.Id, hasFactor, StampOf(account));

    /// <summary>Changes with the password, and leads to none.</summary>
    public static string StampOf(Account account) => Convert.ToHexStringLower(AccountSeal.HashOf(account.Password).AsSpan(0, 16));
}

/// <summary>
/// The door to accounts: signing in, links by mail, new passwords. Whether an address has an account is told by nothing here: answers,
/// mails and work are the same. What is limited is limited for a network, and for a network on an account, so that nobody can lock another out.
/// </summary>
internal sealed class AccountDoor(Store store, AccountSeal seal, Passwords passwords, Outbox outbox)
{
    /// <summary>Entries from one network on one account in an hour, right or wrong: more than anybody needs.</summary>
    public const int MostOnOne = 10;

    /// <summary>Entries from one network in an hour; a clinic shares one.</summary>
    public const int MostFromOne = 100;

    /// <summary>Codes on one account in an hour, from wherever: whoever gets so far knows the password, and recovery codes still let in.</summary>
    public const int MostCodes = 50;

    /// <summary>Links of one kind mailed to one address while such a link lasts: whoever asks for another has one that works.</summary>
    public const int MostLinks = 4;

    /// <summary>Links asked for from one network in an hour.</summary>
    public const int MostLinksFromOne = 20;

    /// <summary>Kind of the mails that bring a link into an account.</summary>
    public const string LinkMail = "link";

    /// <summary>Kind of the mails that tell an owner what was changed.</summary>
    public const string ChangedMail = "account-changed";

    public static readonly TimeSpan LinksLast = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Whoever runs the site may read the console tomorrow.</summary>
    private static readonly TimeSpan SetUpLasts = TimeSpan.FromHours(24);

    /// <summary>Signs in with address and password.</summary>
    public async Task<Entered> SignIn(string typed, string password, IPAddress? from, CancellationToken stop)
    {
        var address = AccountSeal.Plain(typed) ?? "";
        if (!await MayTry("sign-in", address, from, stop))
        {
            return new Entered(Entry.TooMany);
        }
        var key = seal.KeyOf(address);
        Account? account;
        await using (var db = store.Read())
        {
            account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.AddressKey == key, stop);
        }
        return await passwords.IsRight(account, password, from, stop) switch
        {
            null => new Entered(Entry.Busy),
            false => new Entered(Entry.Wrong),
            _ => Entered.To(account!, hasFactor: false),
        };
    }

    /// <summary>Shows the second factor: a code of now, or one of the recovery codes, each once.</summary>
    public async Task<Entered> ShowFactor(Guid id, string stamp, string code, IPAddress? from, CancellationToken stop)
    {
        if (!await MayTry("code", id.ToString(), from, stop))
        {
            return new Entered(Entry.TooMany);
        }
        return await store.Write(async db =>
        {
            var account = await db.Set<Account>().SingleOrDefaultAsync(one => one.Id == id, stop);
            if (account?.Factor is not { } factor || Entered.StampOf(account) != stamp)
            {
                return new Entered(Entry.Wrong);
            }
            // Nobody guesses one of these, so nobody is kept from using hers.
            var hash = seal.RecoveryOf(id, code);
            var left = account.Recovery.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (left.Contains(hash, StringComparer.Ordinal))
            {
                account.Recovery = string.Join(' ', left.Where(one => one != hash));
                return Entered.To(account, hasFactor: true);
            }
            // Counted before it is looked at: a million codes are tried in no time.
            if (!await Allow(db, "code", id.ToString(), MostCodes, Window, stop))
            {
                return new Entered(Entry.TooMany);
            }
            if (SecondFactor.StepOf(seal.Open(id, Account.SealedFactor, factor), code, account.FactorStep, store.Now) is not { } step)
            {
                return new Entered(Entry.Wrong);
            }
            account.FactorStep = step;
            return Entered.To(account, hasFactor: true);
        }, stop);
    }

    /// <summary>Mails a link to whoever has the address: to make an account, or to hear that there is one.</summary>
    public Task AskToRegister(string address, Language language, IPAddress? from, CancellationToken stop) => MailLink("register", address, language, from, (account, key) => account is null
        ? (LinkPurpose.Register, AccountLetters.Register(address, language, key))
        : (LinkPurpose.Nothing, AccountLetters.AlreadyThere(address, language)), stop);

    /// <summary>Mails a link to whoever has the address: to choose a password, or to hear that there is no account.</summary>
    public Task AskForPassword(string address, Language language, IPAddress? from, CancellationToken stop) => MailLink("reset", address, language, from, (account, key) => account is null
        ? (LinkPurpose.Nothing, AccountLetters.NotThere(address, language))
        : (LinkPurpose.Reset, AccountLetters.Reset(address, language, key)), stop);

    /// <summary>
    /// Somebody wants mails of her account to go to another address. A link is mailed there, or, where that address has an account, a word of it; the
    /// old address is told in either case.
    /// </summary>
    /// <param name="id">Her account.</param>
    /// <param name="address">The new one.</param>
    /// <param name="language">In which the new address is written to.</param>
    /// <param name="from">Who asks.</param>
    /// <param name="stop">Ends it.</param>
    public Task AskToMove(Guid id, string address, Language language, IPAddress? from, CancellationToken stop)
    {
        var addressKey = seal.KeyOf(address);
        var key = AccountSeal.NewKey();
        return store.Write(async db =>
        {
            if (await db.Set<Account>().SingleOrDefaultAsync(one => one.Id == id, stop) is not { } account
                || !await AllowNetwork(db, "link", from, MostLinksFromOne, stop)
                || !await Allow(db, "move of", id.ToString(), MostLinks, LinksLast, stop)
                || !await Allow(db, "move", address, MostLinks, LinksLast, stop))
            {
                return;
            }
            var other = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(one => one.AddressKey == addressKey, stop);
            db.Add(new PrivateLink
            {
                Id = AccountSeal.HashOf(key),
                Purpose = other is null ? LinkPurpose.Move : LinkPurpose.Nothing,
                AccountId = other is null ? id : null,
                Address = seal.Seal(other is null ? id : null, PrivateLink.SealedAddress, address),
                EndsAt = store.Now + LinksLast,
            });
            outbox.Add(db, LinkMail, other is null ? AccountLetters.Move(address, language, key) : AccountLetters.MoveToTaken(address, language), LinksLast, other?.Id ?? id);
            Tell(db, account, AccountLetters.AskedToMove);
        }, stop);
    }

    /// <summary>
    /// Gives an account the address that a link was mailed to. The other sessions and all links that were mailed before end; what waits to be mailed
    /// goes to the new address, but for what tells the old one of changes. Null where the link has ended or is another's, or where the address has got
    /// an account meanwhile.
    /// </summary>
    /// <param name="key">Of the link.</param>
    /// <param name="who">Whoever pressed its button: a mailbox alone takes no account over.</param>
    /// <param name="followers">What features do beside.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The new address.</returns>
    public Task<string?> Move(string key, SignedIn who, IEnumerable<AddressFollower> followers, CancellationToken stop) => store.Erase<string?>(async db =>
    {
        if (await Find(db, key, stop) is not { Purpose: LinkPurpose.Move } link || link.AccountId != who.Account || AddressOf(link) is not { } address)
        {
            return null;
        }
        var addressKey = seal.KeyOf(address);
        var account = await db.Set<Account>().SingleAsync(one => one.Id == who.Account, stop);
        if (await db.Set<Account>().AnyAsync(one => one.AddressKey == addressKey, stop))
        {
            return null;
        }
        var before = seal.Open(account);
        account.AddressKey = addressKey;
        account.Content = seal.Seal(account.Id, before with { Address = address });
        foreach (var session in await db.Set<Session>().Where(session => session.AccountId == account.Id).ToListAsync(stop))
        {
            if (Sessions.NameOf(session) != who.Session)
            {
                db.Remove(session);
            }
        }
        // Without those of the change tracker: the link that was used is one of them.
        db.Entry(link).State = EntityState.Detached;
        await db.Set<PrivateLink>().Where(one => one.AccountId == account.Id).ExecuteDeleteAsync(stop);
        await outbox.Withdraw(db, account.Id, LinkMail, stop);
        var waiting = await outbox.Readdress(db, account.Id, address, but: ChangedMail, stop);
        foreach (var follower in followers)
        {
            await follower.Follow(db, account.Id, waiting, stop);
        }
        var language = Language.Of(account.Language);
        outbox.Add(db, ChangedMail, AccountLetters.Moved(before.Address, language), TimeSpan.FromDays(7), account.Id);
        return address;
    }, stop);

    /// <summary>A link for the first operator, for whoever reads the console; null where there is an operator. It ends those made before.</summary>
    public Task<string?> SetUp(CancellationToken stop = default) => store.Write<string?>(async db =>
    {
        await db.Set<PrivateLink>().Where(link => link.Purpose == LinkPurpose.SetUp).ExecuteDeleteAsync(stop);
        if (await HasOperator(db, stop))
        {
            return null;
        }
        var key = AccountSeal.NewKey();
        db.Add(new PrivateLink { Id = AccountSeal.HashOf(key), Purpose = LinkPurpose.SetUp, EndsAt = store.Now + SetUpLasts });
        return key;
    }, stop);

    /// <summary>A key with which whoever has just shown that a mailbox is hers makes an account with its address; null where there is one.</summary>
    public Task<string?> OpenWith(string address, CancellationToken stop) => store.Write<string?>(async db =>
    {
        var addressKey = seal.KeyOf(address);
        if (await db.Set<Account>().AnyAsync(one => one.AddressKey == addressKey, stop))
        {
            return null;
        }
        var key = AccountSeal.NewKey();
        db.Add(new PrivateLink
        {
            Id = AccountSeal.HashOf(key),
            Purpose = LinkPurpose.Register,
            Address = seal.Seal(null, PrivateLink.SealedAddress, address),
            EndsAt = store.Now + LinksLast,
        });
        return key;
    }, stop);

    /// <summary>Whether a code from a letter may be tried from a network; counted before it is looked at.</summary>
    public Task<bool> MayTypeCode(IPAddress? from, CancellationToken stop) => store.Write(db => AllowNetwork(db, "letter", from, MostFromOne, stop), stop);

    /// <summary>The button of a link was pressed: from now on only the key that comes back opens it. Null where it has ended or was used.</summary>
    public Task<string?> Swap(string key, CancellationToken stop) => store.Write<string?>(async db =>
    {
        if (await Find(db, key, stop) is not { } link)
        {
            return null;
        }
        db.Remove(link);
        var other = AccountSeal.NewKey();
        db.Add(new PrivateLink { Id = AccountSeal.HashOf(other), Purpose = link.Purpose, AccountId = link.AccountId, Address = link.Address, EndsAt = link.EndsAt });
        return other;
    }, stop);

    /// <summary>What the key that a browser holds is for, and the address it was mailed to; null where it has ended.</summary>
    public async Task<(LinkPurpose Purpose, string? Address)?> Look(string? key, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }
        await using var db = store.Read();
        return await Find(db, key, stop) is { } link ? (link.Purpose, AddressOf(link)) : null;
    }

    /// <summary>Chooses a password with the key of a link, which is used up by it: a new account, or an old one whose sessions end.</summary>
    /// <param name="key">The one that the browser holds.</param>
    /// <param name="content">Address and name of a new account.</param>
    /// <param name="password">Judged already; null for a new account that has none, and is entered with a passkey.</param>
    /// <param name="language">In which mails are written to a new account.</param>
    /// <param name="from">Who asks.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Entered> Choose(string key, AccountContent content, string? password, Language language, IPAddress? from, CancellationToken stop)
    {
        // There is none of which nothing is the hash.
        if ((password is null ? "" : await passwords.Hash(password, from, stop)) is not { } hash)
        {
            return new Entered(Entry.Busy);
        }
        return await store.Write(async db =>
        {
            if (await Find(db, key, stop) is not { } link || (password is null && link.Purpose != LinkPurpose.Register))
            {
                return new Entered(Entry.Wrong);
            }
            var entered = link switch
            {
                { Purpose: LinkPurpose.Reset, AccountId: { } id } => await Reset(db, id, hash, stop),
                { Purpose: LinkPurpose.Register } => await Add(db, content with { Address = AddressOf(link)! }, hash, Roles.None, language, stop),
                { Purpose: LinkPurpose.SetUp } when !await HasOperator(db, stop) => await Add(db, content, hash, Roles.Operator | Roles.Verifier, language, stop),
                _ => new Entered(Entry.Wrong),
            };
            if (entered.How is Entry.Done or Entry.FactorNext)
            {
                // Spent by what it was for, not by a slip on the way.
                await db.Set<PrivateLink>().Where(one => one.Id == link.Id).ExecuteDeleteAsync(stop);
            }
            return entered;
        }, stop);
    }

    /// <summary>How the account's owner is called and where mails go.</summary>
    public async Task<(Account Account, AccountContent Content)?> Of(Guid id, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == id, stop) is { } account ? (account, seal.Open(account)) : null;
    }

    /// <summary>Puts a second factor on an account whose owner has shown a code of it, and gives the recovery codes; null where the code is not right.</summary>
    /// <param name="id">The account.</param>
    /// <param name="hasFactor">Whether what guards it was shown: without that, it is not replaced.</param>
    /// <param name="secret">Of the new one.</param>
    /// <param name="code">Of the new one.</param>
    /// <param name="stop">Ends it.</param>
    public Task<IReadOnlyList<string>?> PutFactor(Guid id, bool hasFactor, byte[] secret, string code, CancellationToken stop) => store.Write<IReadOnlyList<string>?>(async db =>
    {
        var account = await db.Set<Account>().SingleAsync(one => one.Id == id, stop);
        var recovery = SecondFactor.Recovery(secret);
        var kept = string.Join(' ', recovery.Select(one => seal.RecoveryOf(id, one)));
        // The same form once more: it is there already, and the answer is the same.
        if (IsFactorOf(account, secret) && account.Recovery == kept && SecondFactor.IsOf(secret, code, account.FactorStep))
        {
            return recovery;
        }
        // Who holds a role and has a passkey shows that first.
        var isGuarded = account.Factor is not null || (account.Roles != Roles.None && await db.Set<Passkey>().AnyAsync(passkey => passkey.AccountId == id, stop));
        if ((isGuarded && !hasFactor) || SecondFactor.StepOf(secret, code, 0, store.Now) is not { } step)
        {
            return null;
        }
        account.Factor = seal.Seal(id, Account.SealedFactor, secret);
        account.FactorStep = step;
        account.Recovery = kept;
        Tell(db, account, AccountLetters.NewFactor);
        return recovery;
    }, stop);

    /// <summary>Whether a secret is the one of the account's second factor.</summary>
    public bool IsFactorOf(Account account, byte[] secret) => account.Factor is { } factor && seal.Open(account.Id, Account.SealedFactor, factor).AsSpan().SequenceEqual(secret);

    /// <summary>Takes the second factor away; false for who may not be without one.</summary>
    public Task<bool> DropFactor(Guid id, CancellationToken stop) => store.Write(async db =>
    {
        var account = await db.Set<Account>().SingleAsync(one => one.Id == id, stop);
        if (account.Roles != Roles.None || account.Factor is null)
        {
            return false;
        }
        account.Factor = null;
        account.FactorStep = 0;
        account.Recovery = "";
        Tell(db, account, AccountLetters.NoFactor);
        return true;
    }, stop);

    /// <summary>From now on her mails are written in a language.</summary>
    public Task WriteIn(Guid account, Language language, CancellationToken stop) => store.Write(
        db => db.Set<Account>().Where(one => one.Id == account).ExecuteUpdateAsync(row => row.SetProperty(one => one.Language, language.Code), stop), stop);

    /// <summary>Mails her what was changed, in the transaction that changes it.</summary>
    public void Tell(RapportDb db, Account account, Func<Language, string> what)
    {
        var language = Language.Of(account.Language);
        outbox.Add(db, ChangedMail, AccountLetters.Changed(seal.Open(account).Address, language, what(language)), TimeSpan.FromDays(7), account.Id);
    }

    /// <summary>Whether something may be tried once more from a network, and from it on one account; counted, right or wrong.</summary>
    public Task<bool> MayTry(string what, string whose, IPAddress? from, CancellationToken stop) => OneEffect.Aside(() => store.Write(async db =>
        await AllowNetwork(db, what, from, MostFromOne, stop) && await AllowOn(db, what, whose, from, stop), stop));

    private async Task MailLink(
        string kind, string address, Language language, IPAddress? from, Func<Account?, string, (LinkPurpose Purpose, Letter Letter)> write, CancellationToken stop)
    {
        var addressKey = seal.KeyOf(address);
        var key = AccountSeal.NewKey();
        await store.Write(async db =>
        {
            var account = await db.Set<Account>().SingleOrDefaultAsync(one => one.AddressKey == addressKey, stop);
            // The network first: who asks too much must not use up what an address may be sent.
            if (!await AllowNetwork(db, "link", from, MostLinksFromOne, stop) || !await Allow(db, kind, address, MostLinks, LinksLast, stop))
            {
                // The answer is the same: whoever has the mailbox has links enough in it.
                return;
            }
            var (purpose, letter) = write(account, key);
            var whose = purpose == LinkPurpose.Reset ? account?.Id : null;
            db.Add(new PrivateLink
            {
                Id = AccountSeal.HashOf(key),
                Purpose = purpose,
                AccountId = whose,
                Address = seal.Seal(whose, PrivateLink.SealedAddress, address),
                EndsAt = store.Now + LinksLast,
            });
            outbox.Add(db, LinkMail, letter, LinksLast, account?.Id);
        }, stop);
    }

    private async Task<Entered> Reset(RapportDb db, Guid id, string hash, CancellationToken stop)
    {
        if (await db.Set<Account>().SingleOrDefaultAsync(one => one.Id == id, stop) is not { } account)
        {
            return new Entered(Entry.Wrong);
        }
        account.Password = hash;
        // Whoever knew the old one is out, and whoever else has a link has none.
        await db.Set<Session>().Where(session => session.AccountId == id).ExecuteDeleteAsync(stop);
        await db.Set<PrivateLink>().Where(link => link.AccountId == id).ExecuteDeleteAsync(stop);
        Tell(db, account, AccountLetters.NewPassword);
        return Entered.To(account, hasFactor: false);
    }

    private async Task<Entered> Add(RapportDb db, AccountContent content, string hash, Roles roles, Language language, CancellationToken stop)
    {
        var key = seal.KeyOf(content.Address);
        if (await db.Set<Account>().AnyAsync(one => one.AddressKey == key, stop))
        {
            return new Entered(Entry.Wrong);
        }
        var id = Guid.CreateVersion7(store.Time.GetUtcNow());
        var account = new Account
        {
            Id = id,
            AddressKey = key,
            Content = seal.Seal(id, content),
            Language = language.Code,
            Password = hash,
            Roles = roles,
            CreatedAt = store.Now,
        };
        db.Add(account);
        return Entered.To(account, hasFactor: false);
    }

    private static Task<bool> HasOperator(RapportDb db, CancellationToken stop) =>
        // Few hold a role, and words in a column are not compared by bits.
        db.Set<Account>().AnyAsync(account => account.Roles != Roles.None && account.Roles != Roles.Verifier, stop);

    private async Task<PrivateLink?> Find(RapportDb db, string key, CancellationToken stop)
    {
        var id = AccountSeal.HashOf(key);
        // None lasts longer than the longest: what says so was made by a clock that went wrong.
        var (now, latest) = (store.Now, store.Now + SetUpLasts);
        return await db.Set<PrivateLink>().SingleOrDefaultAsync(
            link => link.Id == id && link.EndsAt > now && link.EndsAt <= latest && link.Purpose != LinkPurpose.Nothing, stop);
    }

    private string? AddressOf(PrivateLink link) => link.Address is { } address ? seal.OpenText(link.AccountId, PrivateLink.SealedAddress, address) : null;

    private Task<bool> Allow(RapportDb db, string what, string whose, int most, TimeSpan window, CancellationToken stop) =>
        Tries.Allow(db, seal.TriesOf(what, whose), most, window, store.Now, stop);

    // This machine itself is not counted: through it a proxy asks for all.
    private Task<bool> AllowNetwork(RapportDb db, string what, IPAddress? from, int most, CancellationToken stop) =>
        NetworkLimits.BlockOf(from) is { } network ? Allow(db, what + " from", network.ToString(), most, Window, stop) : Task.FromResult(true);

    private Task<bool> AllowOn(RapportDb db, string what, string whose, IPAddress? from, CancellationToken stop) =>
        NetworkLimits.BlockOf(from) is { } network ? Allow(db, what + " on", $"{whose}\n{network}", MostOnOne, Window, stop) : Task.FromResult(true);
}
