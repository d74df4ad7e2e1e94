namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// Columns made orthogonal, each of mean square 1, and the triangle that leads back: old = new · R. Columns that depend on those before
/// them are left out, by the limit R's <c>lm</c> has (LINPACK's dqrdc2: less than 1e-7 of the column's length is left).
/// </summary>
/// <remarks>Gram–Schmidt, done twice: Björck, "Numerics of Gram–Schmidt orthogonalization", Linear Algebra Appl. 197 (1994), 297–316.</remarks>
internal sealed class OrthogonalColumns
{
    private const double Dependent = 1e-7;

    private OrthogonalColumns(List<ModelColumn> kept, List<string> dropped, double[][] columns, double[,] triangle)
    {
        Names = [.. kept.Select(one => one.Name)];
        Dropped = dropped;
        Columns = columns;
        Triangle = triangle;
    }

    /// <summary>Names of the columns kept, in their order.</summary>
    public string[] Names { get; }

    /// <summary>Names of the columns left out because those before them say the same.</summary>
    public List<string> Dropped { get; }

    /// <summary>The new columns, each of mean square 1 and orthogonal to the others.</summary>
    public double[][] Columns { get; }

    /// <summary>R, upper triangular: column j of the old is the sum of the new with weights R[i, j].</summary>
    public double[,] Triangle { get; }

    /// <summary>Makes columns orthogonal in their order; those that say nothing new are left out.</summary>
    public static OrthogonalColumns Of(List<ModelColumn> given)
    {
        var kept = new List<ModelColumn>();
        var dropped = new List<string>();
        var columns = new List<double[]>();
        var weights = new List<double[]>();
        foreach (var column in given)
        {
            var values = column.Values;
            var length = RootMeanSquare(values);
            var own = new double[given.Count];
            if (columns.Count == 0 && values.AsSpan().IndexOfAnyExcept(1d) < 0)
            {
                own[0] = 1;
                length = 1;
            }
            else
            {
                values = (double[])values.Clone();
                Subtract(values, columns, own);
                Subtract(values, columns, own);
                var left = RootMeanSquare(values);
                if (!(left > Dependent * length))
                {
                    dropped.Add(column.Name);
                    continue;
                }
                own[columns.Count] = left;
                for (var row = 0; row < values.Length; row++)
                {
                    values[row] /= left;
                }
            }
            kept.Add(column);
            columns.Add(values);
            weights.Add(own);
        }
        var triangle = new double[columns.Count, columns.Count];
        for (var j = 0; j < columns.Count; j++)
        {
            for (var i = 0; i <= j; i++)
            {
                triangle[i, j] = weights[j][i];
            }
        }
        return new OrthogonalColumns(kept, dropped, [.. columns], triangle);
    }

    /// <summary>Takes from values what the columns explain, and gives the weights it had.</summary>
    public double[] TakeFrom(double[] values)
    {
        var weights = new double[Columns.Length];
        Subtract(values, Columns, weights);
        Subtract(values, Columns, weights);
        return weights;
    }

    /// <summary>√(Σ x²/n) without overflow; 0 for no values.</summary>
    public static double RootMeanSquare(double[] values)
    {
        var largest = 0d;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }
        if (largest == 0 || values.Length == 0)
        {
            return 0;
        }
        var sum = 0d;
        foreach (var value in values)
        {
            sum += value / largest * (value / largest);
        }
        return largest * Math.Sqrt(sum / values.Length);
    }

    private static void Subtract(double[] values, IReadOnlyList<double[]> columns, double[] weights)
    {
        for (var j = 0; j < columns.Count; j++)
        {
            var column = columns[j];
            var dot = 0d;
            for (var row = 0; row < values.Length; row++)
            {
                dot += column[row] * values[row];
            }
            dot /= values.Length;
            weights[j] += dot;
            for (var row = 0; row < values.Length; row++)
            {
                values[row] -= dot * column[row];
            }
        }
    }
}
