using System.CommandLine;

namespace Rapport.Operators;

/// <summary>The operator's commands.</summary>
internal static class OperatorsFeature
{
    public static IReadOnlyList<Command> Commands { get; } =
    [
        SettingsCommand.Create(),
        RemovalsCommand.Create(),
        ReportsCommand.Create(),
        AuditCommand.Create(),
        ExposureCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        ExportCommand.Create(),
        DoctorCommand.Create(),
    ];
}
