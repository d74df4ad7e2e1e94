using Rapport.Core.Fit;
using Rapport.Core.Statistics;

namespace Rapport.Tests.Core.Fit;

/// <summary>What is said beside an order.</summary>
public sealed class LearntFitTests
{
    private static readonly Preferences Wishes = new([new Preference(3, Preference.Lot), .. new Preference?[StyleAxes.Count - 1]]);
    private static readonly Style Suits = new([StyleAnswer.At(3), .. new StyleAnswer[StyleAxes.Count - 1]]);
    private static readonly Style Clashes = new([StyleAnswer.At(-3), .. new StyleAnswer[StyleAxes.Count - 1]]);

    [Fact]
    public void The_odds_stand_on_what_may_be_claimed_of_match_and_part()
    {
        var fit = Known(claimedMatch: 0.5, claimedOwn: 0.8, isOpen: true);
        var match = 2 * 0.05 * 2 * (0.45 * 3 / 1.5) * (0.45 * 3 / 1.5);
        var variance = fit.SureOf(Wishes, Suits, 1).PosteriorVariance + fit.SureOf(Wishes, Clashes, 2).PosteriorVariance + (2 * Odds.ChemistryVariance);
        Assert.Equal(Tails.NormalBelow(((0.5 * match) + (0.8 * fit.Limit)) / Math.Sqrt(variance)), fit.OddsOf(Wishes, Suits, 1, Clashes, 2)!.Value, 1e-12);
        Assert.Equal(1, fit.OddsOf(Wishes, Suits, 1, Clashes, 2)!.Value + fit.OddsOf(Wishes, Clashes, 2, Suits, 1)!.Value, 1e-12);
        Assert.Equal(0.5, Known(0, 0, isOpen: true).OddsOf(Wishes, Suits, 1, Clashes, 2)!.Value, 1e-12);
        Assert.Null(Known(null, null, isOpen: true).OddsOf(Wishes, Suits, 1, Clashes, 2));
    }

    [Theory]
    [InlineData(null, ExpectedFit.Above)]
    [InlineData(1.0, ExpectedFit.Above)]
    // Where nothing of a match may be claimed, nobody stands above anybody.
    [InlineData(0.0, ExpectedFit.About)]
    public void A_pair_stands_above_the_middle_where_six_of_ten_would_get_on_better(double? claimed, ExpectedFit step)
    {
        var fit = Known(claimed, claimed, isOpen: false);
        Assert.Equal(step, Odds.StepOf(fit.GuessOf(Wishes, Suits, 3, Clashes, 4), fit.Limit));
        Assert.Equal(step == ExpectedFit.Above ? ExpectedFit.Below : step, Odds.StepOf(fit.GuessOf(Wishes, Clashes, 4, Suits, 3), fit.Limit));
        Assert.Equal(ExpectedFit.About, Odds.StepOf(fit.GuessOf(Wishes, Suits, 3, Suits, 4), fit.Limit));
        Assert.Equal(step == ExpectedFit.Above, Math.Round(10 * (fit.OddsOf(Wishes, Suits, 3, Clashes, 4) ?? 0.6), MidpointRounding.AwayFromZero) >= Odds.LeastSaid);
    }

    [Theory]
    [InlineData(0.08, 0.6, ExpectedFit.Above)]
    [InlineData(0.08, 0.9, ExpectedFit.Above)]
    [InlineData(0.079, 0.3, ExpectedFit.About)]
    [InlineData(-0.08, 0.6, ExpectedFit.Below)]
    public void What_is_told_of_a_guess_goes_by_what_is_expected_and_not_by_how_sure_it_is(double difference, double sd, ExpectedFit step) =>
        Assert.Equal(step, Odds.StepOf(new FitGuess(difference, sd), 0.08));

    [Fact]
    public void A_weight_below_0_turns_no_wish_round_and_is_reported_as_it_is()
    {
        var fit = Known(1, 1, isOpen: false) with { Weights = [-0.02, .. Enumerable.Repeat(0.05, 7)] };
        Assert.Equal(0, fit.WeightsInOrder[0]);
        Assert.Equal(-0.02, fit.Following([]).Weights[0], 1e-12);
    }

