using System.Numerics;
using System.Runtime.InteropServices;

namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// The sparse Cholesky factor L of Λ'Z'ZΛ + I, and with it what penalised least squares asks for: W = L⁻¹Λ'Z'[X y] and
/// [X y]'[X y] − W'W. Bates et al. (2015), equations 18 to 33; row by row, as in Davis, "Direct Methods for Sparse Linear Systems" (2006),
/// chapter 4.
/// </summary>
internal sealed class SparseFactor
{
    private readonly CrossProducts products;
    private readonly FactorPattern pattern;
    private readonly double[] values;
    private readonly double[] diagonal;
    private readonly double[] solved;
    private readonly double[] work;
    private readonly long[] filled;
    private readonly double[] rightHand;

    /// <param name="products">The data, summed up; the pattern of L is found from them once.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="MixedModelException">L would have more entries than an array can hold.</exception>
    public SparseFactor(CrossProducts products, CancellationToken stop)
    {
        this.products = products;
        pattern = new FactorPattern(products, stop);
        var size = products.ScalarStart[^1];
        values = new double[pattern.ColumnRows.LongLength];
        diagonal = new double[size];
        solved = new double[products.Right.LongLength];
        work = new double[size];
        filled = new long[size];
        rightHand = new double[products.Width];
        Schur = new double[products.Inner.Length];
    }

    /// <summary>Where L is not zero.</summary>
    public FactorPattern Pattern => pattern;

    /// <summary>The diagonal of L.</summary>
    public double[] Diagonal => diagonal;

    /// <summary>L below the diagonal, column by column as <see cref="FactorPattern.ColumnRows"/>.</summary>
    public double[] Values => values;

    /// <summary>log |L|² of the last factorisation.</summary>
    public double LogDeterminant { get; private set; }

    /// <summary>[X y]'[X y] − W'W of the last factorisation.</summary>
    public double[] Schur { get; }

    /// <summary>Factorises anew.</summary>
    /// <param name="lambda">For each term Λ of one group, row by row.</param>
    /// <param name="stop">Ends it.</param>
    public void Factorise(double[][] lambda, CancellationToken stop)
    {
        Array.Copy(pattern.ColumnStart, filled, filled.Length);
        Array.Copy(products.Inner, Schur, Schur.Length);
        var sum = 0d;
        for (var k = 0; k < products.Terms.Count; k++)
        {
            var width = products.Terms[k].Width;
            for (var level = 0; level < products.Terms[k].Levels.Length; level++)
            {
                // What crossed factors fill in makes rows as long as there are groups: a look at each is nothing beside them.
                if ((level & 1023) == 0 || k > 0)
                {
                    stop.ThrowIfCancellationRequested();
                }
                for (var c = 0; c < width; c++)
                {
                    var row = products.ScalarStart[k] + (level * width) + c;
                    ScatterNeighbours(lambda, k, level, c);
                    var own = ScatterOwn(lambda[k], k, level, c);
                    SumRight(lambda[k], products.ScalarStart[k] + (level * width), width, c);
                    sum += Math.Log(Eliminate(row, own));
                }
            }
        }
        LogDeterminant = sum;
    }

    /// <summary>Solves L'x = W · weights, which for weights (−β, 1) gives the spherical random effects.</summary>
    public double[] BackSolve(double[] weights)
    {
        var x = new double[diagonal.Length];
        for (var column = x.Length - 1; column >= 0; column--)
        {
            var left = 0d;
            for (var j = 0; j < weights.Length; j++)
            {
                left += solved[((long)column * weights.Length) + j] * weights[j];
            }
            for (var at = pattern.ColumnStart[column]; at < pattern.ColumnStart[column + 1]; at++)
            {
                left -= values[at] * x[pattern.ColumnRows[at]];
            }
            x[column] = left / diagonal[column];
        }
        return x;
    }

