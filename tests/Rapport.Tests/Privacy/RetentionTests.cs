using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Rapport.Accounts;
using Rapport.Mail;
using Rapport.Operators;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Rosters;
using Rapport.Storage;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Privacy;

/// <summary>What has been kept for its time is erased once a day, and nothing else.</summary>
public sealed class RetentionTests
{
    private const string Check = "kept no longer than said";

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task What_is_older_than_its_period_goes_and_what_is_younger_or_has_none_stays(Database database)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(database, time: clock);
        var now = test.Store.Now;
        await test.Store.Write(db =>
        {
            db.AddRange(
                new Report { ProfileId = 1, About = "settled long ago", At = now.AddDays(-500), SettledAt = now.AddDays(-366) },
                new Report { ProfileId = 1, About = "settled", At = now.AddDays(-900), SettledAt = now.AddDays(-364) },
                new Report { ProfileId = 1, About = "old", At = now.AddDays(-731) },
                new Report { ProfileId = 1, About = "open", At = now.AddDays(-729) });
            db.AddRange(
                new Removal { ProfileId = 1, At = now.AddDays(-900), UndoneAt = now.AddDays(-366), UndoneReason = "a" },
                new Removal { ProfileId = 1, At = now.AddDays(-900), UndoneAt = now.AddDays(-364), UndoneReason = "b" },
                new Removal { ProfileId = 2, At = now.AddDays(-4000), UndoneReason = "stands" });
            db.AddRange(
                Change("fees", 1096), Change("fees", 1094), Change("places", 4000));
            db.AddRange(Look(1096, isNewest: false), Look(1094, isNewest: false), Look(4000, isNewest: true));
            db.AddRange(
                new ImportRun { File = "first.zip", StartedAt = now.AddDays(-731) }, new ImportRun { File = "second.zip", StartedAt = now.AddDays(-729) });
            db.AddRange(
                Member("silent", 366), Member("younger", 364), Member("proven", 900, proven: now), Member("declined", 900, declined: now), Member("invited since", 900, invited: now.AddDays(-30)));
            return Task.CompletedTask;
        });
        var due = await Due(test.Store, now);
        Assert.Equal(7, due);
        var run = await Runner(test.Store).Run(TestContext.Current.CancellationToken);
        Assert.Equal([], run.Failed);
        Assert.Equal(7, run.Erased.Values.Sum());
        await using (var db = test.Store.Read())
        {
            Assert.Equal(["open", "settled"], await db.Set<Report>().Select(one => one.About).OrderBy(one => one).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(["b", "stands"], await db.Set<Removal>().Select(one => one.UndoneReason).OrderBy(one => one).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(["fees", "places"], await db.Set<FactChange>().Select(one => one.Field).OrderBy(one => one).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(2, await db.Set<LicenceCheck>().CountAsync(TestContext.Current.CancellationToken));
            Assert.Equal(["second.zip"], await db.Set<ImportRun>().Select(one => one.File).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(["declined", "invited since", "proven", "younger"], await db.Set<RosterMember>().Select(one => one.Known).OrderBy(one => one).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal(run.At, (await Retention.Last(db, TestContext.Current.CancellationToken))!.At);
        }
        Assert.Empty((await Runner(test.Store).Run(TestContext.Current.CancellationToken)).Erased);

        FactChange Change(string field, int days) => new() { ProfileId = 1, Field = field, Source = Source.Registry, At = now.AddDays(-days) };
        LicenceCheck Look(int days, bool isNewest) => new() { Id = Guid.CreateVersion7(), ProfileId = 1, State = "CA", Number = "1", Source = "file", How = "board-file", At = now.AddDays(-days), IsNewest = isNewest };
        RosterMember Member(string known, int days, DateTime? proven = null, DateTime? declined = null, DateTime? invited = null) =>
            new() { Id = Guid.CreateVersion7(), Roster = "Willow", Known = known, Document = [], NamedAt = now.AddDays(-days), ProvenAt = proven, DeclinedAt = declined, InvitedAt = invited };
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Nothing_of_a_record_under_a_hold_goes_for_its_age(Database database)
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(database, time: clock);
        var held = await Holder.Make(test.Store);
        await Holder.Make(test.Store, "other@example.org", 1999999984);
        await test.Store.Write(db => Holds.Put(db, new AccountSeal(test.Store, KeyRing.Open(test.Location)), held, new HoldTerm(DateOnly.FromDateTime(test.Store.Now).AddYears(5), "case 1"), test.Store.Now, TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromDays(365 * 3 + 2));
        await Runner(test.Store).Run(TestContext.Current.CancellationToken);
        await using (var db = test.Store.Read())
        {
            Assert.NotEqual(0, await db.Set<FactChange>().CountAsync(one => one.ProfileId == 1 && one.Field != "places", TestContext.Current.CancellationToken));
            Assert.Equal(0, await db.Set<FactChange>().CountAsync(one => one.ProfileId == 2 && one.Field != "places", TestContext.Current.CancellationToken));
            Assert.Equal([1L], await db.Set<Removal>().Select(one => one.ProfileId).ToListAsync(TestContext.Current.CancellationToken));
        }
        clock.Advance(TimeSpan.FromDays(365 * 2 + 1));
        await Runner(test.Store).Run(TestContext.Current.CancellationToken);
        await using (var db = test.Store.Read())
        {
            Assert.False(await db.Set<FactChange>().AnyAsync(one => one.Field != "places", TestContext.Current.CancellationToken));
            // The hold is over, and the account that is open stays.
            Assert.False(await db.Set<LegalHold>().AnyAsync(TestContext.Current.CancellationToken));
            Assert.True(await db.Set<Account>().AnyAsync(one => one.Id == held, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Where_the_law_holds_all_records_of_a_clinic_those_that_have_an_owner_lose_nothing()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await Holder.Make(test.Store);
        await ResponsibleSetting.Set(test.Store, "clinic, Willow Clinic, privacy@willow.example", TestContext.Current.CancellationToken);
        await HoldSetting.Set(test.Store, "7 years", TestContext.Current.CancellationToken);
        await test.Store.Write(db =>
        {
            db.Add(new FactChange { ProfileId = 77, Field = "fees", Source = Source.Registry, At = test.Store.Now });
            return Task.CompletedTask;
        });
        clock.Advance(TimeSpan.FromDays(365 * 4));
        await Runner(test.Store).Run(TestContext.Current.CancellationToken);
        await using var db = test.Store.Read();
        Assert.True(await db.Set<FactChange>().AnyAsync(one => one.ProfileId == 1 && one.Field != "places", TestContext.Current.CancellationToken));
        Assert.False(await db.Set<FactChange>().AnyAsync(one => one.ProfileId == 77, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_rows_go_in_short_transactions_between_which_others_write()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await test.Store.Write(db =>
        {
            db.AddRange(Enumerable.Range(0, 2_100).Select(_ => new FactChange { ProfileId = 1, Field = "fees", Source = Source.Registry, At = test.Store.Now.AddYears(-4) }));
            return Task.CompletedTask;
        });
        var commits = 0;
        test.Store.Written += () => commits++;
        Assert.Equal(2_100, (await Runner(test.Store).Run(TestContext.Current.CancellationToken)).Erased.Values.Single());
        // Five of at most five hundred rows, and one that says that it was done.
        Assert.Equal(6, commits);
    }

    [Fact]
    public async Task What_cannot_be_erased_is_told_and_stops_nothing_else()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await test.Store.Write(db =>
        {
            db.Add(new FactChange { ProfileId = 1, Field = "fees", Source = Source.Registry, At = test.Store.Now.AddYears(-4) });
            return Task.CompletedTask;
        });
        await test.Store.Write(db => db.Database.ExecuteSqlAsync($"DROP TABLE reports"));
        var run = await Runner(test.Store).Run(TestContext.Current.CancellationToken);
        Assert.Equal(["settled reports", "reports that nobody settled"], run.Failed);
        Assert.Equal(["old changes of profiles, but for places"], run.Erased.Keys);
    }

    [Fact]
    public async Task The_doctor_says_when_it_ran_and_what_is_older_than_it_may_be()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Assert.Contains("has not run yet", (await Finding()).Says, StringComparison.Ordinal);
        await Runner(test.Store).Run(TestContext.Current.CancellationToken);
        var finding = await Finding();
        Assert.Equal(Health.Good, finding.Health);
        Assert.Contains("ran last at", finding.Says, StringComparison.Ordinal);
        await test.Store.Write(db =>
        {
            db.Add(new Report { ProfileId = 1, About = "cost", At = test.Store.Now.AddYears(-3) });
            db.Add(new PrivateLink { Id = [1], Purpose = LinkPurpose.Nothing, EndsAt = test.Store.Now.AddDays(-3) });
            return Task.CompletedTask;
        });
        finding = await Finding();
        Assert.Equal(Health.Failed, finding.Health);
        Assert.Contains("reports that nobody settled 1, links of mails about an account 1", finding.Says, StringComparison.Ordinal);

        async Task<Examined> Finding() => (await Doctor.Examine(test.Location, TimeProvider.System, thorough: false, TestContext.Current.CancellationToken)).Single(one => one.Check == Check);
    }

    [Fact]
    public async Task The_command_says_what_is_due_and_erases_only_when_told_so()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(db =>
        {
            db.Add(new Report { ProfileId = 1, About = "cost", At = test.Store.Now.AddYears(-3) });
            return Task.CompletedTask;
        });
        var asked = await RapportProcess.Run(["retention", "--json", .. test.Arguments]);
        Assert.Equal((0, ""), (asked.Code, asked.Error));
        var kinds = JsonDocument.Parse(asked.Out).RootElement.GetProperty("kinds").EnumerateArray().ToList();
        Assert.Equal(RetentionRules.All.Count, kinds.Count);
        Assert.Equal(1, kinds.Sum(kind => kind.GetProperty("due").GetInt64()));
        Assert.Equal(1, await Due(test.Store, test.Store.Now));
        Assert.Contains("Erased: reports that nobody settled 1.", (await RapportProcess.Run(["retention", "--yes", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Equal(0, await Due(test.Store, test.Store.Now));
        Assert.Contains("The daily job ran last at", (await RapportProcess.Run(["retention", .. test.Arguments])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_serves_it_runs_by_itself()
    {
        await using var app = await HostedApp.Start(store => store.Write(db =>
        {
            db.Add(new Report { ProfileId = 1, About = "cost", At = store.Now.AddYears(-3) });
            return Task.CompletedTask;
        }));
        for (var tries = 0; tries < 100 && await Due(app.Store, app.Store.Now) > 0; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, await Due(app.Store, app.Store.Now));
    }

    /// <summary>The job, as the program makes it.</summary>
    internal static Retention Runner(Store store)
    {
        var keys = KeyRing.Open(store.Location);
        return new Retention(store, new Erasure(store, new AccountSeal(store, keys), new Outbox(store, keys)), NullLogger<Retention>.Instance);
    }

    private static async Task<long> Due(Store store, DateTime at)
    {
        await using var db = store.Read();
        return (await Retention.Due(db, at, TestContext.Current.CancellationToken)).Sum(one => one.Rows);
    }
}
