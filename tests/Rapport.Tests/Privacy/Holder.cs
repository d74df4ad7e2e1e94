using System.Text;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;
using Rapport.Upkeep;
using Rapport.Verification;

namespace Rapport.Tests.Privacy;

/// <summary>Somebody of whom every table knows something, in words that stand nowhere else.</summary>
internal static class Holder
{
    public const string Address = "quillfeather01@example.org";
    public const string Password = "copper lantern tuesday";
    public const long Npi = 1999999976;

    /// <summary>What she, a board, a roster and a visitor have written.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enumerable.Range(1, 20).Select(number => FormattableString.Invariant($"quillfeather{number:00}"))];

    /// <summary>Gives her account.</summary>
    public static async Task<Guid> Make(Store store, string address = Address, long? npi = Npi)
    {
        var keys = KeyRing.Open(store.Location);
        var (seal, outbox) = (new AccountSeal(store, keys), new Outbox(store, keys));
        using var passwords = new Passwords();
        var door = new AccountDoor(store, seal, passwords, outbox);
        var key = (await door.OpenWith(address, TestContext.Current.CancellationToken))!;
        var account = (await door.Choose(key, new AccountContent(address, Words[1]), Password, Language.English, from: null, TestContext.Current.CancellationToken)).Account;
        var builder = ProfileBuilder.FromRegistry(store.Now, "Ana", Words[2], npi ?? Npi);
        var id = await (npi is null ? ProfileBuilder.Named(store.Now, "Ana", Words[2]) : builder).SaveTo(store);
        await store.Write(db =>
        {
            db.Add(new ProfileOwner { ProfileId = id, AccountId = account, Since = store.Now, CountedFrom = store.Now, Proof = Proof.RosterMail });
            return Task.CompletedTask;
        });
        var editor = new ProfileEditor(store, Vocabularies.BuiltIn);
        await editor.Set(
            id,
            [
                new("who-i-help", Words[3] + " " + new string('x', 1500)), new("how-we-work", Words[4]), new("about-me", Words[5]), new("supervisor", Words[6]), new("education", $"MSW | {Words[7]} | 2009"),
                new("other-names", $"Ana {Words[8]}"), new("licences", $"CA {Words[9]} active"), new("places", $"at {Words[10]} | 1250 {Words[11]} Ave | Oakland, CA 94610"),
            ],
            Source.Therapist, ProfileOwner.By, stop: TestContext.Current.CancellationToken);
        // What she said before stands in the history.
        await editor.Set(id, [new("how-we-work", Words[12]), new("about-me", "")], Source.Therapist, ProfileOwner.By, reason: Words[13], stop: TestContext.Current.CancellationToken);
        await store.Write(async db =>
        {
            var profile = (await db.Set<Profile>().FindAsync([id]))!;
            await editor.Confirm(db, profile, ["name"], ProfileOwner.By, TestContext.Current.CancellationToken);
        });
        await store.Write(db =>
        {
            db.Add(new Passkey { Id = Guid.CreateVersion7(), AccountId = account, CredentialKey = AccountSeal.HashOf(address + "z"), Content = seal.Seal(account, new PasskeyContent("my phone", [2], [3], [], MayBeCopied: false)), MadeAt = store.Now });
            db.Add(new Photograph { ProfileId = id, Mark = $"mark{id}", Small = Encoding.UTF8.GetBytes(Words[9]), Large = Encoding.UTF8.GetBytes(Words[14]), SetAt = store.Now });
            db.Add(new Session { Id = AccountSeal.HashOf(address), AccountId = account, Device = "Firefox, Android", SignedInAt = store.Now, SeenAt = store.Now });
            db.Add(new PrivateLink { Id = AccountSeal.HashOf(address + "x"), Purpose = LinkPurpose.Nothing, Address = seal.Seal(Encoding.UTF8.GetBytes(address)), EndsAt = store.Now.AddMinutes(30) });
            db.Add(new UpkeepLink { Id = AccountSeal.HashOf(address + "y"), ProfileId = id, AccountId = account, EndsAt = store.Now.AddDays(30) });
            db.Add(new LicenceCheck { Id = Guid.CreateVersion7(), ProfileId = id, State = "CA", Number = Words[9], Standing = Standing.Verified, Board = $"{{\"Name\":\"{Words[14]}\",\"Number\":\"1\"}}", Source = Words[15], How = "board-file", At = store.Now, Note = seal.Seal(Words[16]), IsNewest = true });
            db.Add(new RosterMember
            {
                Id = Guid.CreateVersion7(),
                Roster = "Willow Network",
                Known = FormattableString.Invariant($"npi {npi}{address.Length}"),
                Npi = npi,
                ProfileId = id,
                NamedAt = store.Now,
                Key = [4],
                KeyEndsAt = store.Now.AddDays(60),
                Document = seal.Seal(new ProfileDocument { Facts = new ProfileFacts { AboutMe = new Fact<string>(Words[17], Source.Organisation, store.Now) } }.ToJson()),
                Mail = seal.Seal(Encoding.UTF8.GetBytes(address)),
                MailKey = seal.KeyOf(address),
            });
            var organisation = new Organisation { Id = Guid.CreateVersion7(), Slug = FormattableString.Invariant($"practice-{npi}"), Name = "Willow Practice", MadeAt = store.Now, ConfirmedBy = account };
            db.Add(organisation);
            db.Add(new OrganisationMember { OrganisationId = organisation.Id, AccountId = account, IsAdministrator = true, Since = store.Now, Shown = true });
            db.Add(new OrganisationInvitation { Id = Guid.CreateVersion7(), OrganisationId = organisation.Id, Mail = seal.Seal(Encoding.UTF8.GetBytes(address)), MailKey = seal.KeyOf(address), Language = "en", Key = AccountSeal.HashOf(address + "w"), EndsAt = store.Now.AddDays(14) });
            db.Add(new Report { ProfileId = id, About = "cost", Said = Encoding.UTF8.GetBytes(Words[18]), At = store.Now });
            db.Add(new Removal { ProfileId = id, Npi = npi, At = store.Now.AddDays(-1), UndoneAt = store.Now, UndoneReason = Words[19] });
            outbox.Add(db, "upkeep", new Letter(address, "en", "Is your page still right?", ["Yes?"], null, null, ""), TimeSpan.FromDays(9), account);
            outbox.Add(db, "invitation", new Letter(address, "en", "An entry for you", ["Look."], null, null, ""), TimeSpan.FromDays(9));
            return Task.CompletedTask;
        });
        return account;
    }

    /// <summary>Closes an account as its page does.</summary>
    public static Task<Closed> Close(Store store, Guid account)
    {
        var keys = KeyRing.Open(store.Location);
        return new Erasure(store, new AccountSeal(store, keys), new Outbox(store, keys)).Close(account, TestContext.Current.CancellationToken);
    }

    /// <summary>Which of her words stand in the files of a store.</summary>
    public static async Task<IReadOnlyList<string>> Found(Store store)
    {
        var found = new List<string>();
        foreach (var path in new[] { "", "-wal" }.Select(end => store.Location.SqlitePath + end).Where(File.Exists))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            found.AddRange(Words.Where(word => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(word)) >= 0));
        }
        return [.. found.Distinct()];
    }
}
