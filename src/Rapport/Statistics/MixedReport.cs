using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Statistics;

/// <summary>What is said of a mixed model, for people and for programs.</summary>
internal sealed record MixedReport(
    MixedFit Fit, VariancePartition Partition, IReadOnlyList<ProfileInterval>? Profile, MixedModel? Smaller, LikelihoodRatio? Compared, double Level)
{
    /// <summary>The χ² of fixed effects is near enough from so many groups on.</summary>
    private const int FewGroups = 30;

    private MixedModel Model => Fit.Model;

    private string Percent => (100 * Level).ToString("0.##", CultureInfo.InvariantCulture);

    public void Print(bool groups)
    {
        var counted = string.Join(", ", Model.Groups.Select(group => $"{group.Name} {Number(group.Count)}"));
        Aligned.Say(Model.Formula.Text);
        Aligned.Say($"By {(Fit.Reml ? "REML" : "maximum likelihood")} on {Counted.Of(Model.Rows, "row")}; groups: {counted}.");
        foreach (var note in MixedNotes.Of(Fit))
        {
            Aligned.Say(note);
        }
        if (groups)
        {
            PrintGroups();
        }
        Console.Out.WriteLine();
        Aligned.Print(
            ["Fixed effect", "Estimate", "SE", "df", "t", "p"],
            Fit.FixedEffects.Select(one => new[]
            {
                one.Name, Aligned.Number(one.Estimate), Aligned.Number(one.StandardError), double.IsNaN(one.Df) ? "-" : one.Df.ToString("0.0", CultureInfo.InvariantCulture),
                one.T.ToString("0.00", CultureInfo.InvariantCulture), Aligned.Chance(one.P),
            }));
        Console.Out.WriteLine();
        Aligned.Print(
            ["Varies between", "Variance", "SD or correlation", ""],
            Fit.Variances.Select(one => new[]
            {
                one.Group + (one.Term1 is null ? "" : $": {one.Term1}") + (one.Term2 is null ? "" : $" with {one.Term2}"),
                Aligned.Number(one.Value), Aligned.Number(one.SdOrCorrelation), IsAtBoundary(one) ? "at the boundary" : "",
            }));
        Console.Out.WriteLine();
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{(Fit.Reml ? "REML criterion" : "Deviance")} {Fit.MinusTwoLogLikelihood:0.000}, log-likelihood {Fit.LogLikelihood:0.000}, AIC {Fit.Aic:0.00}, BIC {Fit.Bic:0.00}, {Fit.Parameters} parameters."));
        PrintProfile();
        PrintCompared();
        Console.Out.WriteLine();
        Aligned.Say(Partition.InWords() + (Profile is not null && Fit.Reml ? " These shares and their intervals are by REML, the intervals above by ML." : ""));
    }

    /// <summary>By the names of the reference results.</summary>
    public Dictionary<string, object?> Json()
    {
        var all = new Dictionary<string, object?> { [Fit.Reml ? "REML" : "ML"] = JsonFit() };
        if (Profile is not null)
        {
            all[$"profileCI{Percent}_ML"] = new Dictionary<string, object?>
            {
                ["level"] = Level,
                ["rows"] = Profile.GroupBy(one => one.Name, StringComparer.Ordinal).ToDictionary(one => one.Key, one => (object?)new[] { Finite(one.First().Lower), Finite(one.First().Upper) }),
            };
        }
        all[Fit.Reml ? "satterthwaite_REML" : "satterthwaite_ML"] = new Dictionary<string, object?>
        {
            ["df"] = Fit.FixedEffects.Select(one => Finite(one.Df)),
            ["p"] = Fit.FixedEffects.Select(one => Finite(one.P)),
            ["terms"] = Fit.FixedEffects.Select(one => one.Name),
        };
        all["variance_partition"] = Partition.Shares.Select(share => new Dictionary<string, object?>
        {
            ["group"] = share.Source,
            ["variance"] = share.Variance,
            ["share"] = share.Share,
            [$"ci{Percent}"] = double.IsNaN(share.Lower) ? null : new[] { share.Lower, share.Upper },
            ["at_boundary"] = share.AtBoundary,
        });
        if (Compared is { } test)
        {
            all["likelihood_ratio"] = new Dictionary<string, object?> { ["chisq"] = test.ChiSquare, ["df"] = test.Df, ["p"] = test.P };
            if (test.PHalf is { } half)
            {
                all["variance_test"] = new Dictionary<string, object?> { ["LR"] = test.ChiSquare, ["p_half"] = half };
            }
        }
        return all;
    }

    private static bool IsAtBoundary(VarianceComponent one) => one.AtBoundary || (one.Term2 is not null && Math.Abs(one.SdOrCorrelation) > MixedNotes.NearlyOne);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // JSON has no word for what is not a number.
    private static double? Finite(double number) => double.IsFinite(number) ? number : null;

    private void PrintProfile()
    {
        if (Profile is null)
        {
            return;
        }
        Console.Out.WriteLine();
        Aligned.Print(
            ["Profile interval (ML)", "Estimate", "Lower", "Upper"],
            Profile.Select(one => new[] { one.Name, Aligned.Number(one.Estimate), Aligned.Number(one.Lower), Aligned.Number(one.Upper) }));
    }

    private void PrintCompared()
    {
        if (Compared is not { } test)
        {
            return;
        }
        Console.Out.WriteLine();
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Against the smaller model (both by ML): chi-square {test.ChiSquare:0.000} on {test.Df}, p {Chance(test.P)}.")
            + (test.PHalf is { } half ? $" For one variance, half of the time 0 by chance: p {Chance(half)}." : ""));
        var added = Model.Beyond(Smaller!) is { Count: > 0 } terms ? $" ({string.Join("; ", terms)}{(terms.Count > 1 ? ": all of it together" : "")})" : "";
        Aligned.Say((test.PHalf ?? test.P) < 0.05
            ? $"What the smaller model leaves out{added} explains more than chance would."
            : $"What the smaller model leaves out{added} may explain no more than chance would.");
        if (test.P < 0.05 && test.Df == Model.FixedNames.Count - Smaller!.FixedNames.Count && Model.Groups.Min(group => group.Count) is < FewGroups and var few)
        {
            Aligned.Say($"With {few} groups this test finds effects too easily; trust the rows of the fixed effects above before it, which allow for so few.");
        }
    }

    // "= 0.0312", "< 0.0001".
    private static string Chance(double p) => Aligned.Chance(p) is ['<', ..] small ? small : $"= {Aligned.Chance(p)}";

    private void PrintGroups()
    {
        foreach (var group in RandomEffects.Of(Fit))
        {
            Console.Out.WriteLine();
            Aligned.Print(
                [group.Group, .. group.Terms.SelectMany(term => new[] { term, "SD" })],
                group.Levels.Select((level, i) => (string[])
                    [level, .. group.Terms.SelectMany((_, j) => new[] { Aligned.Number(group.Values[i][j]), Aligned.Number(group.StandardDeviations[i][j]) })]));
        }
    }

    private Dictionary<string, object?> JsonFit() => new()
    {
        ["formula"] = Model.Formula.Text,
        ["n"] = Model.Rows,
        ["rows_left_out"] = Model.DroppedRows,
        ["columns_left_out"] = Model.DroppedColumns.Concat(Model.DroppedEffects),
        ["groups"] = Model.Groups.ToDictionary(group => group.Name, group => group.Count),
        ["fixed"] = Fit.FixedEffects.ToDictionary(
            one => one.Name,
            one => new Dictionary<string, double?>
            {
                ["estimate"] = one.Estimate,
                ["se"] = Finite(one.StandardError),
                ["df"] = Finite(one.Df),
                ["t"] = Finite(one.T),
                ["p"] = Finite(one.P),
            }),
        ["variances"] = Fit.Variances.Select(one => new Dictionary<string, object?>
        {
            ["group"] = one.Group,
            ["term1"] = one.Term1,
            ["term2"] = one.Term2,
            ["vcov"] = one.Value,
            ["sdcor"] = Finite(one.SdOrCorrelation),
            ["at_boundary"] = one.AtBoundary,
        }),
        ["logLik"] = Fit.LogLikelihood,
        ["criterion_minus2logLik"] = Fit.MinusTwoLogLikelihood,
        ["df"] = Fit.Parameters,
        ["AIC"] = Fit.Aic,
        ["BIC"] = Fit.Bic,
        ["singular"] = Fit.Singular,
        ["undetermined"] = Fit.IsUndetermined,
        ["blups"] = new Dictionary<string, object?>
        {
            ["random"] = RandomEffects.Of(Fit).Select(group => new Dictionary<string, object?>
            {
                ["group"] = group.Group,
                ["levels"] = group.Levels,
                // One name stands alone, as in the reference results.
                ["terms"] = group.Terms.Count == 1 ? group.Terms[0] : group.Terms,
                ["blup"] = group.Values,
                ["posterior_sd"] = group.StandardDeviations,
            }),
        },
    };
}