    [Fact]
    public void Of_whom_as_much_is_unknown_as_of_anybody_nobody_is_surer_and_nothing_is_told()
    {
        var before = Known(1, 1, isOpen: true) with { TherapistVariance = 0.2 };
        var withdrawn = before with { Parts = [.. before.Parts.Select(part => part.Withdrawn())] };
        var found = before with { TherapistVariance = 0.1234567, Parts = [.. before.Parts.Select(part => part with { Clients = 35 })] };
        var after = found.Following([withdrawn]);
        // In the steps that all is kept in: what is not known of one must not tell what is known of all to the last digit.
        Assert.All(after.Parts, part => Assert.Equal(0.123, part.Variance));
        Assert.False(after.KnowsOwnOf(1));
        Assert.Equal(after.SureOf(Wishes, Suits, 3), after.SureOf(Wishes, Suits, 1));
        Assert.True(before.KnowsOwnOf(1));
    }

    [Fact]
    public void A_release_that_lacks_a_number_or_holds_none_is_not_whole()
    {
        var fit = Known(1, 1, isOpen: true);
        Assert.True(fit.IsWhole);
        Assert.True((fit with { Parts = [.. fit.Parts.Select(part => part.Withdrawn())] }).IsWhole);
        // Where one has answered, or all have alike, nobody differs from the usual.
        Assert.True((fit with { Scale = fit.Scale with { LengthLimit = 0 } }).IsWhole);
        Assert.False((fit with { Scale = fit.Scale with { LengthLimit = double.NaN } }).IsWhole);
        Assert.False((fit with { Weights = [.. fit.Weights.Skip(1)] }).IsWhole);
        Assert.False((fit with { Weights = [1e300, .. fit.Weights.Skip(1)] }).IsWhole);
        Assert.False((fit with { Covariance = [] }).IsWhole);
        Assert.False((fit with { TherapistVariance = double.NaN }).IsWhole);
        Assert.False((fit with { Parts = [fit.Parts[0] with { Covariances = [1, 2] }] }).IsWhole);
        Assert.False((fit with { Parts = [fit.Parts[0] with { Used = 999 }] }).IsWhole);
    }

    [Fact]
    public void A_guess_and_its_band_turn_round_with_the_two_and_hold_eight_of_ten()
    {
        var fit = Known(1, 1, isOpen: true);
        var (one, other) = (fit.GuessOf(Wishes, Suits, 1, Clashes, 2), fit.GuessOf(Wishes, Clashes, 2, Suits, 1));
        Assert.Equal(one.Difference, -other.Difference, 1e-12);
        Assert.Equal(one.Band.From, -other.Band.To, 1e-12);
        var of = new FitGuess(0.3, 0.5);
        Assert.Equal(0.8, new FitGuess(of.Band.To - of.Difference, of.Sd).Chance - new FitGuess(of.Band.From - of.Difference, of.Sd).Chance, 1e-12);
    }

    [Fact]
    public void How_people_got_on_is_known_of_whom_it_was_told_while_the_gate_is_open()
    {
        Assert.True(Known(1, 1, isOpen: true).KnowsOwnOf(1));
        Assert.False(Known(1, 1, isOpen: true).KnowsOwnOf(3));
        Assert.False(Known(1, 1, isOpen: false).KnowsOwnOf(1));
    }

    [Fact]
    public void While_the_gate_is_shut_no_part_counts_and_who_has_told_nothing_never_meets_one()
    {
        Assert.Equal(0, Known(1, 1, isOpen: false).OwnOf(1));
        Assert.Equal(0.5, Known(1, 1, isOpen: true).OddsOf(Preferences.None, Suits, 1, Clashes, 2)!.Value, 1e-12);
        Assert.Equal(0, Known(1, 1, isOpen: true).OwnOf(3));
    }

