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
    public async Task While_nobody_has_answered_nothing_is_kept()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        using var releases = new FitReleases(test.Store);
        Assert.Equal(0, (await releases.Current(Index(), TestContext.Current.CancellationToken)).Therapists);
        using var later = new FitReleases(test.Store);
        Assert.Equal(2, (await later.Current(Index(1.5, 0), TestContext.Current.CancellationToken)).Therapists);
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
