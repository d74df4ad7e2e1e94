namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// All that a fit needs of the rows, summed once: Z'Z in blocks of two groups each, Z'[X y], [X y]'[X y]. Nothing after this depends on
/// how many rows there are.
/// </summary>
/// <remarks>
/// A node is one group of one term; the terms come with most groups first, which lets the factorisation remove the largest factor
/// without filling anything in where factors are nested.
/// </remarks>
internal sealed class CrossProducts
{
    private readonly List<int> neighbours = [];
    private readonly List<int> blockStarts = [];
    private readonly List<double> blocks = [];

    /// <param name="terms">Most groups first.</param>
    /// <param name="columns">The columns of X, then y.</param>
    /// <param name="stop">Ends the summing.</param>
    public CrossProducts(IReadOnlyList<RandomTerm> terms, double[][] columns, CancellationToken stop)
    {
        Terms = terms;
        Width = columns.Length;
        NodeStart = new int[terms.Count + 1];
        ScalarStart = new int[terms.Count + 1];
        for (var k = 0; k < terms.Count; k++)
        {
            NodeStart[k + 1] = NodeStart[k] + terms[k].Levels.Length;
            ScalarStart[k + 1] = ScalarStart[k] + (terms[k].Levels.Length * terms[k].Width);
        }
        NeighbourStart = new int[NodeStart[^1] + 1];
        Right = new double[(long)ScalarStart[^1] * Width];
        Diagonals = new double[terms.Count][];
        Inner = new double[Width * Width];
        for (var i = 0; i < Width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Inner[(i * Width) + j] = Inner[(j * Width) + i] = Dot(columns[i], columns[j]);
            }
        }
        for (var k = 0; k < terms.Count; k++)
        {
            stop.ThrowIfCancellationRequested();
            SumOwn(k, columns);
            SumWithEarlier(k);
        }
        Neighbours = [.. neighbours];
        BlockStarts = [.. blockStarts];
        Blocks = [.. blocks];
    }

    /// <summary>The random parts, most groups first.</summary>
    public IReadOnlyList<RandomTerm> Terms { get; }

    /// <summary>How many columns X and y have together.</summary>
    public int Width { get; }

    /// <summary>The first node of each term, and the number of all.</summary>
    public int[] NodeStart { get; }

    /// <summary>The first scalar of each term, and the number of all.</summary>
    public int[] ScalarStart { get; }

    /// <summary>Z'[X y], row by row.</summary>
    public double[] Right { get; }

    /// <summary>[X y]'[X y].</summary>
    public double[] Inner { get; }

    /// <summary>For each term the block of each group with itself.</summary>
    public double[][] Diagonals { get; }

    /// <summary>Where the neighbours of a node begin in <see cref="Neighbours"/>.</summary>
    public int[] NeighbourStart { get; }

    /// <summary>Nodes of earlier terms that share rows with a node.</summary>
    public int[] Neighbours { get; }

    /// <summary>Where the block with a neighbour begins in <see cref="Blocks"/>.</summary>
    public int[] BlockStarts { get; }

    /// <summary>Blocks, rows the later node's effects, columns the neighbour's.</summary>
    public double[] Blocks { get; }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0d;
        for (var row = 0; row < one.Length; row++)
        {
            sum += one[row] * other[row];
        }
        return sum;
    }

    private void SumOwn(int k, double[][] columns)
    {
        var term = Terms[k];
        var width = term.Width;
        var own = Diagonals[k] = new double[term.Levels.Length * width * width];
        for (var c = 0; c < width; c++)
        {
            var effect = term.Effects.Columns[c];
            for (var d = 0; d < width; d++)
            {
                var other = term.Effects.Columns[d];
                for (var row = 0; row < term.Codes.Length; row++)
                {
                    own[(((term.Codes[row] * width) + c) * width) + d] += effect[row] * other[row];
                }
            }
            for (var j = 0; j < Width; j++)
            {
                var column = columns[j];
                for (var row = 0; row < term.Codes.Length; row++)
                {
                    Right[((ScalarStart[k] + (term.Codes[row] * width) + c) * Width) + j] += effect[row] * column[row];
                }
            }
        }
    }

    private void SumWithEarlier(int k)
    {
        var term = Terms[k];
        var start = new int[term.Levels.Length + 1];
        foreach (var code in term.Codes)
        {
            start[code + 1]++;
        }
        for (var level = 0; level < term.Levels.Length; level++)
        {
            start[level + 1] += start[level];
        }
        var rows = new int[term.Codes.Length];
        var next = start[..^1];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[next[term.Codes[row]]++] = row;
        }
        // Which block a neighbour has for the present level.
        var place = new int[NodeStart[k]];
        for (var level = 0; level < term.Levels.Length; level++)
        {
            NeighbourStart[NodeStart[k] + level] = neighbours.Count;
            for (var earlier = 0; earlier < k; earlier++)
            {
                SumLevel(term, Terms[earlier], rows.AsSpan(start[level], start[level + 1] - start[level]), NodeStart[earlier], place);
            }
            for (var at = NeighbourStart[NodeStart[k] + level]; at < neighbours.Count; at++)
            {
                place[neighbours[at]] = 0;
            }
        }
        NeighbourStart[NodeStart[k + 1]] = neighbours.Count;
    }

    private void SumLevel(RandomTerm term, RandomTerm earlier, ReadOnlySpan<int> rows, int firstNode, int[] place)
    {
        foreach (var row in rows)
        {
            var node = firstNode + earlier.Codes[row];
            if (place[node] == 0)
            {
                neighbours.Add(node);
                blockStarts.Add(blocks.Count);
                place[node] = blocks.Count + 1;
                for (var fresh = 0; fresh < term.Width * earlier.Width; fresh++)
                {
                    blocks.Add(0);
                }
            }
            var at = place[node] - 1;
            foreach (var effect in term.Effects.Columns)
            {
                foreach (var other in earlier.Effects.Columns)
                {
                    blocks[at++] += effect[row] * other[row];
                }
            }
        }
    }
}
