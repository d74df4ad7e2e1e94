using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics.Reliability;

namespace Rapport.Statistics;

/// <summary><c>rapport stats icc FILE</c>: how far raters agree, or how alike values of one group are.</summary>
internal static class IccCommand
{
    public static Command Create()
    {
        var input = new TableInput();
        var raters = Names.Several("--raters", "The columns of the raters, where each row was rated by all of them; R1-R3 are all from the first to the last.", least: 2);
        var group = Names.One("--group", "The column of the groups, where each row is one value.");
        var value = Names.One("--value", "The column of the values.");
        var json = Verb.JsonOption();
        var command = new Command(
            "icc",
            "Intraclass correlations: of raters who each rated everything (--raters), or of values in groups of any sizes (--group and --value).")
        { raters, group, value, json };
        input.AddTo(command);
        return command.Does(
            [
                "./rapport stats icc docs/examples/raters.csv --raters R1,R2,R3",
                "./rapport stats icc docs/examples/therapists.csv --group therapist --value y --json",
            ],
            async (parsed, stop) =>
            {
                var (byGroup, ofValue) = (parsed.GetValue(group), parsed.GetValue(value));
                if (parsed.GetValue(raters) is { Length: > 0 } columns && byGroup is null && ofValue is null)
                {
                    var ratings = await input.Read(parsed, columns, stop);
                    Tell(RaterAgreement.Of([.. columns.Select(ratings.Numbers)]), input, parsed.GetValue(json));
                    return ExitCode.Done;
                }
                if (parsed.GetValue(raters) is { Length: > 0 } || byGroup is null || ofValue is null)
                {
                    return Verb.Fail("Give either --raters R1,R2,… or --group COLUMN with --value COLUMN.", ExitCode.Usage);
                }
                var table = await input.Read(parsed, [byGroup, ofValue], stop);
                Tell(new OneWay(table.Levels(byGroup), table.Numbers(ofValue)), input, parsed.GetValue(json));
                return ExitCode.Done;
            });
    }

    private static void Tell(RaterAgreement of, TableInput input, bool json)
    {
        if (json)
        {
            input.PrintJson(IccJson.Of(of), Notes(of));
            return;
        }
        Console.Out.WriteLine($"{of.Targets} rows, each rated by {of.Raters} raters");
        Console.Out.WriteLine();
        Aligned.Print(
            ["", "ICC", "95 % interval", "F", "df", "p"],
            of.All.Select(one => (string[])
            [
                Named(one.Label), Aligned.Number(one.Icc), Aligned.Range(one.Low, one.High), Aligned.Number(one.F), $"{one.Df1}, {one.Df2}", Aligned.Chance(one.P),
            ]));
        Console.Out.WriteLine();
        Console.Out.WriteLine(
            $"Mean squares: between rows {Aligned.Number(of.BetweenTargets)}, between raters {Aligned.Number(of.BetweenRaters)}, residual {Aligned.Number(of.Residual)}");
        Console.Out.WriteLine();
        var (single, mean) = (of.All[1], of.All[4]);
        Aligned.Say(single.Icc <= 0 ? "Ratings of one row differ as much as those of different rows: the raters agree no more than chance would have it."
            : double.IsFinite(single.Icc)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Of what varies between single ratings, {100 * Math.Max(0, single.Icc):0} %{Sure(single.Low, single.High, "0")} are differences between what is rated, when raters are drawn at random; of the mean of {of.Raters} raters {100 * Math.Max(0, mean.Icc):0} %{Sure(mean.Low, mean.High, "0")}.")
            : "No rating differs from another, so nothing can be said of agreement.");
        Say(Notes(of));
        input.TellEmpty();
    }

    private static void Tell(OneWay of, TableInput input, bool json)
    {
        if (json)
        {
            input.PrintJson(IccJson.Of(of), Notes(of));
            return;
        }
        var (least, most) = (of.Sizes.Min(), of.Sizes.Max());
        Console.Out.WriteLine(
            $"{of.Values} values in {of.Names.Count} groups of {(least == most ? $"{least}" : $"{least} to {most}")}; F({of.Df1}, {of.Df2}) = {Aligned.Number(of.F)}, p {Aligned.Chance(of.P)}");
        Console.Out.WriteLine();
        // The answer stands below, where it is seen without scrolling.
        var reliabilities = of.ReliabilityOfMeans;
        Aligned.Print(
            ["group", "values", "reliability of its mean"],
            of.Names.Select((name, i) => (string[])[name, of.Sizes[i].ToString(CultureInfo.InvariantCulture), Aligned.Number(reliabilities[i])]));
        Console.Out.WriteLine();
        var (low, high) = of.IccRemlInterval;
        Aligned.Print(
            ["", "ICC", "95 % interval"],
            [
                ["restricted likelihood (REML)", Aligned.Number(of.IccReml), Aligned.Range(low, high)],
                ["analysis of variance", Aligned.Number(of.IccAnova), ""],
            ]);
        Console.Out.WriteLine();
        Aligned.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Of what varies between values, {100 * of.IccReml:0.0} %{Sure(low, high, "0.0")} lie between groups; the rest lies within them."));
        Say(Notes(of));
        input.TellEmpty();
    }

    // " (95 % interval 20 to 71)"; nothing where none is known. Below 0 there is no share.
    private static string Sure(double low, double high, string format) => double.IsFinite(low) && double.IsFinite(high)
        ? $" (95 % interval {(100 * Math.Max(0, low)).ToString(format, CultureInfo.InvariantCulture)} to {(100 * Math.Max(0, high)).ToString(format, CultureInfo.InvariantCulture)})"
        : "";

    private static IEnumerable<string> Notes(RaterAgreement of) => of.Dropped > 0 ? [$"{Counted.Of(of.Dropped, "row")} left out for want of a rating."] : [];

    private static IEnumerable<string> Notes(OneWay of) =>
    [
        .. of.IsAtBoundary ? ["The variance between groups is at the boundary, 0: groups differ no more than chance would have it."] : Array.Empty<string>(),
        .. of.Dropped > 0 ? [$"{Counted.Of(of.Dropped, "row")} left out for want of a group or a value."] : Array.Empty<string>(),
    ];

    private static void Say(IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            Aligned.Say($"Note: {note}");
        }
    }

    private static string Named(string label) => label switch
    {
        "ICC1" => "ICC(1,1) one, each row its own",
        "ICC2" => "ICC(2,1) one, drawn at random",
        "ICC3" => "ICC(3,1) one, these alone",
        "ICC1k" => "ICC(1,k) mean, each row its own",
        "ICC2k" => "ICC(2,k) mean, drawn at random",
        _ => "ICC(3,k) mean, these alone",
    };
}
