using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>A start reads the index that an earlier run has written, if it is sound and the store continues from it.</summary>
public sealed class IndexFileTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);

    [Fact]
    public async Task A_start_reads_what_was_written_and_then_what_was_changed_since()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var gone = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        var stays = await ProfileBuilder.Named(test.Store.Now, "Zoe", "Zimmer").SaveTo(test.Store);
        await Run(test.Store, _ => { });

        await test.Store.Write(async db =>
        {
            (await db.Set<Profile>().FindAsync(gone))!.Removed = true;
            await ChangeFeed.Append(db, [gone], test.Store.Now);
        });
        var comes = await ProfileBuilder.Named(test.Store.Now, "Ana", "Okoye").SaveTo(test.Store);
        var told = await Run(test.Store, snapshot => Assert.Equal([stays, comes], Found(snapshot)), writes: false);

        Assert.Contains(told, line => line.Contains("of 2 profiles was read from", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_or_cut_off_file_is_told_and_the_index_is_built_anew()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await Run(test.Store, _ => { });
        var whole = await File.ReadAllBytesAsync(Of(test.Store));

        foreach (var at in new[] { 3, 40, whole.Length / 2, whole.Length - 1 })
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 4;
            await IsBuiltAnew(damaged);
            await IsBuiltAnew(whole[..at]);
        }

        async Task IsBuiltAnew(byte[] bytes)
        {
            await File.WriteAllBytesAsync(Of(test.Store), bytes);
            var told = await Run(test.Store, snapshot => Assert.Equal([id], Found(snapshot)));
            Assert.Contains(told, line => line.Contains("built anew", StringComparison.Ordinal));
            Assert.Equal(whole.Length, new FileInfo(Of(test.Store)).Length);
        }
    }

    [Fact]
    public async Task The_file_of_another_store_and_one_from_which_the_store_does_not_continue_are_not_used()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var other = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await ProfileBuilder.Named(other.Store.Now, "Zoe", "Zimmer").SaveTo(other.Store);
        await Run(other.Store, _ => { });

        File.Copy(Of(other.Store), Of(test.Store));
        var told = await Run(test.Store, snapshot => Assert.Equal([id], Found(snapshot)));
        Assert.Contains(told, line => line.Contains("another store", StringComparison.Ordinal));

        // As if a backup had been brought back in its place.
        await test.Store.Write(async db =>
        {
            db.RemoveRange(db.Set<Change>());
            await ChangeFeed.Append(db, [id + 1], test.Store.Now);
        });
        told = await Run(test.Store, snapshot => Assert.Equal([id], Found(snapshot)));
        Assert.Contains(told, line => line.Contains("does not continue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_file_of_yesterday_serves_until_today_is_built_and_an_older_one_does_not()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await Run(test.Store, _ => { });

        clock.Advance(TimeSpan.FromDays(1));
        var told = await Run(test.Store, snapshot => Assert.Equal(1, snapshot.Index.Count), writes: false);
        Assert.Contains(told, line => line.Contains("was read from", StringComparison.Ordinal));

        clock.Advance(TimeSpan.FromDays(3));
        told = await Run(test.Store, snapshot => Assert.Equal(1, snapshot.Index.Count));
        Assert.Contains(told, line => line.Contains("built anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_reads_the_file()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await Run(test.Store, _ => { });

        Assert.False(OwnFiles.IsOpenToOthers(Of(test.Store)));
        Assert.Equal([Of(test.Store)], Parts(test.Store));
    }

    // Starts, looks at the first snapshot, waits for the file if one is to be written, and ends; what was told meanwhile.
    private static async Task<IReadOnlyList<string>> Run(Store store, Action<Snapshot> look, bool writes = true)
    {
        var before = File.GetLastWriteTimeUtc(Of(store));
        var told = new HeardLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(told));
        using var snapshots = new Snapshots(store, Keys, logs.CreateLogger<Snapshots>());
        await snapshots.StartAsync(CancellationToken.None);
        look(await snapshots.Get(new CancellationTokenSource(Patience).Token));
        var waited = Stopwatch.StartNew();
        while (writes && (!File.Exists(Of(store)) || File.GetLastWriteTimeUtc(Of(store)) == before || Parts(store).Count() > 1))
        {
            Assert.True(waited.Elapsed < Patience, "The index was not written.");
            await Task.Delay(20);
        }

        await snapshots.StopAsync(CancellationToken.None);
        return [.. told.Everything.Select(line => line.Text)];
    }

    // With one that is being written beside it.
    private static IEnumerable<string> Parts(Store store) =>
        Directory.EnumerateFiles(store.Location.DataFolder).Where(path => path.StartsWith(Of(store), StringComparison.Ordinal));

    private static string Of(Store store) => Path.Combine(store.Location.DataFolder, "search.index");

    private static IEnumerable<long> Found(Snapshot snapshot) => snapshot.Index.Search(new SearchQuery()).Hits.Select(hit => hit.Id).Order();
}
