namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// The three scales of one term's random effects: as made orthogonal (for fitting), as named (for reporting), and as named but each with
/// mean square 1 (for profiles, where a slope in milliseconds must not be a million times steeper than one in hours).
/// </summary>
internal sealed class RandomScale
{
    /// <param name="triangle">Upper triangular: the columns as named are the orthogonal ones times this.</param>
    public RandomScale(double[,] triangle)
    {
        var size = triangle.GetLength(0);
        ToNamed = SmallMatrix.InverseUpper(triangle);
        Units = new double[size];
        FromScaled = new double[size, size];
        for (var j = 0; j < size; j++)
        {
            for (var i = 0; i <= j; i++)
            {
                Units[j] += triangle[i, j] * triangle[i, j];
            }
            Units[j] = Math.Sqrt(Units[j]);
            for (var i = 0; i <= j; i++)
            {
                FromScaled[i, j] = triangle[i, j] / Units[j];
            }
        }
    }

    /// <summary>From effects as made orthogonal to effects as named.</summary>
    public double[,] ToNamed { get; }

    /// <summary>The root mean square of each column as named.</summary>
    public double[] Units { get; }

    /// <summary>From effects as named, in units, to effects as made orthogonal.</summary>
    public double[,] FromScaled { get; }

    /// <summary>The covariance of the effects as named, in units of σ², from Λ on the orthogonal scale.</summary>
    public double[,] Named(double[] lambda) =>
        SmallMatrix.Square(SmallMatrix.Product(ToNamed, RelativeFactors.Matrix(lambda, Units.Length)));

    /// <summary>The same, each effect in its units.</summary>
    public double[,] Scaled(double[] lambda)
    {
        var square = Named(lambda);
        for (var i = 0; i < Units.Length; i++)
        {
            for (var j = 0; j < Units.Length; j++)
            {
                square[i, j] *= Units[i] * Units[j];
            }
        }
        return square;
    }
}
