using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Organisations;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Privacy;

/// <summary>Whoever steals the files of a store and has no keys, reads nothing private in it.</summary>
public sealed class StolenFileTests
{
    private static readonly string[] Words = [.. Enumerable.Range(1, 48).Select(number => FormattableString.Invariant($"tintagel{number:00}"))];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task None_of_forty_eight_private_words_stands_in_the_database_its_log_or_any_other_file_beside_the_keys()
    {
        await using var invited = await Invited.Start();
        var app = invited.App;
        var words = new Queue<string>(Words);
        var accounts = new List<Guid>();
        var door = app.Services.GetRequiredService<AccountDoor>();
        var seal = app.Services.GetRequiredService<AccountSeal>();
        // Names and addresses, of people who registered.
        for (var i = 0; i < 5; i++)
        {
            var (address, name) = ($"{words.Dequeue()}@{words.Dequeue()}.example", words.Dequeue());
            var key = (await door.OpenWith(address, Stop))!;
            accounts.Add((await door.Choose(key, new AccountContent(address, name), Holder.Password, Language.English, from: null, Stop)).Account);
        }
        // What they wrote to whoever looks, and said of themselves before it was proven.
        var claiming = app.Services.GetRequiredService<Claiming>();
        Assert.Equal(Started.Done, await claiming.Start(accounts[0], 1, ClaimWay.Check, $"I am {words.Dequeue()} of {words.Dequeue()}", Stop));
        var said = ProfileBuilder.FromRegistry(app.Store.Now, words.Dequeue(), words.Dequeue(), 1999999984).Build(1).Read().Facts;
        Assert.Equal(Started.Done, await claiming.StartNew(accounts[1], null, said, words.Dequeue(), Stop));
        // What a visitor wrote about a page.
        for (var i = 0; i < 5; i++)
        {
            await app.Services.GetRequiredService<Reports>().Say(1, "other", $"She told my {words.Dequeue()}, and {words.Dequeue()}.", from: null, Stop);
        }
        // Mails that wait, to people with an account and without; links; a new address that is asked for; a passkey's name; an invitation to somebody.
        var outbox = app.Services.GetRequiredService<Outbox>();
        await app.Store.Write(
            async db =>
            {
                outbox.Add(db, "trial", new Letter($"{words.Dequeue()}@example.org", "en", words.Dequeue(), [words.Dequeue()], null, null, words.Dequeue()), TimeSpan.FromDays(1), accounts[2]);
                outbox.Add(db, "trial", new Letter($"{words.Dequeue()}@example.org", "es", words.Dequeue(), ["Look."], null, null, ""), TimeSpan.FromDays(1));
                db.Add(new Passkey { Id = Guid.CreateVersion7(), AccountId = accounts[3], CredentialKey = [1], Content = seal.Seal(accounts[3], new PasskeyContent(words.Dequeue(), [1], [2], [], false)), MadeAt = app.Store.Now });
                await db.SaveChangesAsync(Stop);
            },
            Stop);
        await door.AskToRegister($"{words.Dequeue()}@example.org", Language.English, from: null, Stop);
        await door.AskToMove(accounts[4], $"{words.Dequeue()}@example.org", Language.English, from: null, Stop);
        // What a roster says of whom it names, a verifier's question, what is written and not published.
        var named = new ProfileDocument { Facts = ProfileBuilder.FromRegistry(app.Store.Now, words.Dequeue(), words.Dequeue(), 1999999992).Build(1).Read().Facts };
        await app.Store.Write(
            async db =>
            {
                db.Add(new RosterMember
                {
                    Id = Guid.CreateVersion7(),
                    Roster = "Willow",
                    Known = "npi 1999999992",
                    Document = seal.Seal(named.ToJson()),
                    Mail = seal.Seal($"{words.Dequeue()}@{words.Dequeue()}.example"),
                    NamedAt = app.Store.Now,
                });
                var profile = (await db.Set<Profile>().FindAsync([1L], Stop))!;
                var question = $"{words.Dequeue()} {words.Dequeue()}";
                await app.Services.GetRequiredService<Checks>().Add(db, profile, new Licence { State = "CA", Number = "LCS1" }, Standing.Waiting, board: null, "the desk", "operator", accounts[0], question, Stop);
                await app.Services.GetRequiredService<Ownership>().Give(db, profile, accounts[2], Proof.RosterMail, Stop);
            },
            Stop);
        Assert.True(await app.Services.GetRequiredService<Drafts>().Keep(accounts[2], "words", [new("about-me", $"{words.Dequeue()} {words.Dequeue()}")], Stop));
        await Practice(app, accounts[4], $"{words.Dequeue()}@example.org");
        Assert.Empty(words);

        var files = Directory.EnumerateFiles(app.Store.Location.DataFolder, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(app.Store.Location.KeyFolder, StringComparison.Ordinal)).ToList();
        Assert.Contains(app.Store.Location.SqlitePath + "-wal", files);
        foreach (var path in files)
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, Stop);
            var text = Encoding.Latin1.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
            Assert.DoesNotContain(Words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(Words, word => text.Contains(Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(word)), StringComparison.OrdinalIgnoreCase));
        }
        // They are there all the same, for whoever has the keys.
        Assert.Contains(Words[0], (await door.Of(accounts[0], Stop))!.Value.Content.Address, StringComparison.Ordinal);
    }

    private static async Task Practice(HostedApp app, Guid administrator, string address)
    {
        var organisation = new Organisation { Id = Guid.CreateVersion7(), Slug = "willow", Name = "Willow", MadeAt = app.Store.Now };
        await app.Store.Write(
            async db =>
            {
                db.Add(organisation);
                db.Add(new OrganisationMember { OrganisationId = organisation.Id, AccountId = administrator, IsAdministrator = true, Since = app.Store.Now });
                await db.SaveChangesAsync(Stop);
            },
            Stop);
        Assert.Equal(Sent.Done, await app.Services.GetRequiredService<OrganisationInvitations>().Invite(administrator, "willow", address, MemberWork.Office, false, Language.English, Stop));
    }
}
