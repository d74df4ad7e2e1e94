using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics.Reliability;

namespace Rapport.Statistics;

/// <summary><c>rapport stats reliability FILE</c>: how reliable the mean of several items is.</summary>
internal static class ReliabilityCommand
{
    public static Command Create()
    {
        var input = new TableInput();
        var items = Names.Several("--items", "The columns of the items; i1-i6 are all from the first to the last.", least: 2);
        items.Required = true;
        var least = new Option<int?>("--least")
        {
            Description = "How many items a person must have answered to have a score; two thirds of them when not said.",
            CustomParser = Typed.NumberOrNone(1, int.MaxValue, 4),
            HelpName = "N",
        };
        var before = new Option<double?>("--before")
        {
            Description = "A score before, the mean of the items' answers, to tell with --after whether somebody has changed reliably.",
            CustomParser = Typed.NumberOrNone(double.NegativeInfinity, double.PositiveInfinity, 5.5),
            HelpName = "SCORE",
        };
        var after = new Option<double?>("--after")
        {
            Description = "A score after.",
            CustomParser = Typed.NumberOrNone(double.NegativeInfinity, double.PositiveInfinity, 4.3),
            HelpName = "SCORE",
        };
        var json = Verb.JsonOption();
        var command = new Command(
            "reliability",
            "Alpha and omega of a scale, each item's part in it, the error of one score, and how far two scores must lie apart before a change is more than error.")
        { items, least, before, after, json };
        input.AddTo(command);
        return command.Does(
            [
                "./rapport stats reliability docs/examples/scale.csv --items i1,i2,i3,i4,i5,i6",
                "./rapport stats reliability ratings.csv --items a,b,c,d --before 5.5 --after 4.3 --json",
            ],
            async (parsed, stop) =>
            {
                var names = parsed.GetValue(items)!;
                if (parsed.GetValue(before) is null != parsed.GetValue(after) is null)
                {
                    return Verb.Fail("--before and --after are given together: a change has two scores.", ExitCode.Usage);
                }
                if (parsed.GetValue(least) > names.Length)
                {
                    return Verb.Fail($"--least asks for more answers than there are items ({names.Length}).", ExitCode.Usage);
                }
                var table = await input.Read(parsed, names, stop);
                var of = ScaleReliability.Of(new Answers(names, [.. names.Select(table.Numbers)]), parsed.GetValue(least), stop);
                if (parsed.GetValue(before) is { } first && parsed.GetValue(after) is { } second && Total(of.Answers, first, second) is { } total)
                {
                    return Verb.Fail(total);
                }
                (double, double)? change = parsed.GetValue(before) is { } x1 && parsed.GetValue(after) is { } x2 ? (x1, x2) : null;
                if (parsed.GetValue(json))
                {
                    input.PrintJson(ReliabilityJson.Of(of, change), of.Notes);
                }
                else
                {
                    Show(of, change);
                    input.TellEmpty();
                }
                return ExitCode.Done;
            });
    }

    private static void Show(ScaleReliability of, (double Before, double After)? change)
    {
        var answers = of.Answers;
        Console.Out.WriteLine($"{Counted.Of(answers.Items, "item")}, {Counted.Of(answers.People, "person", "people")}, {answers.Complete} of them with all answers");
        Console.Out.WriteLine();
        Aligned.Print(["", "estimate", "95 % interval"], Coefficients(of));
        Console.Out.WriteLine();
        Aligned.Print(
            ["item", "mean", "SD", "r with rest", "alpha without", "loading", "SE", "own variance"],
            answers.Names.Select((name, i) => (string[])
            [
                name, Aligned.Number(answers.Means[i]), Aligned.Number(answers.Sd(i)), Aligned.Number(of.ItemRest[i]), Aligned.Number(of.AlphaIfDropped[i]),
                Aligned.Number(At(of.Loadings, i)), Aligned.Number(At(of.LoadingErrors, i)), Aligned.Number(At(of.ResidualVariances, i)),
            ]));
        Console.Out.WriteLine();
        if (of.Fit is { } fit)
        {
            Aligned.Say(fit.Df == 0 ? "One factor: three items always fit one, so its fit says nothing." : string.Create(
                CultureInfo.InvariantCulture,
                $"One factor: chi-squared {fit.ChiSquared:0.00}, df {fit.Df}, p {Aligned.Chance(fit.P)}; CFI {fit.Cfi:0.000}, TLI {(double.IsNaN(fit.Tli) ? "-" : fit.Tli.ToString("0.000", CultureInfo.InvariantCulture))}, RMSEA {fit.Rmsea:0.000}, SRMR {fit.Srmr:0.000}, log-likelihood {fit.LogLikelihood:0.00}"));
        }
        Console.Out.WriteLine(
            $"Score: mean of {of.LeastAnswered} or more answers; {Counted.Of(of.Scored, "person has", "people have")} one, mean {Aligned.Number(of.ScoreMean)}, SD {Aligned.Number(of.ScoreSd)}");
        Console.Out.WriteLine();
        Aligned.Say(Meaning(of));
        if (change is { } two)
        {
            Aligned.Say(Meaning(of, two.Before, two.After));
        }
        foreach (var note in of.Notes)
        {
            Aligned.Say($"Note: {note}");
        }
    }

