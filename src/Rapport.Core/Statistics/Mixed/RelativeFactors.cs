namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// Λ of all terms as a vector of free numbers: the lower triangles, column by column, term by term (θ of Bates et al. 2015, section 2.2),
/// on the scale of the effects as made orthogonal.
/// </summary>
internal static class RelativeFactors
{
    /// <summary>How many free numbers there are.</summary>
    public static int Count(IReadOnlyList<RandomTerm> terms) => terms.Sum(term => term.Width * (term.Width + 1) / 2);

    /// <summary>Where an optimiser begins: all variances as large as that of the residuals.</summary>
    public static double[] Start(IReadOnlyList<RandomTerm> terms)
    {
        var theta = new double[Count(terms)];
        foreach (var (_, _, column, row, at) in Places(terms))
        {
            theta[at] = row == column ? 1 : 0;
        }
        return theta;
    }

    /// <summary>Λ of each term, row by row.</summary>
    public static double[][] Of(double[] theta, IReadOnlyList<RandomTerm> terms)
    {
        var lambda = new double[terms.Count][];
        for (var k = 0; k < terms.Count; k++)
        {
            lambda[k] = new double[terms[k].Width * terms[k].Width];
        }
        foreach (var (k, width, column, row, at) in Places(terms))
        {
            lambda[k][(row * width) + column] = theta[at];
        }
        return lambda;
    }

    /// <summary>Each free number's place: term, its width, column, row, index.</summary>
    public static IEnumerable<(int Term, int Width, int Column, int Row, int At)> Places(IReadOnlyList<RandomTerm> terms)
    {
        var at = 0;
        for (var k = 0; k < terms.Count; k++)
        {
            for (var column = 0; column < terms[k].Width; column++)
            {
                for (var row = column; row < terms[k].Width; row++)
                {
                    yield return (k, terms[k].Width, column, row, at++);
                }
            }
        }
    }

    /// <summary>A square matrix row by row.</summary>
    public static double[] Flat(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var flat = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                flat[(i * size) + j] = matrix[i, j];
            }
        }
        return flat;
    }

    /// <summary>A square matrix from its rows.</summary>
    public static double[,] Matrix(double[] flat, int size)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                matrix[i, j] = flat[(i * size) + j];
            }
        }
        return matrix;
    }
}
