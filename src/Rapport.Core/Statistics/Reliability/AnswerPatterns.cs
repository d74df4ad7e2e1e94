using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Reliability;

/// <summary>People who answered the same items, summed up: all that a normal likelihood needs of them.</summary>
/// <param name="Items">Which items they answered, rising.</param>
/// <param name="People">How many they are, from 1.</param>
/// <param name="Means">Their means, by <paramref name="Items"/>.</param>
/// <param name="Spread">Their covariances with n in the denominator, by <paramref name="Items"/>.</param>
internal sealed record AnswerPattern(int[] Items, int People, Vector<double> Means, Matrix<double> Spread)
{
    /// <summary>Their log-likelihood under a normal distribution, and what its gradients are made of.</summary>
    /// <param name="means">Of all items.</param>
    /// <param name="covariances">Of all items.</param>
    /// <returns>Null where the covariances of these items are not positive definite.</returns>
    public (double LogLikelihood, Matrix<double> Inverse, Vector<double> Away)? Under(Vector<double> means, Matrix<double> covariances)
    {
        var own = Matrix<double>.Build.Dense(Items.Length, Items.Length, (i, j) => covariances[Items[i], Items[j]]);
        try
        {
            var factor = own.Cholesky();
            if (!double.IsFinite(factor.DeterminantLn))
            {
                return null;
            }
            var inverse = factor.Solve(Matrix<double>.Build.DenseIdentity(Items.Length));
            var away = Means - Vector<double>.Build.Dense(Items.Length, i => means[Items[i]]);
            var distance = Spread.PointwiseMultiply(inverse).Enumerate().Sum() + away.DotProduct(inverse * away);
            return (-0.5 * People * ((Items.Length * Math.Log(2 * Math.PI)) + factor.DeterminantLn + distance), inverse, away);
        }
        catch (ArgumentException)
        {
            // What the library says where it is not positive definite.
            return null;
        }
    }

    /// <summary>
    /// Everybody of a table, gathered by what they answered, in units of each item's standard deviation from its mean: numbers
    /// of any size then lose nothing.
    /// </summary>
    public static IReadOnlyList<AnswerPattern> Of(Answers answers)
    {
        var patterns = new List<AnswerPattern>();
        var everybody = Enumerable.Range(0, answers.People);
        foreach (var alike in everybody.GroupBy(person => string.Concat(Enumerable.Range(0, answers.Items).Select(item => double.IsNaN(answers[item, person]) ? '0' : '1')), StringComparer.Ordinal))
        {
            int[] items = [.. Enumerable.Range(0, answers.Items).Where(item => alike.Key[item] == '1')];
            int[] people = [.. alike];
            var given = Matrix<double>.Build.Dense(people.Length, items.Length, (person, item) =>
                (answers[items[item], people[person]] - answers.Means[items[item]]) / answers.Sd(items[item]));
            var means = given.ColumnSums() / people.Length;
            var away = Matrix<double>.Build.Dense(people.Length, items.Length, (person, item) => given[person, item] - means[item]);
            patterns.Add(new(items, people.Length, means, away.TransposeThisAndMultiply(away) / people.Length));
        }
        return patterns;
    }
}