    [Fact]
    public void A_part_counts_as_the_nearest_of_none_and_the_limit_on_either_side()
    {
        Assert.Equal([-0.08, -0.08, 0, 0, 0, 0.08, 0.08], new[] { -2, -0.041, -0.039, 0, 0.039, 0.041, 0.4 }.Select(part => TherapistParts.GroupOf(part, 0.08)));
        var fit = Known(1, 1, isOpen: true);
        Assert.Equal((fit.Limit, 0), (fit.OwnOf(1), fit.OwnOf(2)));
    }

    [Fact]
    public void A_weight_decides_an_order_in_steps_that_a_few_answers_do_not_move()
    {
        var fit = Known(1, 1, isOpen: true) with { Weights = [0.05, 0.0524, 0.0526, -0.0024, -0.0026, 0, 0.12, 0.0501] };
        Assert.Equal([0.05, 0.05, 0.055, 0, 0, 0, 0.12, 0.05], fit.WeightsInOrder.Select(weight => Math.Round(weight, 12)));
        Assert.Equal(fit.OddsOf(Wishes, Suits, 1, Clashes, 2), (fit with { Weights = [0.0501, .. fit.Weights.Skip(1)] }).OddsOf(Wishes, Suits, 1, Clashes, 2));
    }

    [Fact]
    public void Who_is_known_better_is_surer()
    {
        var fit = Known(1, 1, isOpen: true);
        Assert.Equal(Sureness.Some, fit.SureOf(Wishes, Suits, 1).Step);
        Assert.Equal(Sureness.OnlyTold, fit.SureOf(Wishes, Suits, 3).Step);
        // Of what decides nothing nobody is surer.
        Assert.Equal(Sureness.OnlyTold, Known(1, 1, isOpen: false).SureOf(Wishes, Suits, 1).Step);
    }

    [Fact]
    public void What_is_kept_is_kept_in_steps_and_of_a_therapist_the_group()
    {
        var kept = (Known(0.4567, 0.8123, isOpen: true) with { Weights = [0.0431, .. new double[7]], TherapistVariance = 0.0634 }).Following([]);
        Assert.Equal(0.045, kept.Weights[0], 1e-12);
        Assert.Equal((0.063, 0.46, 0.81), (kept.TherapistVariance, kept.Forecast.ClaimedMatch, kept.Forecast.ClaimedOwn));
        Assert.Equal([kept.Limit, 0], kept.Parts.Select(part => part.Used));
        Assert.Equal(kept.OwnOf(1), Known(1, 1, isOpen: true).OwnOf(1));
    }

    [Fact]
    public void A_weight_is_told_from_0_by_its_interval_and_never_before_anything_is_learnt()
    {
        Assert.DoesNotContain(Enumerable.Range(0, StyleAxes.Count), LearntFit.Start(new FitScale()).IsToldFromZero);
        double[][] narrow = [.. Enumerable.Range(0, StyleAxes.Count).Select(axis => (double[])[.. Enumerable.Range(0, StyleAxes.Count).Select(other => other == axis ? axis == 2 ? 0.0004 : 0.0009 : 0)])];
        var fit = LearntFit.Start(new FitScale()) with { Pairs = 500, Covariance = narrow };
        Assert.Equal([2], Enumerable.Range(0, StyleAxes.Count).Where(fit.IsToldFromZero));
        // Where half of the scores lie in the band that was drawn for 80 %, its errors tell nothing.
        Assert.DoesNotContain(Enumerable.Range(0, StyleAxes.Count), (fit with { Forecast = FitForecast.None with { Pairs = 500, InBand = 250 } }).IsToldFromZero);
    }

    private static LearntFit Known(double? claimedMatch, double? claimedOwn, bool isOpen) => LearntFit.Start(new FitScale()) with
    {
        Pairs = 500,
        IsOpen = isOpen,
        Forecast = FitForecast.None with { Pairs = 500, ClaimedMatch = claimedMatch, ClaimedOwn = claimedOwn },
        Parts = [new OwnPart(1, 30, 0.3, 0.02, new double[StyleAxes.Count]), new OwnPart(2, 30, -0.02, 0.02, new double[StyleAxes.Count])],
    };
}
