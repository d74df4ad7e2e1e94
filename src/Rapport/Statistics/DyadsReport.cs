using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics.Dyads;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Statistics;

/// <summary>What is said of ratings from both sides, for people and for programs.</summary>
/// <param name="Clients">The column that says who the client is; null where there is none.</param>
/// <param name="Ratings">The ratings.</param>
/// <param name="Fit">What was fitted to them.</param>
/// <param name="Intervals">Of its shares and correlations.</param>
/// <param name="Effects">Bias and truth; none where they cannot be told apart.</param>
internal sealed record DyadsReport(string? Clients, PairRatings Ratings, OneWithMany Fit, PairIntervals Intervals, IReadOnlyList<FixedEffect> Effects)
{
    /// <summary>What the reader must know beside the figures, in whole sentences.</summary>
    public IEnumerable<string> Notes =>
    [
        .. Ratings.Sessions > Fit.Pairs
            ? [$"{Ratings.Sessions} rows are of {Counted.Of(Fit.Pairs, "pair")}: what each side of a pair has rated was averaged first."] : Array.Empty<string>(),
        .. Clients is null ? ["No column says who the client is: each row is taken as a pair of its own. If a pair has rated in several rows, name its client with --client."] : Array.Empty<string>(),
        .. Ratings.SessionsOfPair is var (least, most) && most > least
            ? [
                $"Pairs have rated {least} to {most} times. An average of many sessions is surer than one of few, yet all pairs count alike here; shares and correlations lie between those of one session and of many. "
                + "rapport stats mixed takes each side's sessions as they are.",
            ] : Array.Empty<string>(),
        .. Fit.Singular
            ? [$"{(Fit.GeneralisedReciprocity is { } r ? $"The correlation across therapists is {(r > 0 ? "1" : "-1")}" : "A variance between therapists is 0")}, at the boundary: the data say too little of it."] : Array.Empty<string>(),
    ];