    private void ScatterNeighbours(double[][] lambda, int k, int level, int c)
    {
        var node = products.NodeStart[k] + level;
        var width = products.Terms[k].Width;
        var own = lambda[k];
        var other = 0;
        for (var at = products.NeighbourStart[node]; at < products.NeighbourStart[node + 1]; at++)
        {
            var neighbour = products.Neighbours[at];
            // Neighbours come term by term.
            while (neighbour >= products.NodeStart[other + 1])
            {
                other++;
            }
            var otherWidth = products.Terms[other].Width;
            var column = products.ScalarStart[other] + ((neighbour - products.NodeStart[other]) * otherWidth);
            var block = products.BlockStarts[at];
            if (width == 1 && otherWidth == 1)
            {
                work[column] = own[0] * products.Blocks[block] * lambda[other][0];
                continue;
            }
            for (var d = 0; d < otherWidth; d++)
            {
                var sum = 0d;
                for (var i = 0; i < width; i++)
                {
                    var inner = 0d;
                    for (var j = 0; j < otherWidth; j++)
                    {
                        inner += products.Blocks[block + (i * otherWidth) + j] * lambda[other][(j * otherWidth) + d];
                    }
                    sum += own[(i * width) + c] * inner;
                }
                work[column + d] = sum;
            }
        }
    }

    private double ScatterOwn(double[] lambda, int k, int level, int c)
    {
        var width = products.Terms[k].Width;
        var first = products.ScalarStart[k] + (level * width);
        var block = level * width * width;
        var sum = 0d;
        for (var d = 0; d <= c; d++)
        {
            sum = 0;
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j < width; j++)
                {
                    sum += lambda[(i * width) + c] * products.Diagonals[k][block + (i * width) + j] * lambda[(j * width) + d];
                }
            }
            if (d < c)
            {
                work[first + d] = sum;
            }
        }
        return sum + 1;
    }

    private void SumRight(double[] lambda, int first, int width, int c)
    {
        var count = rightHand.Length;
        Array.Clear(rightHand);
        for (var i = 0; i < width; i++)
        {
            var weight = lambda[(i * width) + c];
            for (var j = 0; j < count; j++)
            {
                rightHand[j] += weight * products.Right[((long)(first + i) * count) + j];
            }
        }
    }

    // Fills row of L and of W, and gives the square of the diagonal.
    private double Eliminate(int row, double own)
    {
        var count = rightHand.Length;
        for (var at = pattern.RowStart[row]; at < pattern.RowStart[row + 1]; at++)
        {
            var column = pattern.RowColumns[at];
            var entry = work[column] / diagonal[column];
            work[column] = 0;
            var end = filled[column]++;
            TakeColumn(pattern.ColumnStart[column], end, entry);
            values[end] = entry;
            own -= entry * entry;
            for (var j = 0; j < count; j++)
            {
                rightHand[j] -= entry * solved[((long)column * count) + j];
            }
        }
        // Never below 1 but for rounding: what is added to I is a cross-product.
        own = Math.Max(own, 1);
        var root = diagonal[row] = Math.Sqrt(own);
        for (var j = 0; j < count; j++)
        {
            var w = solved[((long)row * count) + j] = rightHand[j] / root;
            for (var i = 0; i <= j; i++)
            {
                Schur[(j * count) + i] -= w * solved[((long)row * count) + i];
            }
        }
        return own;
    }

    // Takes what a column has so far, times an entry, from the row at work.
    private void TakeColumn(long start, long end, double entry)
    {
        var count = (int)(end - start);
        var rows = pattern.ColumnRows.AsSpan((int)start, count);
        var column = values.AsSpan((int)start, count);
        if (count > 2 * Vector<double>.Count && rows[^1] - rows[0] == count - 1)
        {
            // Rows without a gap, as in all that crossed factors fill in: several at once.
            var target = work.AsSpan(rows[0], count);
            var wide = MemoryMarshal.Cast<double, Vector<double>>(target);
            var others = MemoryMarshal.Cast<double, Vector<double>>(column);
            var factor = new Vector<double>(entry);
            for (var i = 0; i < wide.Length; i++)
            {
                wide[i] -= others[i] * factor;
            }
            for (var i = wide.Length * Vector<double>.Count; i < count; i++)
            {
                target[i] -= column[i] * entry;
            }
            return;
        }
        for (var i = 0; i < count; i++)
        {
            work[rows[i]] -= column[i] * entry;
        }
    }
}
