namespace Rapport.Core.Statistics.Mixed;

/// <summary>Matrices of a handful of rows, where a library's call costs more than the sum.</summary>
internal static class SmallMatrix
{
    /// <summary>The inverse of an upper triangle.</summary>
    public static double[,] InverseUpper(double[,] upper)
    {
        var size = upper.GetLength(0);
        var inverse = new double[size, size];
        for (var column = 0; column < size; column++)
        {
            for (var i = column; i >= 0; i--)
            {
                var sum = i == column ? 1d : 0;
                for (var k = i + 1; k <= column; k++)
                {
                    sum -= upper[i, k] * inverse[k, column];
                }
                inverse[i, column] = sum / upper[i, i];
            }
        }
        return inverse;
    }

    /// <summary>The product of two matrices.</summary>
    public static double[,] Product(double[,] left, double[,] right)
    {
        var product = new double[left.GetLength(0), right.GetLength(1)];
        for (var i = 0; i < product.GetLength(0); i++)
        {
            for (var j = 0; j < product.GetLength(1); j++)
            {
                for (var k = 0; k < left.GetLength(1); k++)
                {
                    product[i, j] += left[i, k] * right[k, j];
                }
            }
        }
        return product;
    }

    /// <summary>A times its transpose.</summary>
    public static double[,] Square(double[,] root)
    {
        var size = root.GetLength(0);
        var square = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < root.GetLength(1); k++)
                {
                    square[i, j] += root[i, k] * root[j, k];
                }
            }
        }
        return square;
    }

    /// <summary>A lower triangle whose square is the given matrix, which may be singular: what is 0 stays 0.</summary>
    public static double[,] LowerRoot(double[,] square)
    {
        var size = square.GetLength(0);
        var root = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var sum = square[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= root[i, k] * root[j, k];
                }
                if (i == j)
                {
                    root[j, j] = sum > 1e-14 * square[j, j] ? Math.Sqrt(sum) : 0;
                }
                else
                {
                    root[i, j] = root[j, j] > 0 ? sum / root[j, j] : 0;
                }
            }
        }
        return root;
    }

    /// <summary>Solves a positive definite system; false where it is not positive definite.</summary>
    public static bool TrySolvePositive(double[,] matrix, double[] right, out double[] solution)
    {
        var size = right.Length;
        solution = (double[])right.Clone();
        var root = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= root[i, k] * root[j, k];
                }
                if (i == j && !(sum > 1e-12 * Math.Abs(matrix[j, j])))
                {
                    return false;
                }
                root[i, j] = i == j ? Math.Sqrt(sum) : sum / root[j, j];
            }
        }
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                solution[i] -= root[i, k] * solution[k];
            }
            solution[i] /= root[i, i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                solution[i] -= root[k, i] * solution[k];
            }
            solution[i] /= root[i, i];
        }
        return true;
    }
}
