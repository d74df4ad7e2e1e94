namespace Rapport.Operators;

/// <summary>
/// Names of migrations without their date: one change to the tables bears one name on both databases, while the dates
/// may differ by a second.
/// </summary>
internal static class Schema
{
    /// <summary>"20261125000000_Initial" is "Initial".</summary>
    public static string NameOf(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
