using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class RemovalsTests
{
    private static readonly IPAddress Home = IPAddress.Parse("203.0.113.7");
    private static readonly IPAddress Neighbour = IPAddress.Parse("203.0.113.200");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("198.51.100.7");

    private readonly TestClock _clock = new();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task An_unclaimed_record_is_off_the_list_at_once_and_every_index_hears_of_it(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var id = await Somebody(test.Store);
        Assert.Equal(RemovalOutcome.Done, await new Removals(test.Store).Ask(id, Home));

        await using var db = test.Store.Read();
        var profile = await db.Set<Profile>().SingleAsync();
        Assert.False(Visibility.IsListed(profile, RegistryListing.FactsOnly));
        Assert.Equal(1, profile.Revision);
        Assert.Equal([id, id], (await ChangeFeed.After(db, 0, 10)).Select(change => change.ProfileId));
        var removal = await db.Set<Removal>().SingleAsync();
        Assert.Equal((id, profile.Npi), (removal.ProfileId, removal.Npi));
    }

    [Fact]
    public async Task Asking_twice_writes_once()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var removals = new Removals(test.Store);
        var id = await Somebody(test.Store);
        await removals.Ask(id, Home);
        Assert.Equal(RemovalOutcome.Already, await removals.Ask(id, Home));
        Assert.Single(await removals.List());
        Assert.Single(await RemovalLog.Read(RemovalLog.PathIn(test.Location)));
    }

    [Fact]
    public async Task A_profile_that_its_owner_keeps_stays()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        Assert.Equal(RemovalOutcome.Owned, await new Removals(test.Store).Ask(id, Home));
        Assert.Empty(await new Removals(test.Store).List());
    }

    [Fact]
    public async Task Nobody_can_be_removed_who_is_not_there()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        Assert.Equal(RemovalOutcome.Unknown, await new Removals(test.Store).Ask(99, Home));
        Assert.False(File.Exists(RemovalLog.PathIn(test.Location)));
    }

    [Fact]
    public async Task One_network_may_not_empty_the_list_but_another_may_still_ask()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var removals = new Removals(test.Store);
        var people = new List<long>();
        for (var i = 0; i <= Removals.MostPerHour + 1; i++)
        {
            people.Add(await Somebody(test.Store, i));
        }
        foreach (var id in people.Take(Removals.MostPerHour))
        {
            Assert.Equal(RemovalOutcome.Done, await removals.Ask(id, Home));
        }
        Assert.Equal(RemovalOutcome.TooMany, await removals.Ask(people[^2], Neighbour));
        Assert.Equal(RemovalOutcome.Done, await removals.Ask(people[^2], Elsewhere));
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(RemovalOutcome.Done, await removals.Ask(people[^1], Home));
    }

    [Fact]
    public async Task A_burst_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var removals = new Removals(test.Store);
        for (var i = 0; i < Bursts.FromOneNetwork; i++)
        {
            Assert.Empty(await removals.Bursts(test.Store.Now.AddDays(-1)));
            await removals.Ask(await Somebody(test.Store, i), Home);
        }
        var burst = Assert.Single(await removals.Bursts(test.Store.Now.AddDays(-1)));
        Assert.Equal(Bursts.FromOneNetwork, burst.Count);
        Assert.NotNull(burst.Network);
    }

    [Fact]
    public async Task The_address_that_asked_is_written_nowhere()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        await new Removals(test.Store).Ask(await Somebody(test.Store), Home);
        var removal = Assert.Single(await new Removals(test.Store).List());
        Assert.Matches("^[0-9a-f]{20}$", removal.Network);
        Assert.DoesNotContain("203.0", await File.ReadAllTextAsync(RemovalLog.PathIn(test.Location)), StringComparison.Ordinal);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task An_operator_puts_somebody_back_with_a_reason(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var removals = new Removals(test.Store);
        await removals.Ask(await Somebody(test.Store), Home);
        var removal = Assert.Single(await removals.List());
        Assert.True(await removals.Undo(removal.Id, "asked by a rival"));
        Assert.False(await removals.Undo(removal.Id, "again"));
        await using var db = test.Store.Read();
        Assert.False((await db.Set<Profile>().SingleAsync()).Removed);
        Assert.Equal("asked by a rival", (await db.Set<Removal>().SingleAsync()).UndoneReason);
        Assert.True((await RemovalLog.Read(RemovalLog.PathIn(test.Location)))[^1].Undone);
    }

    [Fact]
    public async Task A_line_torn_by_a_power_cut_hides_no_other_line()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var path = RemovalLog.PathIn(test.Location);
        await File.WriteAllTextAsync(path, """{"npi":1999999976,"profileId":4,"at":"2026-11-01T00:00:00Z"}""" + "\n{\"npi\":19");
        await RemovalLog.Append(test.Location, new RemovalLine(null, 9, test.Store.Now));
        Assert.Equal([4, 9], (await RemovalLog.Read(path)).Select(line => line.ProfileId));
    }

    private static Task<long> Somebody(Store store, int number = 0) =>
        ProfileBuilder.FromRegistry(store.Now, "Ann", "Example" + number, 1999999000 + number).SaveTo(store);
}
