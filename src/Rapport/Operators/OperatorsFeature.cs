using System.CommandLine;

namespace Rapport.Operators;

/// <summary>The operator's commands.</summary>
internal static class OperatorsFeature
{
    public static IEnumerable<Command> Commands() =>
    [
        BackupCommand.Create(),
        RestoreCommand.Create(),
    ];
}
