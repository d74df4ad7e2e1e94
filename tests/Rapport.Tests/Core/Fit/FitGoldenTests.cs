using System.Text.Json;
using Rapport.Core.Fit;
using Rapport.Tests.Core.Statistics;

namespace Rapport.Tests.Core.Fit;

/// <summary>The posterior of the fit model, its weights, predictions and features against the reference.</summary>
public sealed class FitGoldenTests
{
    private const int Known = 0;
    private const int NeverSeen = 5;
    private const double Answers = 0.0244;

    private static readonly FitPrior Prior = new([5.4, 0.05, 0.05, 0.05], [1, 0.0025, 0.0025, 0.0025], 0.05);
    private static readonly double[] Client = [1, 0.5, -0.2, 0.1];
    private static readonly double[] Match = [0, 0.5, -0.2, 0.1];

    [Fact]
    public void The_posterior_with_all_weights_1_is_the_reference()
    {
        var learner = Fed(Rows());
        var posterior = learner.Posterior();
        double[] features = [0, 0, 0, 0];
        var compared = Golden.Check(Golden.Read("fit_bayes.json", "plain"), path => path switch
        {
            "posterior_mean" => Means(posterior),
            "posterior_sd" => Sds(posterior),
            "posterior_cov_row_b1" => Enumerable.Range(0, 4).Select(i => posterior.Covariance(1, i)).Concat(Enumerable.Range(0, 6).Select(t => posterior.CovarianceWithTherapist(1, t))),
            "log_marginal_likelihood" => learner.LogMarginalLikelihood(),
            "predict/mean" => new[] { posterior.Predict(Client, Known), posterior.Predict(Client, NeverSeen) },
            "predict/sd_of_mean" => new[] { Math.Sqrt(posterior.Variance(Client, Known)), Math.Sqrt(posterior.Variance(Client, NeverSeen)) },
            "predict/sd_of_new_rating" => new[] { Known, NeverSeen }.Select(t => Math.Sqrt(posterior.Variance(Client, t) + new CountedPair(5, 1).Variance)),
            _ => throw new ArgumentOutOfRangeException(nameof(path), path, null),
        }, "what", "predict/what", "predict/sd_of_new_rating/what");

        Assert.Equal(10 + 10 + 10 + 1 + 2 + 2 + 2, compared);
        Assert.Equal(0.05, posterior.Variance(features, NeverSeen), 1e-12);
    }

    [Fact]
    public void Weights_capped_by_influence_are_the_reference()
    {
        var learner = Fed(Rows());
        Assert.True(learner.Reweigh(rounds: 200, near: 1e-12));
        var posterior = learner.Posterior();
        var compared = Golden.Check(Golden.Read("fit_bayes.json", "capped"), path => path switch
        {
            "weights" => learner.Weights,
            "posterior_mean" => Means(posterior),
            "posterior_sd" => Sds(posterior),
            _ => throw new ArgumentOutOfRangeException(nameof(path), path, null),
        }, "what");

        Assert.Equal(40 + 10 + 10, compared);
        HowSure[] sure = [.. new[] { Known, NeverSeen }.Select(t => HowSure.Of(posterior, Prior, Match, 1..4, t, Answers))];
        var block = Golden.Read("fit_bayes.json", "how_sure");
        Golden.Compare("prior_var", block.GetProperty("prior_var"), sure.Select(one => one.PriorVariance));
        Golden.Compare("post_var", block.GetProperty("post_var"), sure.Select(one => one.PosteriorVariance));
        Golden.Compare("value", block.GetProperty("value"), sure.Select(one => one.Share));
        var own = posterior.TherapistMean(Known) - posterior.TherapistMean(NeverSeen);
        var variance = posterior.VarianceOfDifference(Match, Known, Match, NeverSeen) + (2 * Answers);
        Assert.Equal(3, Golden.Check(Golden.Read("fit_bayes.json", "odds"), path => path switch
        {
            "delta" => own,
            "variance" => variance + (2 * Odds.ChemistryVariance),
            "probability" => Odds.Of(0, own, 1, 1, variance).Chance,
            _ => throw new ArgumentOutOfRangeException(nameof(path), path, null),
        }, "what"));
    }

