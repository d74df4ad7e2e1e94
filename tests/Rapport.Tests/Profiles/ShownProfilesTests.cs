using System.Net;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>Profiles are read once for many pages; what changed meanwhile is seen with the next one all the same.</summary>
public sealed class ShownProfilesTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TestClock _clock = new();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Whoever_asked_to_be_removed_is_not_shown_again_though_she_was_read_before(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ruth", "Example").SaveTo(test.Store);
        var profiles = new ShownProfiles();
        Assert.Equal([id], (await Shown(test.Store, profiles, id)).Keys);

        await new Removals(test.Store).Ask(id, IPAddress.Parse("203.0.113.7"));

        Assert.Empty(await Shown(test.Store, profiles, id));
    }

    [Fact]
    public async Task Who_is_not_listed_any_more_is_not_shown_though_she_was_read_before()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ruth", "Example").SaveTo(test.Store);
        var profiles = new ShownProfiles();
        Assert.NotEmpty(await Shown(test.Store, profiles, id));
        await using var db = test.Store.Read();
        Assert.Empty(await profiles.Of(db, [id], RegistryListing.Hidden, Stop));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_change_is_shown_at_once_though_the_profile_was_read_before(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ruth", "Example").SaveTo(test.Store);
        var profiles = new ShownProfiles();
        var before = (await Shown(test.Store, profiles, id))[id];
        Assert.False(before.Claimed);
        // Of somebody who was never asked no telephone is shown.
        Assert.Null(before.Facts.Places!.Value[0].Telephone);

        // In the same moment: no clock tells the one state from the other.
        await new ProfileEditor(test.Store, Vocabularies.BuiltIn).Set(id, [new("pronouns", "she/her")], Source.Therapist);

        var after = (await Shown(test.Store, profiles, id))[id];
        Assert.True(after.Claimed);
        Assert.Equal("she/her", after.Facts.Pronouns!.Value);
        Assert.NotNull(after.Facts.Places!.Value[0].Telephone);
    }

    [Fact]
    public async Task A_profile_that_stays_as_it_is_is_read_once()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        var profiles = new ShownProfiles();
        var first = await Shown(test.Store, profiles, id);
        using var database = new AskedOfDatabase(test.Store.Location.SqlitePath);
        Assert.Same(first[id], (await Shown(test.Store, profiles, id))[id]);
        Assert.DoesNotContain("document", Assert.Single(database.Take()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_are_kept_than_there_is_room_for_and_everybody_is_shown_all_the_same()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var ids = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            ids.Add(await ProfileBuilder.Named(test.Store.Now, "Person", $"{i}").SaveTo(test.Store));
        }
        var profiles = new ShownProfiles(mostKept: 3);
        for (var round = 0; round < 4; round++)
        {
            foreach (var id in ids)
            {
                Assert.Equal([id], (await Shown(test.Store, profiles, id)).Keys);
            }
            Assert.Equal(3, profiles.Count);
        }
        Assert.Equal(ids, (await Shown(test.Store, profiles, [.. ids])).Keys.Order());
        Assert.Equal(3, profiles.Count);
    }

    [Fact]
    public async Task Of_more_people_asked_for_in_turn_than_there_is_room_for_some_stay_read()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var ids = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add(await ProfileBuilder.Named(test.Store.Now, "Person", $"{i}").SaveTo(test.Store));
        }
        var profiles = new ShownProfiles(mostKept: 11);
        var before = await Shown(test.Store, profiles, [.. ids]);
        var stayed = 0;
        for (var round = 0; round < 20; round++)
        {
            foreach (var id in ids)
            {
                var now = (await Shown(test.Store, profiles, id))[id];
                stayed += ReferenceEquals(now, before[id]) ? 1 : 0;
                before = before.Where(one => one.Key != id).Append(new(id, now)).ToDictionary();
            }
        }
        // In turn, each would find the room taken by the others if the one asked for longest ago went.
        Assert.InRange(stayed, 120, 240);
    }

    private static async Task<IReadOnlyDictionary<long, ShownProfile>> Shown(Store store, ShownProfiles profiles, params long[] ids)
    {
        await using var db = store.Read();
        return await profiles.Of(db, ids, RegistryListing.FactsOnly, Stop);
    }
}
