using Microsoft.EntityFrameworkCore;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

public sealed class ChangeFeedTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Numbers_ascend_without_a_gap_in_the_order_of_commits_whoever_writes(Database database)
    {
        await using var test = await TestStore.Create(database);
        // Two stores on one database are two processes to each other: nothing in memory is shared.
        using var other = await Store.Open(test.Location, TimeProvider.System);
        const int Writers = 6;
        const int Each = 15;
        using var finished = new CancellationTokenSource();
        var following = Follow(test.Store, Writers * Each * 2, finished.Token);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var store = writer % 2 == 0 ? test.Store : other;
            for (var i = 0; i < Each; i++)
            {
                await store.Write(async db =>
                {
                    await ChangeFeed.Append(db, [writer + 1, writer + 101], store.Now);
                    // Held open for a while: a number given out early must not be committed late.
                    await Task.Yield();
                });
            }
        })));
        var seen = await following;
        Assert.Equal(Enumerable.Range(1, Writers * Each * 2).Select(i => (long)i), seen.Select(change => change.Sequence));
        foreach (var pair in seen.Chunk(2))
        {
            // The two lines of one transaction stand together.
            Assert.Equal(pair[0].ProfileId + 100, pair[1].ProfileId);
        }
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_write_that_fails_leaves_no_gap(Database database)
    {
        await using var test = await TestStore.Create(database);
        await test.Store.Write(db => ChangeFeed.Append(db, [1], test.Store.Now));
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Store.Write(async db =>
        {
            await ChangeFeed.Append(db, [2, 3], test.Store.Now);
            await db.SaveChangesAsync();
            throw new InvalidOperationException("broken off");
        }));
        await test.Store.Write(db => ChangeFeed.Append(db, [4], test.Store.Now));
        await using var db = test.Store.Read();
        Assert.Equal([(1L, 1L), (2L, 4L)], (await ChangeFeed.After(db, 0, 10)).Select(change => (change.Sequence, change.ProfileId)));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_follower_reads_on_from_the_last_number_it_saw(Database database)
    {
        await using var test = await TestStore.Create(database);
        await using var db = test.Store.Read();
        Assert.Equal(0, await ChangeFeed.Last(db));
        await test.Store.Write(feed => ChangeFeed.Append(feed, [10, 11, 12, 13, 14], test.Store.Now));
        Assert.Equal(5, await ChangeFeed.Last(db));
        Assert.Equal([12, 13], (await ChangeFeed.After(db, 2, limit: 2)).Select(change => change.ProfileId));
        Assert.Equal([14], (await ChangeFeed.After(db, 4, limit: 2)).Select(change => change.ProfileId));
        Assert.Empty(await ChangeFeed.After(db, 5, limit: 2));
    }

    [Fact]
    public async Task Another_node_on_PostgreSQL_is_woken_when_a_change_is_committed()
    {
        await using var test = await TestStore.Create(Database.Postgres);
        await using var listening = new Npgsql.NpgsqlConnection(test.Location.Postgres);
        await listening.OpenAsync();
        await using (var listen = listening.CreateCommand())
        {
            listen.CommandText = $"LISTEN {ChangeFeed.Channel}";
            await listen.ExecuteNonQueryAsync();
        }
        await test.Store.Write(db => ChangeFeed.Append(db, [1], test.Store.Now));
        Assert.True(await listening.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task This_process_hears_of_its_own_writes_after_they_are_committed(Database database)
    {
        await using var test = await TestStore.Create(database);
        var heard = new List<int>();
        test.Store.Written += () =>
        {
            using var db = test.Store.Read();
            heard.Add(db.Set<Change>().Count());
        };
        await test.Store.Write(db => ChangeFeed.Append(db, [1], test.Store.Now));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => test.Store.Write(_ => throw new InvalidOperationException("broken off")));
        Assert.Equal([1], heard);
    }

    /// <summary>Reads the feed while it grows, as an index does; a number that came late would be missed.</summary>
    private static async Task<List<Change>> Follow(Store store, int until, CancellationToken stop)
    {
        var seen = new List<Change>();
        while (seen.Count < until)
        {
            await using var db = store.Read();
            seen.AddRange(await ChangeFeed.After(db, seen.LastOrDefault()?.Sequence ?? 0, limit: 7, stop));
            await Task.Delay(1, stop);
        }
        return seen;
    }
}
