using System.CommandLine;
using System.Globalization;
using Rapport.Cli;
using Rapport.Search.Exposure;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Operators;

/// <summary><c>rapport exposure</c>: whether few of the listed are shown most of the time.</summary>
internal static class ExposureCommand
{
    private const int UsualDays = 28;

    public static Command Create()
    {
        var days = new Option<int>("--days")
        {
            Description = $"How many days back, without today: 1 to {DailyCounts.DaysKept}; {UsualDays} when not said.",
            DefaultValueFactory = _ => UsualDays,
            CustomParser = Typed.Number(1, DailyCounts.DaysKept, UsualDays),
            HelpName = "N",
        };
        var json = Verb.JsonOption();
        return new Command("exposure", "How often people were shown, and whether few of them had most of it.") { days, json }.Does(
            ["./rapport exposure", "./rapport exposure --days 90", "./rapport exposure --json"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var figures = await ExposureFigures.Of(store, parsed.GetValue(days), stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(figures);
                }
                else
                {
                    Show(figures);
                }
                return ExitCode.Done;
            });
    }

    private static void Show(ExposureFigures figures)
    {
        var all = figures.Positions[0];
        var when = string.Create(CultureInfo.InvariantCulture, $"{figures.From:yyyy-MM-dd} to {figures.To:yyyy-MM-dd} (UTC)");
        if (all.IsFew || all.Showings is null or 0)
        {
            Console.Out.WriteLine(
                (all.IsFew ? $"Fewer than {ExposureFigures.FewestTold} showings" : "No showing") + $" from {when}: too few to say anything. "
                + "A day is written when it is over and people of eleven networks have looked.");
            return;
        }
        Console.Out.WriteLine($"First pages of lists from {when}. Listed now: {Counted.Of(figures.Listed, "person", "people")}.");
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("Place on the page", "Showings", "People shown", $"Share of the {Number(figures.Tenth)} most shown", "Gini", "Gini by chance");
        foreach (var one in figures.Positions)
        {
            table.AddRow([.. Cells(one).Select(Markup.Escape)]);
        }
        AnsiConsole.Write(table);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Of all showings, {Percent(all.ShareOfMost)} went to the tenth of the listed that was shown most; were all shown alike, it would be a tenth. A Gini "
            + $"of 0 is the same for all, near 1 is all for few; chance alone, all being equally likely, would give {all.GiniByChance:0.00}. What is above "
            + $"that comes from where people look, what they ask for, who has openings, and the order."));
    }

    private static IEnumerable<string> Cells(PositionExposure one)
    {
        yield return one.Position switch
        {
            "first" => "First",
            "to-fifth" => "2 to 5",
            "later" => "6 and on",
            _ => "Any",
        };
        if (one.IsFew)
        {
            yield return "too few";
            yield break;
        }
        yield return Number(one.Showings);
        yield return Number(one.Shown);
        yield return Percent(one.ShareOfMost);
        yield return Rounded(one.Gini);
        yield return Rounded(one.GiniByChance);
    }

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{100 * known:0} %") : "";

    private static string Rounded(double? number) => number?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
