using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>The log that a restore obeys: no line of it is lost or joined to another one.</summary>
public sealed class RemovalLogTests
{
    private static readonly DateTime Now = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Lines_written_at_once_all_stand_whole_and_can_be_read_meanwhile()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        const int Writers = 8;
        const int Each = 50;
        await RemovalLog.Append(place.Location, []);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 1; i <= Each; i++)
            {
                await RemovalLog.Append(place.Location, new RemovalLine(null, (writer * Each) + i, Now));
                Assert.Contains(await RemovalLog.Read(RemovalLog.PathIn(place.Location)), line => line.ProfileId == (writer * Each) + i);
            }
        })));
        Assert.Equal(
            Enumerable.Range(1, Writers * Each).Select(id => (long)id),
            (await RemovalLog.Read(RemovalLog.PathIn(place.Location))).Select(line => line.ProfileId).Order());
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Another_program_that_holds_the_log_is_waited_for(Database database)
    {
        await using var test = await TestStore.Create(database);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        await new Removals(test.Store).Ask(id, from: null);
        var path = RemovalLog.PathIn(test.Location);
        Task<Ended> undoing;
        await using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            undoing = RapportProcess.Run(["removals", "undo", "1", "--reason", "abuse", .. test.Arguments]);
            // Undone in the store first, in the log afterwards.
            await using var db = test.Store.Read();
            while (db.Set<Removal>().Any(removal => removal.UndoneAt == null))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
        Assert.Equal(0, (await undoing).Code);
        Assert.Equal([null, true], (await RemovalLog.Read(path)).Select(line => line.Undone));
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Whoever_is_removed_and_put_back_stands_in_the_log_beside_either_database(Database database)
    {
        await using var test = await TestStore.Create(database);
        var path = RemovalLog.PathIn(test.Location);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        var removals = new Removals(test.Store);
        Assert.Equal(RemovalOutcome.Done, await removals.Ask(id, from: null));
        Assert.Equal([(id, null)], (await RemovalLog.Read(path)).Select(line => (line.ProfileId, line.Undone)));
        var undone = await RapportProcess.Run(["removals", "undo", "1", "--reason", "abuse", .. test.Arguments]);
        Assert.Equal(0, undone.Code);
        Assert.Equal([(id, null), (id, true)], (await RemovalLog.Read(path)).Select(line => (line.ProfileId, line.Undone)));
    }

    [Fact]
    public async Task A_torn_line_is_passed_over_and_the_next_one_stands_alone()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        await File.WriteAllTextAsync(RemovalLog.PathIn(place.Location), "{\"profileId\":1,\"at\":\"2026-11-2");
        await RemovalLog.Append(place.Location, [new RemovalLine(null, 2, Now), new RemovalLine(1234567893, 3, Now, Undone: true)]);
        Assert.Equal([2L, 3L], (await RemovalLog.Read(RemovalLog.PathIn(place.Location))).Select(line => line.ProfileId));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_yet_is_made()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var location = StoreLocation.From(Path.Combine(place.Folder, "inner"), null);
        await RemovalLog.Append(location, new RemovalLine(null, 4, Now));
        Assert.Single(await RemovalLog.Read(RemovalLog.PathIn(location)));
    }
}
