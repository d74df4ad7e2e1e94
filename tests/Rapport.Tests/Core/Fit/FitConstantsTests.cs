using Rapport.Core.Fit;

namespace Rapport.Tests.Core.Fit;

/// <summary>The constants of a release are those of the people who are there, once there are enough of them.</summary>
public sealed class FitConstantsTests
{
    [Fact]
    public void Before_two_hundred_have_answered_the_start_values_stand()
    {
        var scale = FitConstants.Of([.. Enumerable.Repeat(Wish(3), 199)], [.. Enumerable.Repeat(Way(3), 199)]);
        Assert.All(scale.ClientMeans, mean => Assert.Equal(0, mean));
        Assert.Equal((FitScale.StartSd, FitScale.StartSd), (scale.ClientSd, scale.TherapistSd));
        Assert.Equal(3, scale.TherapistMeans[0]);
    }

    [Fact]
    public void Then_the_last_five_thousand_are_measured()
    {
        // All before the last five thousand wish for the other end.
        Preferences[] clients = [.. Enumerable.Repeat(Wish(-3), 700), .. Enumerable.Range(0, 5_000).Select(number => Wish(number % 2 == 0 ? 3 : 0))];
        var scale = FitConstants.Of(clients, []);
        Assert.Equal(1.5, scale.ClientMeans[0], 1e-12);
        Assert.Equal(0, scale.ClientMeans[1]);
        Assert.Equal(1.5 * Math.Sqrt(0.45 * 5_000 / 4_999d), scale.ClientSd, 1e-12);
        Assert.Equal(double.PositiveInfinity, scale.LengthLimit);
    }

    [Fact]
    public void Where_all_answer_alike_no_spread_becomes_nothing()
    {
        var scale = FitConstants.Of([.. Enumerable.Repeat(Wish(3), 300)], [.. Enumerable.Repeat(Way(1.5), 300)]);
        Assert.Equal((FitConstants.LeastSd, FitConstants.LeastSd), (scale.ClientSd, scale.TherapistSd));
        Assert.Equal(0, scale.Wish(Wish(3), 0));
    }

    [Fact]
    public void Where_all_places_are_ticked_alike_a_match_is_spread_as_far_as_a_therapists_part_may_weigh()
    {
        var draws = new Random(5);
        double Place() => StyleAxes.Places[draws.Next(StyleAxes.Places.Count)];
        Preferences[] clients = [.. Enumerable.Range(0, 2_000).Select(_ => new Preferences([.. Enumerable.Range(0, StyleAxes.Count).Select(_ => (Preference?)new Preference(
            Place(), draws.Next(4) switch { 0 => Preference.Little, 1 => Preference.Lot, _ => Preference.Some }))]))];
        Style[] styles = [.. Enumerable.Range(0, 2_000).Select(_ => new Style([.. Enumerable.Range(0, StyleAxes.Count).Select(_ => StyleAnswer.At(Place()))]))];
        var scale = FitConstants.Of(clients, styles);
        double[] weights = [.. Enumerable.Repeat(FitPrior.StartWeight, StyleAxes.Count)];
        var matches = clients.Zip(styles, (client, style) => new FitScorer(scale, weights, client).Of(StyleCode.Of(style), 1)).ToList();
        Assert.InRange(Math.Sqrt(matches.Average(match => match * match)), 0.9 * TherapistParts.LimitOf(scale), 1.1 * TherapistParts.LimitOf(scale));
    }

    private static Preferences Wish(double place) => new([new Preference(place), .. new Preference?[StyleAxes.Count - 1]]);

    private static Style Way(double place) => new([StyleAnswer.At(place), .. new StyleAnswer[StyleAxes.Count - 1]]);
}
