using System.Globalization;
using Spectre.Console;

namespace Rapport.Cli;

/// <summary>Numbers under one another, each with what it counts.</summary>
internal static class Counts
{
    public static void Print(params IReadOnlyList<(string What, long Count)> counts)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        foreach (var (what, count) in counts)
        {
            table.AddRow(new Text(what), new Text(count.ToString("N0", CultureInfo.InvariantCulture)));
        }
        AnsiConsole.Write(table);
    }
}
