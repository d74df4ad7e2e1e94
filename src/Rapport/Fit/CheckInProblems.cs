using Rapport.Cli;
using Rapport.Core.Statistics;

namespace Rapport.Fit;

/// <summary>What is wrong with a table of check-ins: the first of it in words, the rest counted.</summary>
internal sealed class CheckInProblems
{
    private const int MostTold = 20;

    // Then the table is another one than was meant.
    private const int MostCounted = 1_000;

    private const int LongestCell = 40;

    private readonly List<string> _told = [];
    private int _all;

    public void Add(long row, string column, string problem)
    {
        _all++;
        if (_told.Count < MostTold)
        {
            _told.Add($"Row {row}, column \"{column}\": {problem}");
        }
        if (_all == MostCounted)
        {
            Check();
        }
    }

    /// <summary>A cell as a message may hold it.</summary>
    public static string Shown(ReadOnlySpan<char> cell) => cell.Length <= LongestCell ? $"\"{cell}\"" : $"\"{cell[..LongestCell]}…\"";

    /// <exception cref="TableException">Something was wrong.</exception>
    public void Check()
    {
        if (_all > 0)
        {
            throw new TableException(string.Join('\n', _told)
                + (_all > _told.Count ? $"\nAnd {(_all == MostCounted ? "at least " : "")}{Counted.Of(_all - _told.Count, "problem")} more." : "")
                + "\nRows are counted from 1 below the names of the columns. Nothing was learnt.");
        }
    }
}
