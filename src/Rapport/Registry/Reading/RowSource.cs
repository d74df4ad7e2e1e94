using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry.Reading;

/// <summary>What made a row unusable: the position of the column, and why.</summary>
internal sealed record RowProblem(int Column, string Reason);

/// <summary>The current row, whose cells are taken one by one; the first that cannot be is remembered.</summary>
internal sealed class RowSource(
    CsvRows rows, NppesColumns columns, Npi npi, DateOnly date, DateOnly? reactivated)
{
    /// <summary>The registry's widest column takes 300 characters.</summary>
    public const int LongestCell = 300;

    // What the decoder puts where bytes are not UTF-8.
    private const char NotText = '\uFFFD';

    private static readonly string TooLong = $"longer than the {LongestCell} characters of the registry's widest column";

    public NppesColumns Columns => columns;

    public Npi Npi => npi;

    public DateOnly Date => date;

    public DateOnly? Reactivated => reactivated;

    public long Line => rows.Line;

    /// <summary>Null while every cell could be taken.</summary>
    public RowProblem? Problem { get; private set; }

    /// <summary>A cell as it stands, for looking only.</summary>
    public ReadOnlySpan<char> Raw(int column) => rows[column];

    /// <summary>A cell without blanks at its ends and without characters that steer a terminal or page; empty when it is blank.</summary>
    public string Text(int column)
    {
        var cell = rows[column].Trim();
        if (cell.IsEmpty)
        {
            return "";
        }
        if (cell.Length > LongestCell)
        {
            Fail(column, TooLong);
            return "";
        }
        if (cell.Contains(NotText))
        {
            Fail(column, "holds bytes that are not UTF-8 text");
            return "";
        }
        var text = PlainText.Clean(cell);
        if (text.Length > LongestCell)
        {
            // One sign may stand for a whole sentence.
            Fail(column, TooLong);
            return "";
        }
        return text;
    }

    public void Fail(int column, string reason) => Problem ??= new RowProblem(column, reason);
}
