using System.CommandLine;
using Rapport.Cli;

namespace Rapport.Privacy;

/// <summary><c>rapport privacy</c>: prints what is kept of whom, why, and for how long.</summary>
internal static class PrivacyCommand
{
    public static Command Create() =>
        new Command("privacy", "Prints what this program keeps of whom, why, who sees it and for how long, table by table: the text of docs/privacy.md.").Does(
            ["./rapport privacy", "./rapport privacy > docs/privacy.md"],
            async (_, stop) =>
            {
                await Console.Out.WriteAsync(PrivacyPage.Print().AsMemory(), stop);
                return ExitCode.Done;
            });
}
