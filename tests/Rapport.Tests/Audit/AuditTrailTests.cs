using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Privacy;
using Rapport.Storage;
using Rapport.Tests.Privacy;
using Rapport.Tests.Support;

namespace Rapport.Tests.Audit;

/// <summary>What was looked at is written down so that nobody alters it later without being seen, and says nothing of who has gone.</summary>
public sealed class AuditTrailTests
{
    private static readonly Guid Another = Guid.CreateVersion7();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Entries_written_by_several_at_once_make_one_chain(Database database)
    {
        await using var test = await TestStore.Create(database);
        using var second = await Store.Open(test.Location, TimeProvider.System, Stop);
        var people = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            () => new AuditTrail(i % 2 == 0 ? test.Store : second).Read(AuditPart.Verifier, people[i % 5], AuditAct.ReadClaim, people.Where((_, at) => at <= i % 4), Stop), Stop)));
        var written = Enumerable.Range(0, 40).Sum(i => people.Where((_, at) => at <= i % 4).Count(one => one != people[i % 5]));
        var verdict = await new AuditTrail(second).Verify(seen: null, Stop);
        Assert.Equal((written, (long?)null, false), ((int)verdict.Entries, verdict.Broken, verdict.Forgotten));
        await using var db = test.Store.Read();
        Assert.Equal(Enumerable.Range(1, written).Select(id => (long)id), await db.Set<AuditEntry>().OrderBy(entry => entry.Id).Select(entry => entry.Id).ToListAsync(Stop));
    }

    public static TheoryData<string> Alterations =>
    [
        "UPDATE audit_entries SET act = 'ReadLicence' WHERE id = 3", "UPDATE audit_entries SET part = 'Operator' WHERE id = 3", "UPDATE audit_entries SET at = '2026-01-01 00:00:00' WHERE id = 3",
        "UPDATE audit_entries SET actor = NULL WHERE id = 3", "UPDATE audit_entries SET owner = NULL WHERE id = 3", "UPDATE audit_entries SET owner = actor, actor = owner WHERE id = 3",
        "UPDATE audit_entries SET hash = x'00' WHERE id = 3", "DELETE FROM audit_entries WHERE id = 3", "DELETE FROM audit_entries WHERE id = 1",
        "UPDATE audit_entries SET id = 100 WHERE id = 7", "UPDATE audit_entries SET owner = CAST(owner || zeroblob(256) AS BLOB) WHERE owner IS NOT NULL",
        "INSERT INTO audit_entries (id, at, actor, part, act, owner, hash) SELECT 0, at, actor, part, act, owner, hash FROM audit_entries WHERE id = 3",
        "INSERT INTO audit_entries (id, at, actor, part, act, owner, hash) SELECT -5, at, actor, part, act, owner, hash FROM audit_entries WHERE id = 3",
    ];

    [Theory, MemberData(nameof(Alterations))]
    public async Task Whatever_is_altered_or_taken_out_between_others_is_seen(string alteration)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Write(test.Store, 7);
        Assert.Null((await new AuditTrail(test.Store).Verify(null, Stop)).Broken);
        await test.Store.Write(db => db.Database.ExecuteSqlRawAsync(alteration, Stop), Stop);
        Assert.NotNull((await new AuditTrail(test.Store).Verify(null, Stop)).Broken);
    }

    [Fact]
    public async Task An_entry_that_somebody_without_the_key_adds_is_seen()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Write(test.Store, 3);
        await using var thief = await TestStore.Create(Database.Sqlite);
        var chain = new AuditChain(thief.Location);
        await test.Store.Write(
            async db =>
            {
                var last = await db.Set<AuditEntry>().AsNoTracking().SingleAsync(entry => entry.Id == 3, Stop);
                db.Add(new AuditEntry { Id = 4, At = last.At, Part = AuditPart.Console, Act = AuditAct.ReadAll, Hash = chain.Hash(last.Hash, 4, last.At, null, AuditPart.Console, AuditAct.ReadAll, null) });
            },
            Stop);
        Assert.Equal(4, (await new AuditTrail(test.Store).Verify(null, Stop)).Broken);
    }

    [Fact]
    public async Task That_the_newest_were_taken_out_is_seen_by_who_kept_number_and_hash()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Write(test.Store, 7);
        var trail = new AuditTrail(test.Store);
        var kept = await trail.Verify(null, Stop);
        Assert.False((await trail.Verify((kept.Entries, kept.Last), Stop)).Forgotten);
        await test.Store.Write(db => db.Set<AuditEntry>().Where(entry => entry.Id == 7).ExecuteDeleteAsync(Stop), Stop);
        var verdict = await trail.Verify((kept.Entries, kept.Last), Stop);
        Assert.Equal((null, true), (verdict.Broken, verdict.Forgotten));
        // Written anew, another entry has its number and not its hash.
        await Write(test.Store, 1);
        Assert.True((await trail.Verify((kept.Entries, kept.Last), Stop)).Forgotten);
    }

    [Fact]
    public async Task After_somebody_closed_her_account_the_chain_is_whole_and_leads_to_her_no_more()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        var trail = new AuditTrail(test.Store);
        var verifier = Guid.CreateVersion7();
        await trail.Read(AuditPart.Verifier, verifier, AuditAct.ReadClaim, [account], Stop);
        var pseudonym = trail.PseudonymOf(account)!;
        await using (var db = test.Store.Read())
        {
            Assert.Equal(pseudonym, (await db.Set<AuditEntry>().SingleAsync(Stop)).Owner);
        }
        Assert.Equal(Closed.Done, await Holder.Close(test.Store, account));
        Assert.Equal((1L, (long?)null), (await trail.Verify(null, Stop)) is var verdict ? (verdict.Entries, verdict.Broken) : default);
        Assert.Null(trail.PseudonymOf(account));
        // With all that is left, her number gives another one.
        var keys = new PersonKeys(test.Location);
        keys.Make(account);
        Assert.NotEqual(pseudonym, keys.PseudonymOf(account, AuditTrail.Purpose));
    }

    [Fact]
    public void Each_act_has_words_for_whom_it_is_about_and_for_the_command_line() => Assert.All(Enum.GetValues<AuditAct>(), act =>
    {
        Assert.NotEmpty(AuditWords.Of(act));
        Assert.NotEmpty(Rapport.Operators.AuditCommand.Words(act));
    });

    [Fact]
    public async Task Without_its_key_nothing_is_said_to_be_altered_and_no_other_key_is_made()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Write(test.Store, 2);
        var path = Path.Combine(test.Location.KeyFolder, "audit.key");
        var kept = await File.ReadAllBytesAsync(path, Stop);
        File.Delete(path);
        Assert.Contains("Put your copy of the keys back", (await RapportProcess.Run(["audit", "verify", .. test.Arguments])).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
        await File.WriteAllBytesAsync(path, kept, Stop);
        Assert.Null((await new AuditTrail(test.Store).Verify(null, Stop)).Broken);
    }

    [Fact]
    public async Task What_is_undone_is_not_written_down_and_her_own_looks_are_not()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var (trail, me) = (new AuditTrail(test.Store), Guid.CreateVersion7());
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Store.Write(
            async db =>
            {
                await trail.Add(db, AuditPart.Operator, me, AuditAct.ReadAll, [Guid.CreateVersion7()], Stop);
                throw new InvalidOperationException();
            },
            Stop));
        await trail.Read(AuditPart.Verifier, me, AuditAct.ReadClaim, [me, me], Stop);
        Assert.Equal(0, (await trail.Verify(null, Stop)).Entries);
        await trail.Read(AuditPart.Verifier, me, AuditAct.ReadClaim, [me, Another, Another], Stop);
        Assert.Equal(1, (await trail.Verify(null, Stop)).Entries);
    }

    [Fact]
    public async Task The_command_tells_that_it_is_whole_and_where_it_is_not()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var account = await Holder.Make(test.Store);
        await new AuditTrail(test.Store).Read(AuditPart.Verifier, Guid.CreateVersion7(), AuditAct.ReadLicence, [account], Stop);
        await Write(test.Store, 3);
        var whole = await RapportProcess.Run(["audit", "verify", .. test.Arguments]);
        Assert.Equal((0, ""), (whole.Code, whole.Error));
        Assert.StartsWith("Whole: 4 entries.", whole.Out, StringComparison.Ordinal);
        var kept = whole.Out.Trim().Split('\n')[^1].Trim();
        Assert.Equal(0, (await RapportProcess.Run(["audit", "verify", "--seen", kept, .. test.Arguments])).Code);
        Assert.Equal(2, (await RapportProcess.Run(["audit", "verify", "--seen", "4:9f", .. test.Arguments])).Code);
        Assert.Contains("\"act\": \"read a licence\"", (await RapportProcess.Run(["audit", "--of", Holder.Address, "--json", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains("read a licence", (await RapportProcess.Run(["audit", .. test.Arguments])).Out, StringComparison.Ordinal);
        // To read what was done with what is hers is written down as well.
        kept = (await RapportProcess.Run(["audit", "verify", .. test.Arguments])).Out.Trim().Split('\n')[^1].Trim();
        Assert.StartsWith("5:", kept, StringComparison.Ordinal);
        await test.Store.Write(db => db.Set<AuditEntry>().Where(entry => entry.Id == 5).ExecuteDeleteAsync(Stop), Stop);
        Assert.Contains("is not the one that was seen before", (await RapportProcess.Run(["audit", "verify", "--seen", kept, .. test.Arguments])).Error, StringComparison.Ordinal);
        await test.Store.Write(db => db.Set<AuditEntry>().Where(entry => entry.Id == 2).ExecuteDeleteAsync(Stop), Stop);
        var broken = await RapportProcess.Run(["audit", "verify", .. test.Arguments]);
        Assert.Equal(1, broken.Code);
        Assert.StartsWith("Entry 3 was altered, or one before it was taken out; 1 entry before it is right", broken.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_command_that_shows_or_changes_what_is_another_s_leaves_an_entry()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Holder.Make(test.Store);
        string[][] commands =
        [
            ["profile", "show", "id:1"], ["profile", "show", "id:1", "--history", "--json"], ["profile", "set", "id:1", "pronouns=she/her", "--as", "therapist"], ["reports"], ["reports", "settle", "1", "--as", "telephoned"], ["rosters", "show", "Willow Network"], ["claims"],
            ["accounts", "give", Holder.Address, "operator"], ["accounts"], ["organisations"], ["organisations", "invite", "practice-1999999976", "lee@example.org"], ["rosters", "invite", "Willow Network"], ["accounts", "hold", Holder.Address, "--until", "2090-01-31", "--reason", "asked for by the board"],
            ["accounts", "hold", Holder.Address, "--end"], ["backup", Path.Combine(test.Folder, "a.backup")], ["accounts", "take", Holder.Address, "operator"], ["accounts", "erase", Holder.Address],
            ["organisations", "close", "practice-1999999976"], ["rosters", "forget", "Willow Network"], ["claims", "release", "1", "--reason", "it was a namesake"], ["accounts", "erase", Holder.Address, "--yes"],
        ];
        foreach (var command in commands)
        {
            var before = (await new AuditTrail(test.Store).Verify(null, Stop)).Entries;
            var ended = await RapportProcess.Run([.. command, .. test.Arguments]);
            Assert.True(ended.Code == 0, $"{string.Join(' ', command)}: {ended.Error}");
            Assert.True((await new AuditTrail(test.Store).Verify(null, Stop)).Entries > before, string.Join(' ', command));
        }
        Assert.Null((await new AuditTrail(test.Store).Verify(null, Stop)).Broken);
    }

    private static async Task Write(Store store, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await new AuditTrail(store).Read(AuditPart.Verifier, Guid.CreateVersion7(), AuditAct.ReadClaim, [Guid.CreateVersion7()], Stop);
        }
    }
}
