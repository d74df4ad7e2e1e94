using System.CommandLine;
using Rapport.Cli;
using Rapport.Core.Statistics;

namespace Rapport.Statistics;

/// <summary>The table that a command works on: the argument and the option that each of them takes.</summary>
internal sealed class TableInput
{
    private const int MostNamed = 6;

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "Table of text with the names of the columns in its first line (CSV: comma, semicolon or tab); - reads standard input. "
            + "Empty cells, NA and a lone point are missing.",
    };

    private readonly Option<bool> _decimalComma = new("--decimal-comma") { Description = "3,5 in the table is three and a half." };

    private readonly Option<string[]> _missing = Names.Several("--missing", "What else stands in a cell that holds nothing, as -99.", least: 1);

    /// <summary>What the reader of the table last read must be asked, in whole sentences.</summary>
    public IReadOnlyList<string> Doubts { get; private set; } = [];

    /// <summary>Which columns of the table last read have empty cells; none where it is whole.</summary>
    public IReadOnlyList<string> Empty { get; private set; } = [];

    /// <summary>Says below the figures which columns have empty cells.</summary>
    public void TellEmpty()
    {
        foreach (var note in Empty)
        {
            Aligned.Say($"Note: {note}");
        }
    }

    /// <summary>Prints JSON with notes, and among them what the reader of the table must be asked.</summary>
    /// <param name="json">All but the notes.</param>
    /// <param name="notes">What must be known beside the figures, in whole sentences.</param>
    public void PrintJson(Dictionary<string, object?> json, IEnumerable<string> notes)
    {
        json["notes"] = notes.Concat(Empty).Concat(Doubts);
        Verb.PrintJson(json);
    }

    /// <summary>Adds the argument and the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_decimalComma);
        command.Add(_missing);
    }

    /// <summary>Reads these columns of it, with a bar while somebody waits.</summary>
    /// <param name="parsed">The command as it was typed.</param>
    /// <param name="columns">The columns to keep.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="TableException">It cannot be read so; the message says where and what to do.</exception>
    public Task<Table> Read(ParseResult parsed, IReadOnlyCollection<string> columns, CancellationToken stop) => Read(parsed, columns, maybe: null, stop);

    /// <inheritdoc cref="Read(ParseResult, IReadOnlyCollection{string}, CancellationToken)"/>
    /// <param name="maybe">A column to keep too, if there is one.</param>
    public async Task<Table> Read(ParseResult parsed, IReadOnlyCollection<string> columns, string? maybe, CancellationToken stop)
    {
        // On a thread of its own: whoever types Ctrl-C while a pipe says nothing need not wait for it.
        var table = await RowBar.While(["Reading"], bars => Task.Run(
            () => TableFile.Read(parsed.GetValue(_file)!, columns, maybe, parsed.GetValue(_decimalComma), parsed.GetValue(_missing) ?? [], bars[0], stop), stop).WaitAsync(stop));
        Doubts =
        [
            .. table.Names.SelectMany(column => MissingCode.In(table, column).Select(code =>
                $"Column \"{column}\" holds {code.Text} in {Counted.Of(code.Rows, "row")}, far from all else there. If it stands for what is not known, say --missing={code.Text}")),
        ];
        Empty = [.. EmptyCells(table)];
        foreach (var doubt in Doubts)
        {
            Verb.Warn($"Note: {doubt}");
        }
        return table;
    }

    // How many rows an analysis leaves out for it, it says itself.
    private static IEnumerable<string> EmptyCells(Table table)
    {
        var found = table.Empty(table.Names);
        if (found.Count > 0)
        {
            yield return $"Empty cells: {string.Join(", ", found.Take(MostNamed).Select(one => $"\"{one.Column}\" {one.Rows} (first in row {one.First + 1})"))}"
                + (found.Count > MostNamed ? $" and {found.Count - MostNamed} more columns." : ".");
        }
    }
}
