using System.CommandLine;
using Rapport.Cli;

namespace Rapport.Fit;

/// <summary><c>rapport fit</c>: who would work well together.</summary>
internal static class FitCommand
{
    public static Command Create() => new Command("fit", "Who would work well together, by what both have said of how they like to work, and by how people got on.")
        {
            RankCommand.Create(), LearnCommand.Create(), ReleaseCommand.Create(), RollbackCommand.Create(), WithdrawCommand.Create(), ReportCommand.Create(),
        }
        .Shows("./rapport fit rank --answers answers.json --place \"Oakland, CA\"", "./rapport fit learn check-ins.csv", "./rapport fit rank --help");
}
