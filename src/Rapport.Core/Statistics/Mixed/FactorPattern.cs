namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// Where the Cholesky factor of Λ'Z'ZΛ + I is not zero; found once, since only Λ changes while a model is fitted. The elimination tree
/// and the rows come after Liu, "The role of elimination trees in sparse factorization", SIAM J. Matrix Anal. Appl. 11 (1990), 134–172.
/// </summary>
internal sealed class FactorPattern
{
    /// <param name="products">The data, summed up.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="MixedModelException">L would have more entries than an array can hold.</exception>
    public FactorPattern(CrossProducts products, CancellationToken stop)
    {
        var rows = NodeRows(products, stop);
        var size = products.ScalarStart[^1];
        RowStart = new long[size + 1];
        ColumnStart = new long[size + 1];
        RowColumns = Expand(products, rows);
        for (var row = 0; row < size; row++)
        {
            for (var at = RowStart[row]; at < RowStart[row + 1]; at++)
            {
                ColumnStart[RowColumns[at] + 1]++;
            }
        }
        for (var column = 0; column < size; column++)
        {
            ColumnStart[column + 1] += ColumnStart[column];
        }
        ColumnRows = new int[RowColumns.LongLength];
        var next = ColumnStart[..^1];
        for (var row = 0; row < size; row++)
        {
            for (var at = RowStart[row]; at < RowStart[row + 1]; at++)
            {
                ColumnRows[next[RowColumns[at]]++] = row;
            }
        }
    }

    /// <summary>Where each row begins in <see cref="RowColumns"/>.</summary>
    public long[] RowStart { get; }

    /// <summary>Columns left of the diagonal, rising within a row.</summary>
    public int[] RowColumns { get; }

    /// <summary>Where each column begins in <see cref="ColumnRows"/>.</summary>
    public long[] ColumnStart { get; }

    /// <summary>Rows below the diagonal, rising within a column.</summary>
    public int[] ColumnRows { get; }

    private static int[][] NodeRows(CrossProducts products, CancellationToken stop)
    {
        var nodes = products.NodeStart[^1];
        var parent = new int[nodes];
        var ancestor = new int[nodes];
        var mark = new int[nodes];
        Array.Fill(parent, -1);
        Array.Fill(ancestor, -1);
        Array.Fill(mark, -1);
        var rows = new int[nodes][];
        var reached = new List<int>();
        for (var node = 0; node < nodes; node++)
        {
            stop.ThrowIfCancellationRequested();
            for (var at = products.NeighbourStart[node]; at < products.NeighbourStart[node + 1]; at++)
            {
                for (var below = products.Neighbours[at]; below != -1 && below < node;)
                {
                    var up = ancestor[below];
                    ancestor[below] = node;
                    if (up == -1)
                    {
                        parent[below] = node;
                    }
                    below = up;
                }
            }
            reached.Clear();
            mark[node] = node;
            for (var at = products.NeighbourStart[node]; at < products.NeighbourStart[node + 1]; at++)
            {
                for (var below = products.Neighbours[at]; mark[below] != node; below = parent[below])
                {
                    mark[below] = node;
                    reached.Add(below);
                }
            }
            reached.Sort();
            rows[node] = reached.Count == 0 ? [] : [.. reached];
        }
        return rows;
    }

    private int[] Expand(CrossProducts products, int[][] rows)
    {
        var first = new int[rows.Length];
        var width = new int[rows.Length];
        for (var k = 0; k < products.Terms.Count; k++)
        {
            for (var node = products.NodeStart[k]; node < products.NodeStart[k + 1]; node++)
            {
                width[node] = products.Terms[k].Width;
                first[node] = products.ScalarStart[k] + ((node - products.NodeStart[k]) * width[node]);
            }
        }
        for (var node = 0; node < rows.Length; node++)
        {
            var before = 0L;
            foreach (var other in rows[node])
            {
                before += width[other];
            }
            for (var c = 0; c < width[node]; c++)
            {
                RowStart[first[node] + c + 1] = RowStart[first[node] + c] + before + c;
            }
        }
        if (RowStart[^1] > Array.MaxLength)
        {
            throw new MixedModelException(
                "The groups are crossed in so many ways that the model does not fit into memory. Leave out a random part, or fit a part of the data.");
        }
        var columns = new int[RowStart[^1]];
        for (var node = 0; node < rows.Length; node++)
        {
            for (var c = 0; c < width[node]; c++)
            {
                var at = RowStart[first[node] + c];
                foreach (var other in rows[node])
                {
                    for (var d = 0; d < width[other]; d++)
                    {
                        columns[at++] = first[other] + d;
                    }
                }
                for (var d = 0; d < c; d++)
                {
                    columns[at++] = first[node] + d;
                }
            }
        }
        return columns;
    }
}
