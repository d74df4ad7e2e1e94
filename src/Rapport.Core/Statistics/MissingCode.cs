namespace Rapport.Core.Statistics;

/// <summary>A number that may stand for "not known", as −99 among answers from 1 to 7 does: reckoned with, it would decide all.</summary>
/// <param name="Text">As the table has it.</param>
/// <param name="Rows">How many rows have it.</param>
public sealed record MissingCode(string Text, int Rows)
{
    // What statistics packages and surveys write for it.
    private static readonly double[] Usual = [-9, -99, -98, -97, -96, -95, -999, -998, -997, -9999, -77, -88, -777, -888, 99, 999, 9999];

    // An answer to the same question lies nearer to the others than this many times their spread.
    private const double Far = 3;

    private const double MostAnswer = 10;
    private const int MostKinds = 1000;

    /// <summary>Such numbers, where all others lie close together far from them; none where the column holds text.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <exception cref="TableException">There is no such column.</exception>
    public static IReadOnlyList<MissingCode> In(Table table, string column)
    {
        if (!table.IsNumeric(column))
        {
            return [];
        }
        var counts = new Dictionary<double, (string Text, int Rows)>();
        var values = table.Numbers(column);
        for (var row = 0; row < values.Length && counts.Count <= MostKinds; row++)
        {
            if (!double.IsNaN(values[row]))
            {
                counts[values[row]] = counts.TryGetValue(values[row], out var known) ? known with { Rows = known.Rows + 1 } : (table.Cell(column, row).Trim(), 1);
            }
        }
        if (counts.Count > MostKinds)
        {
            // A measurement, not answers: no number in it is a code to be told.
            return [];
        }
        double[] others = [.. counts.Keys.Where(value => !Usual.Contains(value))];
        return [.. counts.Keys.Where(value => Usual.Contains(value) && IsFar(value)).Order().Select(value => new MissingCode(counts[value].Text, counts[value].Rows))];

        bool IsFar(double value) =>
            // Among answers from 0 or 1 upward nothing negative is an answer.
            (value < 0 && others.Length >= 3 && others.Min() >= 0 && others.Max() <= MostAnswer && Array.TrueForAll(others, other => other == Math.Floor(other)))
            || (others.Length >= 2 && Math.Min(Math.Abs(value - others.Min()), Math.Abs(value - others.Max())) > Far * (others.Max() - others.Min())
                && (value < others.Min() || value > others.Max()));
    }
}
