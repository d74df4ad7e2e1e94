using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>The parameters of orders by fit stay as they are from one release to the next.</summary>
public sealed class FitReleasesTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task The_first_is_made_of_the_styles_that_are_there_and_stays_whoever_comes(Database database)
    {
        await using var test = await TestStore.Create(database);
        using var releases = new FitReleases(test.Store);
        var first = await releases.Current(Index(3, -3, -3), TestContext.Current.CancellationToken);

        Assert.Equal((1, 3, 0), (first.Version, first.Therapists, first.Pairs));
        Assert.Equal(-1, first.Fit.Scale.TherapistMeans[1]);
        Assert.All(first.Fit.Weights, weight => Assert.Equal(FitPrior.StartWeight, weight));

        // Another process, and others who have answered by now.
        using var later = new FitReleases(test.Store);
        var second = await later.Current(Index(3, 3, 3, 3), TestContext.Current.CancellationToken);
        Assert.Equal((first.Version, first.Therapists, first.Fit.Scale.LengthLimit), (second.Version, second.Therapists, second.Fit.Scale.LengthLimit));
        Assert.Equal(first.Fit.Scale.TherapistMeans, second.Fit.Scale.TherapistMeans);
    }

    [Fact]
    public async Task Where_one_alone_has_answered_the_first_can_be_read_again()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        using var releases = new FitReleases(test.Store);
        Assert.Equal(0, (await releases.Current(Index(3), TestContext.Current.CancellationToken)).Fit.Scale.LengthLimit);
        using var later = new FitReleases(test.Store);
        Assert.Equal(1, (await later.InForce(TestContext.Current.CancellationToken))!.Version);
    }

    [Fact]
    public async Task While_nobody_has_answered_nothing_is_kept()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        using var releases = new FitReleases(test.Store);
        Assert.Equal(0, (await releases.Current(Index(), TestContext.Current.CancellationToken)).Therapists);
        using var later = new FitReleases(test.Store);
        Assert.Equal(2, (await later.Current(Index(1.5, 0), TestContext.Current.CancellationToken)).Therapists);
    }

    [Fact]
    public async Task What_is_erased_from_the_release_in_force_is_gone_from_a_server_that_knows_it()
    {
        var stop = TestContext.Current.CancellationToken;
        var time = new TestClock(DateTimeOffset.UtcNow);
        await using var test = await TestStore.Create(Database.Sqlite, time: time);
        using var command = new FitReleases(test.Store);
        await Release(0.1, pairs: 30, clients: 20);
        // Told again as before: fewer than eleven clients more.
        await Release(-0.1, pairs: 60, clients: 25);
        using var server = new FitReleases(test.Store);
        Assert.Equal([0.08, 0.08], (await server.Current(Index(3, 3), stop)).Fit.Parts.Select(part => Math.Round(part.Used, 2)));

        Assert.Equal(3, (await command.Withdraw(2, stop)).Release!.Version);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([0, 0], (await server.Current(Index(3, 3), stop)).Fit.Parts.Select(part => part.Used));

        async Task Release(double used, int pairs, int clients)
        {
            var fit = LearntFit.Start(new FitScale { LengthLimit = 0.6 }) with
            {
                Pairs = pairs,
                Parts = [.. new[] { 1L, 2 }.Select(id => new OwnPart(id, clients, used, 0.02, new double[StyleAxes.Count]))],
            };
            Assert.Null(await command.Keep(new FitCandidate(test.Store.Now, 2, fit), stop));
            Assert.NotNull((await command.Release(stop)).Release);
            time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private static SearchIndex Index(params double[] places)
    {
        var schema = new SearchKeys(Vocabularies.BuiltIn).Schema;
        return SearchIndex.Build(schema, places.Select((place, at) => new Listing
        {
            Id = at + 1,
            Values = new int[]?[schema.Keys.Count],
            Style = StyleCode.Of(ProfileStyle.Of([new StyleSaid("structure", place)])),
        }));
    }
}