    [Fact]
    public void The_features_of_a_pair_are_the_reference()
    {
        var block = Golden.Read("fit_bayes.json", "bilinear");
        var given = block.GetProperty("case");
        double?[] Places(string name) => [.. given.GetProperty(name).EnumerateArray().Select(one => one.ValueKind is JsonValueKind.Number ? one.GetDouble() : (double?)null)];
        var (wishes, weights) = (Places("p"), Places("w"));
        var style = new Style([.. given.GetProperty("s").EnumerateArray().Select(one => one.ValueKind switch
        {
            JsonValueKind.Number => StyleAnswer.At(one.GetDouble()),
            JsonValueKind.String => StyleAnswer.Either,
            _ => StyleAnswer.None,
        })]);
        var preferences = new Preferences([.. wishes.Select((wish, axis) => wish is { } place ? new Preference(place, weights[axis]!.Value) : (Preference?)null)]);
        var scale = new FitScale { TherapistMeans = [.. Enumerable.Repeat(0.4, StyleAxes.Count)] };
        var (before, after) = (new double[StyleAxes.Count], new double[StyleAxes.Count]);
        scale.Ways(style, before);
        (scale with { LengthLimit = 1 }).Ways(style, after);
        var features = new double[FitFeatures.Count];
        FitFeatures.Fill(scale, preferences, after, meetsIdentity: false, features);
        double[] x = features[FitFeatures.Match..FitFeatures.Identity];
        var length = Math.Sqrt(before.Sum(one => one * one));

        Assert.Equal(8 + 1 + 1 + 8 + 1, Golden.Check(given, path => path switch
        {
            "s_hat_before" => before,
            "length" => length,
            "factor" => after[0] / before[0],
            "x" => x,
            "match_at_prior" => FitPrior.StartWeight * x.Sum(),
            _ => throw new ArgumentOutOfRangeException(nameof(path), path, null),
        }, "p", "w", "s", "pbar", "sbar", "SD_p", "SD_s", "r_c", "r_t", "L"));
    }

    [Fact]
    public void Pairs_one_by_one_in_any_order_and_all_at_once_give_the_same()
    {
        var rows = Rows();
        var whole = Fed(rows).Posterior();
        foreach (var other in new[] { Fed([.. rows.Reverse()]), Fed([.. rows.OrderBy(row => row.Y)]) })
        {
            Assert.All(Means(whole).Zip(Means(other.Posterior())), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
            Assert.All(Sds(whole).Zip(Sds(other.Posterior())), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
            other.Reweigh(200, 1e-12);
            var capped = Fed(rows);
            capped.Reweigh(200, 1e-12);
            Assert.All(Means(capped.Posterior()).Zip(Means(other.Posterior())), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
        }
    }

    private static double[] Means(FitPosterior posterior) => [.. posterior.Mean, .. Enumerable.Range(0, 6).Select(posterior.TherapistMean)];

    private static double[] Sds(FitPosterior posterior) =>
        [.. Enumerable.Range(0, 4).Select(i => Math.Sqrt(posterior.Covariance(i, i))), .. Enumerable.Range(0, 6).Select(t => Math.Sqrt(posterior.TherapistVarianceOf(t)))];

    private static FitLearner Fed(IReadOnlyList<(int Therapist, double[] Z, int N, double Y)> rows)
    {
        var learner = new FitLearner(Prior);
        foreach (var (therapist, z, n, y) in rows)
        {
            learner.Add(z, therapist, new CountedPair(y, n));
        }

        return learner;
    }

    private static (int Therapist, double[] Z, int N, double Y)[] Rows()
    {
        var table = Golden.Table("fit_bayes.csv");
        double[][] columns = [.. new[] { "x1", "x2", "x3", "n", "y" }.Select(table.Numbers)];
        return [.. Enumerable.Range(0, table.Rows).Select(row => (
            int.Parse(table.Cell("therapist", row)[1..], System.Globalization.CultureInfo.InvariantCulture) - 1,
            (double[])[1, columns[0][row], columns[1][row], columns[2][row]], (int)columns[3][row], columns[4][row]))];
    }
}
