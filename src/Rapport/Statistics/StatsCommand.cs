using System.CommandLine;
using Rapport.Cli;

namespace Rapport.Statistics;

/// <summary><c>rapport stats</c>: what a table of ratings or of studies says. It opens no store.</summary>
internal static class StatsCommand
{
    public static Command Create() =>
        new Command("stats", "What a table of ratings, or of studies, says. Reads a CSV file or standard input, and no store.")
        {
            ReliabilityCommand.Create(),
            IccCommand.Create(),
            MetaCommand.Create(),
            MixedCommand.Create(),
            DyadsCommand.Create(),
        }.Shows(
            "./rapport stats reliability ratings.csv --items i1,i2,i3,i4,i5,i6", "./rapport stats icc ratings.csv --raters R1,R2,R3",
            "./rapport stats meta studies.csv --ri ri --ni ni --knapp-hartung --plot forest.svg",
            "./rapport stats mixed docs/examples/alliance.csv --formula \"rating ~ log(session) + (1|therapist/client)\"",
            "./rapport stats dyads docs/examples/pairs.csv", "./rapport stats meta --help");
}
