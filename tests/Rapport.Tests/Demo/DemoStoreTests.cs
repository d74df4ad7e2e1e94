using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Demo;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Demo;

public sealed class DemoStoreTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_demo_holds_the_people_that_were_asked_for_and_one_line_that_tells_every_index(Database database)
    {
        await using var test = await TestStore.Place(database);
        var made = new List<long>();
        var result = await new DemoStore(test.Location, new TestClock()).Make(700, 1, replace: false, made.Add);
        using var store = await Store.Open(test.Location, new TestClock());
        await using var db = store.Read();
        var profiles = await db.Set<Profile>().AsNoTracking().OrderBy(profile => profile.Id).ToListAsync();
        Assert.Equal(StoreKind.Demo, store.Mark.Kind);
        Assert.Equal(Enumerable.Range(1, 700).Select(id => (long)id), profiles.Select(profile => profile.Id));
        Assert.Equal(new DemoResult(700, profiles.Count(profile => profile.Claimed), profiles.Sum(profile => (long)System.Text.Encoding.UTF8.GetByteCount(profile.Document))), result);
        Assert.Equal(700, made[^1]);
        Assert.Equal(Change.Everything, (await ChangeFeed.After(db, 0, 10)).Single().ProfileId);
        Assert.All(profiles, profile =>
        {
            Assert.NotNull(profile.Read().Facts.Name);
            Assert.Equal(DateTimeKind.Utc, profile.UpdatedAt.Kind);
            Assert.False(profile.Removed);
        });
    }

    [Fact]
    public async Task The_same_number_and_seed_give_the_same_documents_to_the_byte_and_a_smaller_demo_is_the_start_of_a_larger()
    {
        await using var one = await TestStore.Place(Database.Sqlite);
        await using var other = await TestStore.Place(Database.Sqlite);
        await new DemoStore(one.Location, new TestClock()).Make(600, 5, replace: false, _ => { });
        await new DemoStore(other.Location, new TestClock()).Make(900, 5, replace: false, _ => { });
        Assert.Equal(await Documents(one.Location), (await Documents(other.Location)).Take(600));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_store_of_real_people_is_refused_with_the_command_that_makes_a_demo(Database database)
    {
        await using var test = await TestStore.Create(database, StoreKind.Real);
        var problem = await Assert.ThrowsAsync<StoreProblem>(() =>
            new DemoStore(test.Location, new TestClock()).Make(10, 1, replace: true, _ => { }));
        Assert.Contains("real people", problem.Message, StringComparison.Ordinal);
        Assert.Contains("./rapport demo --data", problem.Message, StringComparison.Ordinal);
        await using var db = test.Store.Read();
        Assert.Equal(0, await db.Set<Profile>().CountAsync());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_demo_that_is_there_stays_until_replacing_it_is_asked_for(Database database)
    {
        await using var test = await TestStore.Place(database);
        var demo = new DemoStore(test.Location, new TestClock());
        await demo.Make(300, 1, replace: false, _ => { });
        var before = await Documents(test.Location);
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => demo.Make(20, 2, replace: false, _ => { }));
        Assert.Contains("300 invented people", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--replace", problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Documents(test.Location));

        await demo.Make(20, 2, replace: true, _ => { });
        var after = await Documents(test.Location);
        Assert.Equal(20, after.Count);
        Assert.NotEqual(before[0], after[0]);
    }

    [Fact]
    public async Task A_demo_in_use_is_not_pulled_from_under_its_server()
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        var demo = new DemoStore(test.Location, new TestClock());
        await demo.Make(30, 1, replace: false, _ => { });
        using var store = await Store.Open(test.Location, new TestClock());
        await using var serving = store.Read();
        await serving.Database.OpenConnectionAsync();
        await serving.Set<Profile>().CountAsync();
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => demo.Make(20, 2, replace: true, _ => { }));
        Assert.Contains("in use", problem.Message, StringComparison.Ordinal);
        Assert.Equal(30, await serving.Set<Profile>().CountAsync());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Broken_off_in_the_middle_nobody_is_there_and_the_next_run_succeeds(Database database)
    {
        await using var test = await TestStore.Place(database);
        var demo = new DemoStore(test.Location, new TestClock());
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            demo.Make(20_000, 1, replace: false, _ => stop.Cancel(), stop.Token));
        if (database == Database.Sqlite)
        {
            Assert.False(await Store.Exists(test.Location));
            Assert.Empty(Directory.EnumerateFileSystemEntries(test.Folder));
        }
        var result = await demo.Make(40, 1, replace: false, _ => { });
        Assert.Equal(40, result.Profiles);
        Assert.Equal(40, (await Documents(test.Location)).Count);
    }

    [Fact]
    public async Task Killed_in_the_middle_no_store_is_there_and_the_next_run_cleans_up()
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        using (var process = RapportProcess.Start([], "demo", "--profiles", "3000000", "--data", test.Folder))
        {
            // The file aside grows once people are being written.
            while (!process.HasExited && SizeOf(test.Folder) < 4_000_000)
            {
                await Task.Delay(20);
            }
            process.Kill();
            await process.WaitForExitAsync();
        }
        Assert.True(SizeOf(test.Folder) >= 4_000_000);
        Assert.False(await Store.Exists(test.Location));
        await new DemoStore(test.Location, new TestClock()).Make(25, 1, replace: false, _ => { });
        Assert.Equal(25, (await Documents(test.Location)).Count);
        Assert.Equal(["keys", "rapport.db"], Directory.EnumerateFileSystemEntries(test.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .Where(name => name?.EndsWith("-wal", StringComparison.Ordinal) == false && !name.EndsWith("-shm", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_command_says_in_JSON_what_it_made()
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        var ended = await RapportProcess.Run(["demo", "--profiles", "120", "--seed", "3", "--json", .. test.Arguments]);
        Assert.Equal(0, ended.Code);
        using var json = JsonDocument.Parse(ended.Out);
        Assert.Equal(120, json.RootElement.GetProperty("profiles").GetInt64());
        Assert.Equal(3, json.RootElement.GetProperty("seed").GetInt64());
        var again = await RapportProcess.Run(["demo", "--profiles", "120", .. test.Arguments]);
        Assert.Equal(1, again.Code);
        Assert.Contains("--replace", again.Error, StringComparison.Ordinal);
    }

    [Theory, InlineData("0"), InlineData("-5"), InlineData("99999999999"), InlineData("many")]
    public async Task A_number_of_people_that_makes_no_sense_is_told_with_the_range(string number)
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        var ended = await RapportProcess.Run(["demo", "--profiles", number, .. test.Arguments]);
        Assert.Equal(2, ended.Code);
        Assert.Contains("--profiles", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(test.Location.SqlitePath));
    }

    private static async Task<List<string>> Documents(StoreLocation location)
    {
        using var store = await Store.Open(location, new TestClock());
        await using var db = store.Read();
        return await db.Set<Profile>().OrderBy(profile => profile.Id).Select(profile => profile.Document).ToListAsync();
    }

    private static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
}
