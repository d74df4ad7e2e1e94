using System.CommandLine;
using Rapport.Cli;
using Spectre.Console;

namespace Rapport.Operators;

/// <summary><c>rapport doctor</c>.</summary>
internal static class DoctorCommand
{
    private sealed record Told(bool Healthy, IReadOnlyList<Examined> Checks);

    public static Command Create()
    {
        var thorough = new Option<bool>("--thorough") { Description = "Read every page and every profile, not a sample." };
        var json = Verb.JsonOption();
        return new Command(
            "doctor",
            "Looks at everything that can go wrong with the store and its machine, and says what to do about it. Changes "
            + "nothing. Ends with 1 when something is wrong.")
        { thorough, json }.Does(
            ["./rapport doctor", "./rapport doctor --thorough --data data-real", "./rapport doctor --json"],
            async (parsed, stop) =>
            {
                var examined = await Doctor.Examine(
                    parsed.Location(), TimeProvider.System, parsed.GetValue(thorough), stop);
                var failed = examined.Count(check => check.Health == Health.Failed);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new Told(failed == 0, examined));
                }
                else
                {
                    Show(examined, failed);
                }
                return failed == 0 ? ExitCode.Done : ExitCode.Failed;
            });
    }

    private static void Show(IReadOnlyList<Examined> examined, int failed)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Check", "", "Found");
        foreach (var check in examined)
        {
            table.AddRow(
                Markup.Escape(check.Check), Sign(check.Health), Markup.Escape(check.Says));
        }
        AnsiConsole.Write(table);
        // As they stand: a cell would break the commands that are to be typed.
        foreach (var check in examined.Where(check => check.Mend is not null))
        {
            Console.Out.WriteLine($"{check.Check}: {Printed.Text(check.Mend)}");
        }
        Console.Out.WriteLine(failed switch
        {
            0 => $"All {examined.Count} checks are well.",
            1 => "One thing is wrong; what to do stands above.",
            _ => $"{failed} things are wrong; what to do stands above.",
        });
    }

    private static string Sign(Health health) => health switch
    {
        Health.Good => "[green]good[/]",
        Health.Note => "[yellow]note[/]",
        Health.Failed => "[red]wrong[/]",
        _ => "[grey]not looked at[/]",
    };
}
