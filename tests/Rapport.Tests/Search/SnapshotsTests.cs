using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>The index follows the store: what is saved is found, what is taken off is gone.</summary>
public sealed class SnapshotsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task An_edit_is_found_and_a_removal_takes_effect(Database database)
    {
        await using var test = await TestStore.Create(database);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        using var snapshots = await Start(test.Store);
        Assert.Equal(1, Count(snapshots, "language", "es"));

        await new ProfileEditor(test.Store, Vocabularies.BuiltIn).Set(id, [new("languages", "en, fr fluent")], Source.Therapist);
        await Until(() => Count(snapshots, "language", "fr") == 1);
        Assert.Equal(0, Count(snapshots, "language", "es"));

        await test.Store.Write(async db =>
        {
            (await db.Set<Profile>().FindAsync(id))!.Removed = true;
            await ChangeFeed.Append(db, [id], test.Store.Now);
        });
        await Until(() => snapshots.Current!.Index.Count == 0);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Another_node_finds_the_edit_too(Database database)
    {
        await using var test = await TestStore.Create(database);
        using var snapshots = await Start(test.Store);
        using var elsewhere = await Store.Open(test.Location, TimeProvider.System);

        await ProfileBuilder.Marisol(elsewhere.Now).SaveTo(elsewhere);

        await Until(() => snapshots.Current!.Index.Count == 1);
    }

    [Fact]
    public async Task Registry_people_appear_when_the_operator_chooses_so_and_vanish_again()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Okoye").SaveTo(test.Store);
        using var snapshots = await Start(test.Store);
        Assert.Equal(0, snapshots.Current!.Index.Count);

        await Visibility.Set(test.Store, RegistryListing.FactsOnly);
        await Until(() => snapshots.Current!.Index.Count == 1);

        await Visibility.Set(test.Store, RegistryListing.Hidden);
        await Until(() => snapshots.Current!.Index.Count == 0);
    }

    [Fact]
    public async Task Registry_people_come_after_everyone_who_confirmed_their_facts()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Visibility.Set(test.Store, RegistryListing.FactsOnly);
        var bare = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Okoye").SaveTo(test.Store);
        var confirmed = await ProfileBuilder.Named(test.Store.Now, "Zoe", "Zimmer").SaveTo(test.Store);
        using var snapshots = await Start(test.Store);

        var hits = snapshots.Current!.Index.Search(new SearchQuery { Sort = SearchSort.Name }).Hits;

        Assert.Equal([confirmed, bare], hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_hides_one_person_not_everyone()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var damaged = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        var whole = await ProfileBuilder.Named(test.Store.Now, "Zoe", "Zimmer").SaveTo(test.Store);
        await test.Store.Write(async db => (await db.Set<Profile>().FindAsync(damaged))!.Document = "{ \"facts\": ");
        using var snapshots = await Start(test.Store);

        Assert.Equal([whole], snapshots.Current!.Index.Search(new SearchQuery()).Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task A_search_in_progress_keeps_the_snapshot_it_began_with()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        using var snapshots = await Start(test.Store);
        var held = snapshots.Current!;

        await ProfileBuilder.Named(test.Store.Now, "Zoe", "Zimmer").SaveTo(test.Store);
        await Until(() => snapshots.Current!.Index.Count == 2);

        Assert.Equal(1, held.Index.Search(new SearchQuery()).Total);
    }

    [Fact]
    public async Task A_new_day_is_a_new_index()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        var opens = DateOnly.FromDateTime(test.Store.Now).AddDays(8);
        await ProfileBuilder.Named(test.Store.Now, "Zoe", "Zimmer").With((facts, said) => facts with
        {
            Openings = said.Of<IReadOnlyList<Rapport.Profiles.Opening>>([new() { Kind = "open", From = opens }]),
        }).SaveTo(test.Store);
        using var snapshots = await Start(test.Store);
        Assert.Equal(0, Count(snapshots, "opening", "open-now"));

        clock.Advance(TimeSpan.FromDays(1));

        await Until(() => Count(snapshots, "opening", "open-now") == 1);
    }

    [Fact]
    public async Task An_opening_that_nobody_confirmed_for_long_counts_as_not_known()
    {
        var clock = new TestClock();
        await using var test = await TestStore.Create(Database.Sqlite, time: clock);
        await ProfileBuilder.Named(test.Store.Now, "Zoe", "Zimmer").With((facts, said) => facts with
        {
            Openings = said.Of<IReadOnlyList<Rapport.Profiles.Opening>>([new() { Kind = "open" }]),
        }).SaveTo(test.Store);
        using var snapshots = await Start(test.Store);
        Assert.Equal(1, Count(snapshots, "opening", "open-now"));

        clock.Advance(TimeSpan.FromDays(ListingOf.StaleOpeningDays + 1));

        await Until(() => Count(snapshots, "opening", "open-now") == 0);
    }

    private static async Task<Snapshots> Start(Store store)
    {
        var snapshots = new Snapshots(store, Keys, NullLogger<Snapshots>.Instance);
        await snapshots.StartAsync(CancellationToken.None);
        await snapshots.Get(new CancellationTokenSource(Patience).Token);
        return snapshots;
    }

    private static int Count(Snapshots snapshots, string key, string value) =>
        snapshots.Current!.Index.Search(new SearchQuery
        {
            Must = [new KeyFilter(Keys[key], [Keys.Schema.Keys[Keys[key]].OrdinalOf(value)])],
            Today = snapshots.Current!.Day.DayNumber,
        }).Total;

    /// <summary>The product promises a second; a busy test machine gets more, so that a failure means a fault.</summary>
    private static async Task Until(Func<bool> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < Patience, "The index did not follow the change feed.");
            await Task.Delay(20);
        }
    }
}