    public void Print()
    {
        Aligned.Say(
            $"By {(Fit.Reml ? "REML" : "maximum likelihood")} on {Counted.Of(Fit.Pairs, "pair")} of {Counted.Of(Fit.Therapists, "therapist")}"
            + (Fit.Incomplete > 0 ? $", {Counted.Of(Fit.Incomplete, "pair")} with one rating only" : "")
            + (Fit.Dropped > 0 ? $"; {Counted.Of(Fit.Dropped, "row")} without therapist or rating left out." : "."));
        foreach (var note in Notes)
        {
            Aligned.Say(note);
        }
        Console.Out.WriteLine();
        var shares = Fit.TherapistShares;
        Aligned.Print(
            ["", "Client's\nrating", "Therapist's\nrating", "Covariance", "Correlation"],
            [
                ["Mean", Aligned.Number(Fit.Means.Client), Aligned.Number(Fit.Means.Therapist), "", ""],
                ["SE of the mean", Aligned.Number(Fit.StandardErrors.Client), Aligned.Number(Fit.StandardErrors.Therapist), "", ""],
                [
                    "Variance between therapists", Aligned.Number(Fit.TherapistVariances.Client), Aligned.Number(Fit.TherapistVariances.Therapist),
                    Aligned.Number(Fit.TherapistCovariance), Aligned.Number(Fit.GeneralisedReciprocity),
                ],
                [
                    "Variance between pairs", Aligned.Number(Fit.PairVariances.Client), Aligned.Number(Fit.PairVariances.Therapist),
                    Aligned.Number(Fit.PairCovariance), Aligned.Number(Fit.DyadicReciprocity),
                ],
            ]);
        Console.Out.WriteLine();
        Aligned.Print(
            ["Profile interval (95 %)", "Estimate", "Lower", "Upper"],
            [
                Row("Therapist's share, client's rating", shares.Client, Intervals.ClientShare),
                Row("Therapist's share, own rating", shares.Therapist, Intervals.TherapistShare),
                Row("Correlation across therapists", Fit.GeneralisedReciprocity, Intervals.Generalised),
                Row("Correlation within pairs", Fit.DyadicReciprocity, Intervals.Dyadic),
            ]);
        Console.Out.WriteLine();
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Therapists account for {Share(shares.Client, Intervals.ClientShare)} of the variance of their clients' ratings and for {Share(shares.Therapist, Intervals.TherapistShare)} of that of their own. ")
            + $"Within a pair the two sides answer each other with r = {Correlation(Fit.DyadicReciprocity, Intervals.Dyadic)}, across a therapist's pairs with "
            + (Fit.GeneralisedReciprocity is null ? "no r: therapists do not differ on one side." : $"r = {Correlation(Fit.GeneralisedReciprocity, Intervals.Generalised)}."));
        var (apart, from, to) = Fit.Difference;
        Aligned.Say(
            $"Clients rate {Aligned.Short(Math.Abs(apart))} {(apart >= 0 ? "higher" : "lower")} than therapists (95 % interval of the difference {Aligned.Short(from)} to {Aligned.Short(to)}){(from <= 0 && to >= 0 ? ", which may be chance" : "")}. "
            + (Effects is [var bias, var truth]
                ? $"Truth, the slope with which a therapist's rating follows her client's: {Aligned.Short(truth.Estimate)}{Sure(truth)}. Bias, how far it lies from the mean of these very clients, other clients left out of account: {Aligned.Short(bias.Estimate)}{Sure(bias)}."
                : "Truth and bias cannot be told apart here: one side's ratings follow from the other's without a rest, or do not vary."));
        var described = Ratings.Describe();
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Correlation of the two ratings over all pairs {Aligned.Number(described.Pearson)}, within therapists {Aligned.Number(described.WithinTherapists)}; log-likelihood {Fit.LogLikelihood:0.000}."));
    }

    /// <summary>By the names of the reference results.</summary>
    public Dictionary<string, object?> Json()
    {
        var described = Ratings.Describe();
        return new()
        {
            [Fit.Reml ? "REML" : "ML"] = JsonFit(),
            ["descriptive"] = new Dictionary<string, double>
            {
                ["pearson_all_dyads"] = described.Pearson,
                ["within_therapist_r"] = described.WithinTherapists,
                ["mean_difference_client_minus_therapist"] = described.ClientMinusTherapist,
            },
            ["truth_and_bias"] = Effects is not [var bias, var truth] ? null : new Dictionary<string, object?>
            {
                ["bias"] = bias.Estimate,
                ["truth"] = truth.Estimate,
                ["se"] = Effects.Select(effect => effect.StandardError),
                ["ci95"] = Effects.Select(effect => Ends(effect.Interval)),
            },
        };
    }

    private static string[] Row(string name, double? estimate, (double Low, double High)? interval) =>
        [name, Aligned.Number(estimate), Aligned.Number(interval?.Low), Aligned.Number(interval?.High)];

    private static string Share(double share, (double Low, double High) interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} % ({100 * interval.Low:0.0} to {100 * interval.High:0.0})");

    private static string Correlation(double? r, (double Low, double High)? interval) =>
        r is { } known && interval is var (low, high) ? $"{Aligned.Short(known)} ({Aligned.Short(low)} to {Aligned.Short(high)}{(low < -0.99 && high > 0.99 ? ": these data do not tell it" : "")})" : "-";

    private static string Sure(FixedEffect of) => of.Interval is var (low, high) && double.IsFinite(low) ? $" ({Aligned.Short(low)} to {Aligned.Short(high)})" : "";

    private static double?[]? Ends((double Low, double High)? interval) => interval is var (low, high) ? Bare.Numbers([low, high]) : null;

    private Dictionary<string, object?> JsonFit() => new()
    {
        ["pairs"] = Fit.Pairs,
        ["sessions"] = Ratings.Sessions,
        ["therapists"] = Fit.Therapists,
        ["incomplete_pairs"] = Fit.Incomplete,
        ["rows_left_out"] = Fit.Dropped,
        ["mean_client_rating"] = Fit.Means.Client,
        ["mean_therapist_rating"] = Fit.Means.Therapist,
        ["se"] = new[] { Fit.StandardErrors.Client, Fit.StandardErrors.Therapist },
        ["difference"] = Fit.Difference.Estimate,
        ["difference_ci95"] = Ends((Fit.Difference.Low, Fit.Difference.High)),
        ["therapist_var_in_client_ratings"] = Fit.TherapistVariances.Client,
        ["therapist_var_in_own_ratings"] = Fit.TherapistVariances.Therapist,
        ["therapist_cov"] = Fit.TherapistCovariance,
        ["dyad_var_client_ratings"] = Fit.PairVariances.Client,
        ["dyad_var_therapist_ratings"] = Fit.PairVariances.Therapist,
        ["dyad_cov"] = Fit.PairCovariance,
        ["generalized_reciprocity_r"] = Fit.GeneralisedReciprocity,
        ["generalized_reciprocity_ci95"] = Ends(Intervals.Generalised),
        ["dyadic_reciprocity_r"] = Fit.DyadicReciprocity,
        ["dyadic_reciprocity_ci95"] = Ends(Intervals.Dyadic),
        ["icc_therapist_in_client_ratings"] = Fit.TherapistShares.Client,
        ["icc_therapist_in_client_ratings_ci95"] = Ends(Intervals.ClientShare),
        ["icc_therapist_in_own_ratings"] = Fit.TherapistShares.Therapist,
        ["icc_therapist_in_own_ratings_ci95"] = Ends(Intervals.TherapistShare),
        ["logLik"] = Fit.LogLikelihood,
        ["singular"] = Fit.Singular,
    };
}
