using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics.Dyads;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Statistics;

/// <summary><c>rapport stats dyads</c>: ratings of pairs by both sides, one therapist with many clients.</summary>
internal static class DyadsCommand
{
    public static Command Create()
    {
        var input = new TableInput();
        var therapist = Column("--therapist", "The column that says who the therapist is; therapist when not said.", "therapist");
        var client = Column("--client-rating", "The column of the clients' ratings; client_rating when not said.", "client_rating");
        var own = Column("--therapist-rating", "The column of the therapists' ratings; therapist_rating when not said.", "therapist_rating");
        var ml = new Option<bool>("--ml") { Description = "By maximum likelihood; by restricted maximum likelihood (REML) when not said." };
        var json = Verb.JsonOption();
        var command = new Command("dyads", "Both sides rate each pair, one row a pair: how much is the therapist's, and do the sides answer each other?")
        {
            therapist, client, own, ml, json,
        };
        input.AddTo(command);
        return command.Does(
            ["./rapport stats dyads docs/examples/pairs.csv", "./rapport stats dyads pairs.csv --therapist who --client-rating c --therapist-rating t --json"],
            async (parsed, stop) =>
            {
                var (who, first, second) = (parsed.GetValue(therapist)!, parsed.GetValue(client)!, parsed.GetValue(own)!);
                var ratings = PairRatings.Of(await input.Read(parsed, [who, first, second], stop), who, first, second);
                var fit = OneWithMany.Fit(ratings, !parsed.GetValue(ml));
                var effects = ratings.TruthAndBias(!parsed.GetValue(ml), stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(Json(fit, ratings.Describe(), effects));
                }
                else
                {
                    Print(fit, ratings.Describe(), effects);
                }
                return ExitCode.Done;
            });
    }

    private static Option<string> Column(string name, string description, string usual) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual, HelpName = "COLUMN" };

    private static void Print(OneWithMany fit, PairDescription described, IReadOnlyList<FixedEffect> effects)
    {
        Console.Out.WriteLine(
            $"By {(fit.Reml ? "REML" : "maximum likelihood")} on {Counted.Of(fit.Pairs, "pair")} of {Counted.Of(fit.Therapists, "therapist")}"
            + (fit.Incomplete > 0 ? $", {Counted.Of(fit.Incomplete, "pair")} with one rating only" : "")
            + (fit.Dropped > 0 ? $"; {Counted.Of(fit.Dropped, "row")} without therapist or rating left out." : "."));
        if (fit.Singular)
        {
            Console.Out.WriteLine("A variance between therapists is 0 or their correlation ±1, at the boundary: the data say too little of it.");
        }
        Console.Out.WriteLine();
        var shares = fit.TherapistShares;
        Aligned.Print(
            ["", "Client's rating", "Therapist's rating", "Covariance", "Correlation"],
            [
                ["Mean", Aligned.Number(fit.Means.Client), Aligned.Number(fit.Means.Therapist), "", ""],
                ["SE of the mean", Aligned.Number(fit.StandardErrors.Client), Aligned.Number(fit.StandardErrors.Therapist), "", ""],
                [
                    "Variance between therapists", Aligned.Number(fit.TherapistVariances.Client), Aligned.Number(fit.TherapistVariances.Therapist),
                    Aligned.Number(fit.TherapistCovariance), Aligned.Number(fit.GeneralisedReciprocity),
                ],
                [
                    "Variance between pairs", Aligned.Number(fit.PairVariances.Client), Aligned.Number(fit.PairVariances.Therapist),
                    Aligned.Number(fit.PairCovariance), Aligned.Number(fit.DyadicReciprocity),
                ],
                ["Therapist's share", Aligned.Percent(100 * shares.Client), Aligned.Percent(100 * shares.Therapist), "", ""],
            ]);
        Console.Out.WriteLine();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Therapists account for {100 * shares.Client:0.0} % of the variance of their clients' ratings and for {100 * shares.Therapist:0.0} % of that of their own; ")
            + "within a pair the two sides answer each other with r = " + Aligned.Number(fit.DyadicReciprocity)
            + ", across a therapist's pairs with r = " + Aligned.Number(fit.GeneralisedReciprocity)
            + (fit.GeneralisedReciprocity is null ? " (therapists do not differ on one side)." : "."));
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Clients rate {Aligned.Number(Math.Abs(described.ClientMinusTherapist))} {(described.ClientMinusTherapist >= 0 ? "higher" : "lower")} than therapists; ")
            + (effects is [var bias, var truth]
                ? $"a therapist's rating follows her client's with a slope of {Aligned.Number(truth.Estimate)} (truth) and lies {Aligned.Number(Math.Abs(bias.Estimate))} {(bias.Estimate >= 0 ? "above" : "below")} the clients' mean (bias)."
                : "truth and bias cannot be told apart here: one side's ratings follow from the other's without a rest, or do not vary."));
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Correlation of the two ratings over all pairs {Aligned.Number(described.Pearson)}, within therapists {Aligned.Number(described.WithinTherapists)}; log-likelihood {fit.LogLikelihood:0.000}."));
    }

    private static Dictionary<string, object?> Json(OneWithMany fit, PairDescription described, IReadOnlyList<FixedEffect> effects) => new()
    {
        [fit.Reml ? "REML" : "ML"] = new Dictionary<string, object?>
        {
            ["pairs"] = fit.Pairs,
            ["therapists"] = fit.Therapists,
            ["incomplete_pairs"] = fit.Incomplete,
            ["rows_left_out"] = fit.Dropped,
            ["mean_client_rating"] = fit.Means.Client,
            ["mean_therapist_rating"] = fit.Means.Therapist,
            ["se"] = new[] { fit.StandardErrors.Client, fit.StandardErrors.Therapist },
            ["therapist_var_in_client_ratings"] = fit.TherapistVariances.Client,
            ["therapist_var_in_own_ratings"] = fit.TherapistVariances.Therapist,
            ["therapist_cov"] = fit.TherapistCovariance,
            ["dyad_var_client_ratings"] = fit.PairVariances.Client,
            ["dyad_var_therapist_ratings"] = fit.PairVariances.Therapist,
            ["dyad_cov"] = fit.PairCovariance,
            ["generalized_reciprocity_r"] = fit.GeneralisedReciprocity,
            ["dyadic_reciprocity_r"] = fit.DyadicReciprocity,
            ["icc_therapist_in_client_ratings"] = fit.TherapistShares.Client,
            ["icc_therapist_in_own_ratings"] = fit.TherapistShares.Therapist,
            ["logLik"] = fit.LogLikelihood,
            ["singular"] = fit.Singular,
        },
        ["descriptive"] = new Dictionary<string, double>
        {
            ["pearson_all_dyads"] = described.Pearson,
            ["within_therapist_r"] = described.WithinTherapists,
            ["mean_difference_client_minus_therapist"] = described.ClientMinusTherapist,
        },
        ["truth_and_bias"] = effects is not [var bias, var truth] ? null : new Dictionary<string, object?>
        {
            ["bias"] = bias.Estimate,
            ["truth"] = truth.Estimate,
            ["se"] = effects.Select(effect => effect.StandardError),
        },
    };
}
