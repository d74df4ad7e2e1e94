using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class NetworkErasureTests
{
    private static readonly IPAddress Home = IPAddress.Parse("203.0.113.7");

    private readonly TestClock _clock = new();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task After_thirty_days_nothing_of_the_network_is_left_and_the_rest_stays(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        await Ask(test.Store, 1);
        _clock.Advance(TimeSpan.FromDays(NetworkErasure.DaysKept));
        await Ask(test.Store, 2);
        await NetworkErasure.Erase(test.Store);
        Assert.All(await Networks(test.Store), Assert.NotNull);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await NetworkErasure.Erase(test.Store);
        var networks = await Networks(test.Store);
        Assert.Equal(4, networks.Count);
        Assert.Equal(2, networks.Count(network => network is null));
    }

    [Fact]
    public async Task The_application_erases_by_itself_when_it_starts()
    {
        await using var app = await HostedApp.Start(
            async store =>
            {
                await Ask(store, 1);
                _clock.Advance(TimeSpan.FromDays(NetworkErasure.DaysKept + 1));
            },
            _clock);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await Networks(app.Store)).Any(network => network is not null))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task Ask(Store store, int number)
    {
        var id = await ProfileBuilder.FromRegistry(store.Now, "Ann", "Example" + number, 1999999000 + number).SaveTo(store);
        Assert.Equal(ReportOutcome.Kept, await new Reports(store, KeyRing.Open(store.Location)).Say(id, "other", null, Home));
        Assert.Equal(RemovalOutcome.Done, await new Removals(store).Ask(id, Home));
    }

    private static async Task<List<string?>> Networks(Store store)
    {
        await using var db = store.Read();
        var removals = await db.Set<Removal>().OrderBy(one => one.Id).Select(one => one.Network).ToListAsync();
        var reports = await db.Set<Report>().OrderBy(one => one.Id).Select(one => one.Network).ToListAsync();
        return [.. removals, .. reports];
    }
}
