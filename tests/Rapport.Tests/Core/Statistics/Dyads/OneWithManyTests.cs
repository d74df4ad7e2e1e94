using Rapport.Core.Statistics;
using Rapport.Core.Statistics.Dyads;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Tests.Core.Statistics.Dyads;

public sealed class OneWithManyTests
{
    private const string File = "one_with_many.json";

    private static readonly Table Simulated = Golden.Table("one_with_many.csv");

    [Fact]
    public void Where_both_sides_always_rate_alike_truth_and_bias_are_not_told()
    {
        string[] ratings = ["1", "2", "4", "3", "5", "2", "6", "1"];
        var table = new Table(["therapist", "client_rating", "therapist_rating"], [["a", "a", "b", "b", "c", "c", "d", "d"], ratings, ratings]);
        Assert.Empty(PairRatings.Of(table).TruthAndBias());
    }

    [Fact]
    public void Every_number_of_the_reference_is_met()
    {
        var ratings = PairRatings.Of(Simulated);
        var fits = new Dictionary<string, OneWithMany>(StringComparer.Ordinal)
        {
            ["REML"] = OneWithMany.Fit(ratings),
            ["ML"] = OneWithMany.Fit(ratings, reml: false),
        };
        var effects = ratings.TruthAndBias();
        var checkedNumbers = Golden.Check(
            Golden.Read(File),
            path => path.Split('/') switch
            {
                [("REML" or "ML") and var kind, "se"] => new[] { fits[kind].StandardErrors.Client, fits[kind].StandardErrors.Therapist },
                [("REML" or "ML") and var kind, var what] => Figure(fits[kind], what),
                ["descriptive", "pearson_all_dyads"] => ratings.Describe().Pearson,
                ["descriptive", "within_therapist_r"] => ratings.Describe().WithinTherapists,
                ["descriptive", "mean_difference_client_minus_therapist"] => ratings.Describe().ClientMinusTherapist,
                ["truth_and_bias", "bias"] => effects[0].Estimate,
                ["truth_and_bias", "truth"] => effects[1].Estimate,
                ["truth_and_bias", "se"] => effects.Select(effect => effect.StandardError),
                _ => throw new KeyNotFoundException(path),
            },
            "reference", "tolerance_rule", "data", "design", "call", "temporal_note");

        Assert.Equal((2 * 15) + 3 + 4, checkedNumbers);
    }

    [Fact]
    public void Pairs_with_one_rating_count_with_it_and_are_told()
    {
        var cells = Simulated.Names.Select(name => Enumerable.Range(0, Simulated.Rows).Select(row => Simulated.Cell(name, row)).ToArray()).ToArray();
        var client = Simulated.Names.ToList().IndexOf("client_rating");
        var therapist = Simulated.Names.ToList().IndexOf("therapist_rating");
        cells[client][3] = cells[therapist][10] = cells[client][20] = cells[therapist][20] = "";

        var fit = OneWithMany.Fit(PairRatings.Of(new Table(Simulated.Names, cells)));

        Assert.Equal((2, 1, 738), (fit.Incomplete, fit.Dropped, fit.Pairs));
        Assert.NotEqual(OneWithMany.Fit(PairRatings.Of(Simulated)).Means, fit.Means);
    }

    [Fact]
    public void Therapists_who_do_not_differ_have_no_variance_and_no_reciprocity()
    {
        var rows = Enumerable.Range(0, 40).ToArray();
        string[] client = [.. rows.Select(row => ((row / 2 * 7 % 5) + (row % 2 * 3)).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        // Both clients of a therapist balance each other, so that the means differ less than chance would make them.
        for (var row = 1; row < 40; row += 2)
        {
            client[row] = (8 - int.Parse(client[row - 1], System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        var table = new Table(
            ["therapist", "client_rating", "therapist_rating"],
            [[.. rows.Select(row => $"T{row / 2}")], client, [.. rows.Select(row => (row * 11 % 7).ToString(System.Globalization.CultureInfo.InvariantCulture))]]);

        var fit = OneWithMany.Fit(PairRatings.Of(table));

        Assert.Equal(0, fit.TherapistVariances.Client);
        Assert.Null(fit.GeneralisedReciprocity);
        Assert.True(fit.Singular);
    }

    [Theory]
    [InlineData("T1,T1,T1", "1,2,3", "4,5,6", "one therapist")]
    [InlineData("T1,T2,T3", "1,2,3", "4,5,6", "two pairs")]
    [InlineData("T1,T1,T2,T2", "3,3,3,3", "4,5,6,4", "clients' ratings are all the same")]
    [InlineData("T1,T1,T2,T2", "3,3,x,3", "4,5,6,4", "row 3")]
    [InlineData("T1,T1,T2,T2", "3,4,5,3", "4,5,,", "therapist_rating\") are of one therapist only")]
    [InlineData("T1,T1,T2,T2", "3,3,4,4", "4,5,6,4", "Within therapists the clients' ratings")]
    [InlineData("T1,T1,T2,T2", "3,3,1e999,3", "4,5,6,4", "finite")]
    public void What_allows_no_estimate_is_told_in_words(string therapists, string clients, string own, string told)
    {
        var table = new Table(["therapist", "client_rating", "therapist_rating"], [therapists.Split(','), clients.Split(','), own.Split(',')]);

        var problem = Assert.ThrowsAny<Exception>(() => OneWithMany.Fit(PairRatings.Of(table)));

        Assert.True(problem is TableException or MixedModelException);
        Assert.Contains(told, problem.Message, StringComparison.Ordinal);
    }

    private static double? Figure(OneWithMany fit, string what) => what switch
    {
        "mean_client_rating" => fit.Means.Client,
        "mean_therapist_rating" => fit.Means.Therapist,
        "therapist_var_in_client_ratings" => fit.TherapistVariances.Client,
        "therapist_var_in_own_ratings" => fit.TherapistVariances.Therapist,
        "therapist_cov" => fit.TherapistCovariance,
        "dyad_var_client_ratings" => fit.PairVariances.Client,
        "dyad_var_therapist_ratings" => fit.PairVariances.Therapist,
        "dyad_cov" => fit.PairCovariance,
        "generalized_reciprocity_r" => fit.GeneralisedReciprocity,
        "dyadic_reciprocity_r" => fit.DyadicReciprocity,
        "icc_therapist_in_client_ratings" => fit.TherapistShares.Client,
        "icc_therapist_in_own_ratings" => fit.TherapistShares.Therapist,
        "logLik" => fit.LogLikelihood,
        _ => throw new KeyNotFoundException(what),
    };
}
