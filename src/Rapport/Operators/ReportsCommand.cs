using System.CommandLine;
using System.Globalization;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Operators;

/// <summary><c>rapport reports</c>: what visitors say is wrong, and settling it.</summary>
internal static class ReportsCommand
{
    private sealed record Told(
        long Id, long ProfileId, string? Name, string About, string? Words, DateTime At, string? Network,
        DateTime? SettledAt, string? Settled);

    public static Command Create()
    {
        var reports = ListCommand("reports");
        reports.Description = "What visitors say is wrong on a profile, newest first.";
        reports.Subcommands.Add(ListCommand("list"));
        reports.Subcommands.Add(SettleCommand());
        return reports;
    }

    private static Command ListCommand(string name)
    {
        var json = Verb.JsonOption();
        var all = new Option<bool>("--all") { Description = "Also those that are settled." };
        return new Command(name, "The same list.") { json, all }.Does(
            ["./rapport reports", "./rapport reports list --all --json", "./rapport reports settle 7 --as \"Telephoned; mended.\""],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ListedReports, owners: null, stop);
                var reports = await Of(store).List(parsed.GetValue(all), stop: stop);
                var told = await Tell(store, reports, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(told);
                }
                else
                {
                    Show(told);
                }
                return ExitCode.Done;
            });
    }

    private static Command SettleCommand()
    {
        var id = new Argument<long>("ID")
        {
            Description = "Number of the report, from the list.",
            CustomParser = Typed.Number(1L, long.MaxValue, 12L),
        };
        var how = new Option<string>("--as") { Description = "What came of it, in your words; kept with the report. Needed.", HelpName = "TEXT" };
        var json = Verb.JsonOption();
        return new Command("settle", "Marks a report as settled.") { id, how, json }.Does(
            [
                "./rapport reports settle 7 --as \"Telephoned; the new number is in the profile.\"",
                "./rapport reports settle 7 --as mended --json",
            ],
            async (parsed, stop) =>
            {
                if (string.IsNullOrWhiteSpace(parsed.GetValue(how)))
                {
                    return Verb.Fail("Say after --as what came of it, in your words, like: --as \"Telephoned; the new number is in the profile.\" It is kept with the report.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                var reports = Of(store);
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.SettledReport, owners: null, stop);
                if (!await reports.Settle(parsed.GetValue(id), parsed.GetValue(how)!.Trim(), stop))
                {
                    return Verb.Fail(
                        $"There is no open report {parsed.GetValue(id)}. \"{store.Location.Command("reports --all")}\" lists them.");
                }
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson((await Tell(store, [(await reports.Find(parsed.GetValue(id), stop))!], stop)).Single());
                }
                else
                {
                    await Console.Out.WriteLineAsync("Settled.");
                }
                return ExitCode.Done;
            });
    }

    private static Reports Of(Store store) => new(store, KeyRing.Open(store.Location));

    private static async Task<List<Told>> Tell(Store store, IReadOnlyList<Report> reports, CancellationToken stop)
    {
        var words = Of(store);
        var names = await NamesOfProfiles.Of(store, [.. reports.Select(report => report.ProfileId).Distinct()], stop);
        return [.. reports.Select(report => new Told(
            report.Id, report.ProfileId, names.GetValueOrDefault(report.ProfileId), report.About, words.WordsOf(report), report.At,
            report.Network, report.SettledAt, report.Settled))];
    }

    private static void Show(List<Told> reports)
    {
        if (reports.Count == 0)
        {
            Console.Out.WriteLine("Nothing waits to be settled.");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("ID", "Profile", "About", "In their words", "Said (UTC)", "Settled");
        foreach (var report in reports)
        {
            table.AddRow([.. new[]
            {
                report.Id.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{report.Name ?? "(gone)"} ({report.ProfileId})"),
                report.About,
                report.Words ?? "",
                report.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                report.SettledAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd}: {report.Settled}") : "",
            }.Select(cell => Markup.Escape(Printed.Text(cell)))]);
        }
        AnsiConsole.Write(table);
    }
}
