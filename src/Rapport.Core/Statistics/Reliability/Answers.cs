namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// What people answered to the items of a scale, an answer each or none. Means, variances and covariances use whatever is
/// answered: covariances those people who answered both items.
/// </summary>
public sealed class Answers
{
    private readonly double[][] _items;

    /// <param name="names">The items' names.</param>
    /// <param name="items">For each item the answers of all people, in the same order; <see cref="double.NaN"/> where there is none.</param>
    /// <exception cref="TableException">There are fewer than two items, or two of them were never answered by three of the same people.</exception>
    /// <exception cref="ArgumentException">Names, items and answers do not go together.</exception>
    public Answers(IReadOnlyList<string> names, IReadOnlyList<double[]> items)
    {
        if (items.Count != names.Count || items.Any(item => item.Length != items[0].Length))
        {
            throw new ArgumentException("Each item needs a name, and an answer or none of each person.", nameof(items));
        }
        if (items.Count < 2)
        {
            throw new TableException("A scale needs two items or more: with one there is nothing to compare it with.");
        }
        Names = names;
        var asked = Enumerable.Range(0, items[0].Length).ToArray();
        Rows = asked.Length;
        // Whoever answered nothing says nothing about the scale.
        var answered = Array.FindAll(asked, row => items.Any(item => !double.IsNaN(item[row])));
        _items = [.. items.Select(item => Array.ConvertAll(answered, row => item[row]))];
        People = answered.Length;
        Complete = Enumerable.Range(0, People).Count(person => _items.All(item => !double.IsNaN(item[person])));
        Means = Array.ConvertAll(_items, item => item.Where(answer => !double.IsNaN(answer)).DefaultIfEmpty(double.NaN).Average());
        Covariances = new double[Items, Items];
        Correlations = new double[Items, Items];
        for (var i = 0; i < Items; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var (covariance, correlation) = Pair(i, j);
                Covariances[i, j] = Covariances[j, i] = covariance;
                Correlations[i, j] = Correlations[j, i] = i == j ? 1 : correlation;
            }
        }
    }

    /// <summary>The items' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many items there are, from 2.</summary>
    public int Items => _items.Length;

    /// <summary>The least answer to any item; NaN where there is none.</summary>
    public double Least => Given().DefaultIfEmpty(double.NaN).Min();

    /// <summary>The greatest answer to any item; NaN where there is none.</summary>
    public double Most => Given().DefaultIfEmpty(double.NaN).Max();

    /// <summary>How many people were asked, also those who answered nothing.</summary>
    public int Rows { get; }

    /// <summary>How many people answered at least one item.</summary>
    public int People { get; }

    /// <summary>How many people answered all items.</summary>
    public int Complete { get; }

    /// <summary>The mean of each item.</summary>
    public double[] Means { get; }

    /// <summary>Covariances, and variances on the diagonal, with n − 1 of those who answered both in the denominator.</summary>
    public double[,] Covariances { get; }

    /// <summary>Correlations, of those who answered both; <see cref="double.NaN"/> where one of the two did not vary.</summary>
    public double[,] Correlations { get; }

    /// <summary>The answer of a person who answered anything to an item; <see cref="double.NaN"/> where there is none.</summary>
    /// <param name="item">The item, from 0.</param>
    /// <param name="person">The person, from 0 and below <see cref="People"/>.</param>
    public double this[int item, int person] => _items[item][person];

    /// <summary>How many people answered an item.</summary>
    /// <param name="item">The item, from 0.</param>
    public int Given(int item) => _items[item].Count(answer => !double.IsNaN(answer));

    /// <summary>An item's standard deviation, with n − 1 of those who answered it in the denominator.</summary>
    /// <param name="item">The item, from 0.</param>
    public double Sd(int item) => Math.Sqrt(Covariances[item, item]);

    /// <summary>Each person's mean of what was answered; <see cref="double.NaN"/> where that is too little.</summary>
    /// <param name="least">How many items must be answered, from 1.</param>
    public double[] Scores(int least)
    {
        var scores = new double[People];
        for (var person = 0; person < People; person++)
        {
            var given = _items.Select(item => item[person]).Where(answer => !double.IsNaN(answer)).ToList();
            scores[person] = given.Count >= least ? given.Average() : double.NaN;
        }
        return scores;
    }

    private (double Covariance, double Correlation) Pair(int i, int j)
    {
        var both = Enumerable.Range(0, People).Where(person => !double.IsNaN(_items[i][person]) && !double.IsNaN(_items[j][person])).ToList();
        if (People < 3)
        {
            throw new TableException($"Only {(People == 1 ? "one person has" : $"{People} people have")} answered: three or more are needed.");
        }
        if (both.Count < 3)
        {
            throw new TableException(i == j
                ? $"\"{Names[i]}\" was answered by fewer than three people; leave it out."
                : $"\"{Names[j]}\" and \"{Names[i]}\" were answered together by fewer than three people, so nothing is known of how they go together. Leave one out.");
        }
        var (meanI, meanJ) = (both.Average(person => _items[i][person]), both.Average(person => _items[j][person]));
        double products = 0, squaresI = 0, squaresJ = 0;
        foreach (var person in both)
        {
            var (awayI, awayJ) = (_items[i][person] - meanI, _items[j][person] - meanJ);
            products += awayI * awayJ;
            squaresI += awayI * awayI;
            squaresJ += awayJ * awayJ;
        }
        return (products / (both.Count - 1), products / Math.Sqrt(squaresI * squaresJ));
    }

    private IEnumerable<double> Given() => _items.SelectMany(item => item).Where(answer => !double.IsNaN(answer));
}
