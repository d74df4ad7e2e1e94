using Rapport.Core.Fit;

namespace Rapport.Tests.Core.Fit;

/// <summary>Learning week by week from what is known, and what a release tells of it.</summary>
public sealed class FitReplayTests
{
    private const int Therapists = 40;

    private static readonly FitScale Scale = new() { LengthLimit = 0.6 };

    internal static readonly Dictionary<long, Style> Styles = Enumerable.Range(1, Therapists).ToDictionary(
        id => (long)id, id => new Style([.. Enumerable.Range(0, StyleAxes.Count).Select(axis => (id + axis) % 3 == 0 ? StyleAnswer.None : StyleAnswer.At(StyleAxes.Places[(id * (axis + 2)) % 5]))]));

    [Fact]
    public void Week_by_week_and_all_at_once_agree()
    {
        var pairs = Pairs(900);
        var weekly = FitReplay.Learn(Scale, pairs, Styles);

        var at_once = new FitLearner(FitPrior.Start with { TherapistVariance = weekly.TherapistVariance });
        var ids = pairs.Select(pair => pair.Therapist).Distinct().Order().ToList();
        foreach (var pair in pairs.OrderByDescending(pair => pair.Came.Score))
        {
            at_once.Add(Features(pair), ids.IndexOf(pair.Therapist), pair.Came);
        }
        at_once.Reweigh(200, 1e-13);
        var posterior = at_once.Posterior();
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            Assert.Equal(posterior.Mean[FitFeatures.Match + axis], weekly.Weights[axis], 1e-8);
            Assert.Equal(posterior.Covariance(FitFeatures.Match, FitFeatures.Match + axis), weekly.Covariance[0][axis], 1e-8);
        }
        Assert.All(weekly.Parts, part => Assert.Equal(posterior.TherapistMean(ids.IndexOf(part.Id)), part.Used, 1e-8));
        Assert.All(weekly.Parts, part => Assert.Equal(posterior.TherapistVarianceOf(ids.IndexOf(part.Id)), part.Variance, 1e-8));
    }

    [Fact]
    public void How_sure_a_pair_is_is_the_model_s_own_answer()
    {
        var pairs = Pairs(900);
        var fit = FitReplay.Learn(Scale, pairs, Styles) with { IsOpen = true };
        var learner = new FitLearner(FitPrior.Start with { TherapistVariance = fit.TherapistVariance });
        var ids = pairs.Select(pair => pair.Therapist).Distinct().ToList();
        foreach (var pair in pairs)
        {
            learner.Add(Features(pair), ids.IndexOf(pair.Therapist), pair.Came);
        }
        learner.Reweigh(200, 1e-13);
        foreach (var pair in pairs.Take(50))
        {
            var answers = HowSure.AnswersVariance(Scale, pair.Preferences, Styles[pair.Therapist]);
            var expected = HowSure.Of(learner.Posterior(), FitPrior.Start, Features(pair), FitFeatures.Match..FitFeatures.Identity, ids.IndexOf(pair.Therapist), answers);
            var found = fit.SureOf(pair.Preferences, Styles[pair.Therapist], pair.Therapist);
            // Before, the learner began with another τ²; now is what is compared.
            Assert.Equal(expected.PosteriorVariance, found.PosteriorVariance, 1e-8);
            Assert.Equal(expected.PriorVariance, found.PriorVariance, 1e-8);
        }
    }

    [Fact]
    public void The_same_pairs_give_the_same_bits() =>
        Assert.Equal(Bits(FitReplay.Learn(Scale, Pairs(400), Styles)), Bits(FitReplay.Learn(Scale, Pairs(400), Styles)));

    [Fact]
    public void Bands_that_were_drawn_before_hold_four_of_five()
    {
        var forecast = FitReplay.Learn(Scale, Pairs(3_000), Styles).Forecast;
        Assert.Equal(3_000, forecast.Pairs);
        Assert.InRange(forecast.InBand / 3_000d, 0.75, 0.88);
    }

    [Fact]
    public void The_gate_opens_where_therapists_differ_and_stays_shut_where_they_do_not()
    {
        Assert.True(FitReplay.Learn(Scale, Pairs(1_600), Styles).IsOpen);
        Assert.False(FitReplay.Learn(Scale, Pairs(1_600, spread: 0), Styles).IsOpen);
    }

    [Fact]
    public void It_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => FitReplay.Learn(Scale, Pairs(400), Styles, done => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void Nothing_to_learn_from_leaves_what_is_believed_before()
    {
        var (empty, start) = (FitReplay.Learn(Scale, [], Styles), LearntFit.Start(Scale));
        Assert.Equal(start.Weights.Select(weight => Math.Round(weight, 12)), empty.Weights.Select(weight => Math.Round(weight, 12)));
        Assert.Equal(start.WeightError(0), empty.WeightError(0), 1e-12);
        Assert.Equal(Sureness.OnlyTold, empty.SureOf(Wish(0), Styles[1], 1).Step);
        Assert.Equal(0, empty.SureOf(Wish(0), Styles[1], 1).Share, 1e-12);
        Assert.Null(empty.OddsOf(Wish(0), Styles[1], 1, Styles[2], 2));
    }

    /// <summary>Pairs of clients with one wish who come to all therapists in turn.</summary>
    internal static List<FitPair> Pairs(int many, double spread = 0.4)
    {
        var draws = new Random(3);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - draws.NextDouble())) * Math.Cos(2 * Math.PI * draws.NextDouble());
        var own = Enumerable.Range(0, Therapists).Select(_ => spread * Normal()).ToArray();
        return [.. Enumerable.Range(0, many).Select(number =>
        {
            var (wish, therapist, n) = (Wish(draws.Next(1000)), 1 + draws.Next(Therapists), 1 + draws.Next(3));
            var came = new CountedPair(5.4 + own[therapist - 1] + (Math.Sqrt(0.55 + (0.34 / n)) * Normal()), n);
            return new FitPair(new DateOnly(2025, 1, 6).AddDays(number / 5), therapist, wish, came);
        })];
    }

    internal static Preferences Wish(int draw) => new([.. Enumerable.Range(0, StyleAxes.Count).Select(axis => (draw + axis) % 4 == 0 ? (Preference?)null
        : new Preference(StyleAxes.Places[((draw / 4) + (3 * axis)) % 5], new[] { Preference.Little, Preference.Some, Preference.Lot }[(draw + axis) % 3]))]);

    private static double[] Features(FitPair pair)
    {
        var (ways, features) = (new double[StyleAxes.Count], new double[FitFeatures.Count]);
        Scale.Ways(Styles[pair.Therapist], ways);
        FitFeatures.Fill(Scale, pair.Preferences, ways, meetsIdentity: false, features);
        return features;
    }

    private static IEnumerable<long> Bits(LearntFit fit) => fit.Weights.Concat(fit.Covariance.SelectMany(row => row)).Append(fit.TherapistVariance)
        .Concat(fit.Parts.SelectMany(part => part.Covariances.Append(part.Used).Append(part.Variance))).Select(BitConverter.DoubleToInt64Bits);
}
