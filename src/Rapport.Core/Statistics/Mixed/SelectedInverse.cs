namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// (Λ'Z'ZΛ + I)⁻¹ where L is not zero, without the rest of it: Takahashi, Fagan and Chin (1973); Erisman and Tinney, "On computing certain
/// elements of the inverse of a sparse matrix", Communications of the ACM 18 (1975), 177–179.
/// </summary>
internal sealed class SelectedInverse
{
    private readonly FactorPattern pattern;
    private readonly double[] diagonal;
    private readonly double[] below;

    /// <param name="factor">Of the Λ that it is asked for.</param>
    /// <param name="stop">Ends it.</param>
    public SelectedInverse(SparseFactor factor, CancellationToken stop)
    {
        pattern = factor.Pattern;
        diagonal = new double[factor.Diagonal.Length];
        below = new double[factor.Values.LongLength];
        var place = new long[diagonal.Length];
        var sums = new double[diagonal.Length];
        Array.Fill(place, -1);
        for (var column = diagonal.Length - 1; column >= 0; column--)
        {
            if ((column & 15) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }
            Fill(factor, column, place, sums);
        }
    }

    /// <summary>The element of a row and a column, both of one group.</summary>
    public double this[int row, int column]
    {
        get
        {
            if (row == column)
            {
                return diagonal[row];
            }
            var (low, high) = row < column ? (row, column) : (column, row);
            var start = pattern.ColumnStart[low];
            var at = Array.BinarySearch(pattern.ColumnRows, (int)start, (int)(pattern.ColumnStart[low + 1] - start), high);
            return below[at];
        }
    }

    private void Fill(SparseFactor factor, int column, long[] place, double[] sums)
    {
        var (start, end) = (pattern.ColumnStart[column], pattern.ColumnStart[column + 1]);
        var rows = pattern.ColumnRows;
        var pivot = factor.Diagonal[column];
        for (var at = start; at < end; at++)
        {
            place[rows[at]] = at;
            sums[rows[at]] = 0;
        }
        for (var at = start; at < end; at++)
        {
            var row = rows[at];
            sums[row] += diagonal[row] * factor.Values[at];
            for (var inner = pattern.ColumnStart[row]; inner < pattern.ColumnStart[row + 1]; inner++)
            {
                var other = rows[inner];
                if (place[other] >= 0)
                {
                    sums[row] += below[inner] * factor.Values[place[other]];
                    sums[other] += below[inner] * factor.Values[at];
                }
            }
        }
        var own = 1 / (pivot * pivot);
        for (var at = start; at < end; at++)
        {
            below[at] = -sums[rows[at]] / pivot;
            own -= below[at] * factor.Values[at] / pivot;
            place[rows[at]] = -1;
        }
        diagonal[column] = own;
    }
}