    private static IEnumerable<string[]> Coefficients(ScaleReliability of)
    {
        yield return ["alpha", Aligned.Number(of.Alpha), Aligned.Range(of.AlphaInterval.Low, of.AlphaInterval.High)];
        yield return ["alpha, standardised", Aligned.Number(of.AlphaStandardised), ""];
        yield return ["omega total (ML, covariances)", Aligned.Number(of.Omega), of.OmegaInterval is var (low, high) ? Aligned.Range(low, high) : ""];
        yield return ["omega total (minres, correlations)", Aligned.Number(of.OmegaMinres), ""];
        yield return ["omega total (ML, correlations)", Aligned.Number(of.OmegaCorrelations), ""];
        yield return ["error of a score (SEM), by alpha", Aligned.Number(of.ChangeByAlpha.Sem), ""];
        yield return ["error of a score (SEM), by omega", Aligned.Number(of.ChangeByOmega?.Sem), ""];
        yield return ["reliable change, by alpha", Aligned.Number(of.ChangeByAlpha.Threshold), ""];
        yield return ["reliable change, by omega", Aligned.Number(of.ChangeByOmega?.Threshold), ""];
    }

    private static string Meaning(ScaleReliability of)
    {
        var (name, value, (low, high)) = of is { Omega: { } omega, OmegaInterval: { } sure } ? ("omega", omega, sure) : ("alpha", of.Alpha, of.AlphaInterval);
        if (double.IsNaN(value))
        {
            return "Nothing varies in these answers, so nothing can be said of their reliability.";
        }
        if (value < 0)
        {
            return $"By {name} the items do not measure one thing: they run against each other.";
        }
        return string.Create(
            CultureInfo.InvariantCulture,
            $"By {name}, {100 * value:0} %{(double.IsFinite(low) ? FormattableString.Invariant($" (95 % interval {100 * Math.Max(0, low):0} to {100 * high:0})") : "")} of the differences between people's scores are differences in what the items have in common; two scores of one "
            + $"person must lie {(of.ChangeByOmega ?? of.ChangeByAlpha).Threshold:0.00} apart before the change is more than error of measurement (95 %).");
    }

    // By omega where there is one, as the sentence before.
    private static string Meaning(ScaleReliability of, double before, double after)
    {
        var (name, reliability, change) = of is { Omega: { } omega, ChangeByOmega: { } known } ? ("omega", omega, known) : ("alpha", of.Alpha, of.ChangeByAlpha);
        if (!(reliability is > 0 and < 1) || !(change.Threshold > 0))
        {
            return "Of these answers no reliability is known that a change could be held against.";
        }
        var index = change.Index(before, after);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"From {before} to {after}: RC = {index:0.00}, {(Math.Abs(index) > ReliableChange.Limit ? $"a reliable change, {(index > 0 ? "upward" : "downward")}" : "within the error of measurement")} (by {name}).");
    }

    // A score is a mean of answers: it cannot lie beyond them by more than answers that nobody gave. A total would be told wrong.
    private static string? Total(Answers answers, double before, double after)
    {
        var range = answers.Most - answers.Least;
        double[] beyond = [.. new[] { before, after }.Where(score => score < answers.Least - range || score > answers.Most + range)];
        return beyond.Length == 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"The items were answered from {answers.Least} to {answers.Most}, and a score is the mean of answers: {string.Join(" and ", beyond)} cannot be one. Divide a total by the number of items.");
    }

    private static double? At(double[] numbers, int i) => i < numbers.Length ? numbers[i] : null;
}
