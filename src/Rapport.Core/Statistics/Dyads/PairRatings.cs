using Rapport.Core.Statistics.Mixed;

namespace Rapport.Core.Statistics.Dyads;

/// <summary>Ratings of pairs by both sides, read from a table.</summary>
public sealed class PairRatings
{
    private readonly int[] codes;
    private readonly double[] client;
    private readonly double[] therapist;

    private PairRatings(int[] codes, double[] client, double[] therapist, int dropped, (int All, int Least, int Most) sessions)
    {
        Sessions = sessions.All;
        SessionsOfPair = (sessions.Least, sessions.Most);
        this.codes = codes;
        this.client = client;
        this.therapist = therapist;
        Dropped = dropped;
        Therapists = codes.Distinct().Count();
    }

    /// <summary>How many pairs have at least one rating.</summary>
    public int Pairs => codes.Length;

    /// <summary>How many rows with a rating there were: more than pairs where a pair has rated several times.</summary>
    public int Sessions { get; }

    /// <summary>How many of these rows the pair with the fewest has, and that with the most.</summary>
    public (int Least, int Most) SessionsOfPair { get; }

    /// <summary>How many therapists there are.</summary>
    public int Therapists { get; }

    /// <summary>How many pairs have one rating only.</summary>
    public int Incomplete => Pairs - Complete.Count();

    /// <summary>How many rows were left out: no therapist named, or no rating at all.</summary>
    public int Dropped { get; }

    /// <summary>How many ratings each side has given.</summary>
    internal (int Client, int Therapist) Count => (client.Count(one => !double.IsNaN(one)), therapist.Count(one => !double.IsNaN(one)));

    private IEnumerable<(int Code, double Client, double Therapist)> Complete =>
        Enumerable.Range(0, codes.Length).Where(row => !double.IsNaN(client[row]) && !double.IsNaN(therapist[row]))
            .Select(row => (codes[row], client[row], therapist[row]));

    /// <summary>Reads the ratings.</summary>
    /// <param name="table">One row a pair; or, where the clients are named, a row for each time that a pair has rated.</param>
    /// <param name="therapistColumn">Who the therapist is.</param>
    /// <param name="clientRating">The client's rating.</param>
    /// <param name="therapistRating">The therapist's rating.</param>
    /// <param name="clientColumn">
    /// Who the client is: of a client who stands in several rows of one therapist each side's ratings are averaged. Null where each row is
    /// a pair, as is a row with no client named.
    /// </param>
    /// <exception cref="TableException">A column is not there, or holds text where a number must stand.</exception>
    /// <exception cref="MixedModelException">There are fewer than two therapists, no complete pair, or no therapist with two pairs.</exception>
    public static PairRatings Of(
        Table table, string therapistColumn = "therapist", string clientRating = "client_rating", string therapistRating = "therapist_rating",
        string? clientColumn = null)
    {
        var factor = table.Levels(therapistColumn);
        var (client, therapist) = (table.Numbers(clientRating), table.Numbers(therapistRating));
        int[] kept =
        [
            .. Enumerable.Range(0, table.Rows).Where(row => factor.Codes[row] >= 0 && !(double.IsNaN(client[row]) && double.IsNaN(therapist[row]))),
        ];
        var clients = clientColumn is null ? null : table.Levels(clientColumn).Codes;
        // Whoever is not named is nobody's client of before.
        int[][] pairs = [.. kept.GroupBy(row => (factor.Codes[row], clients is null || clients[row] < 0 ? -1 - row : clients[row])).Select(rows => rows.ToArray())];
        var ratings = new PairRatings(
            Array.ConvertAll(pairs, rows => factor.Codes[rows[0]]), Array.ConvertAll(pairs, rows => Mean(client, rows)),
            Array.ConvertAll(pairs, rows => Mean(therapist, rows)), table.Rows - kept.Length,
            (kept.Length, pairs.Select(rows => rows.Length).DefaultIfEmpty().Min(), pairs.Select(rows => rows.Length).DefaultIfEmpty().Max()));
        if (ratings.Therapists < 2)
        {
            throw new MixedModelException(
                $"There is {(ratings.Therapists == 0 ? "no pair with a rating" : "one therapist")} in \"{therapistColumn}\": at least two are needed to tell therapist and pair apart.");
        }
        if (ratings.Complete.GroupBy(pair => pair.Code).All(pairs => pairs.Count() < 2))
        {
            throw new MixedModelException("No therapist has two pairs that both sides have rated: therapist and pair cannot be told apart.");
        }
        ratings.Require(client, "clients'", clientRating);
        ratings.Require(therapist, "therapists'", therapistRating);
        return ratings;
    }

    /// <summary>Correlations and difference of the ratings as they stand, complete pairs alone.</summary>
    public PairDescription Describe()
    {
        var pairs = Complete.ToList();
        var means = (Client: pairs.Average(pair => pair.Client), Therapist: pairs.Average(pair => pair.Therapist));
        var own = pairs.GroupBy(pair => pair.Code)
            .ToDictionary(group => group.Key, group => (Client: group.Average(pair => pair.Client), Therapist: group.Average(pair => pair.Therapist)));
        return new PairDescription(
            Correlation(pairs.Select(pair => (pair.Client - means.Client, pair.Therapist - means.Therapist))),
            Correlation(pairs.Select(pair => (pair.Client - own[pair.Code].Client, pair.Therapist - own[pair.Code].Therapist))),
            means.Client - means.Therapist);
    }

    /// <summary>
    /// Truth and bias: West and Kenny, "The truth and bias model of judgment", Psychological Review 118 (2011), 357–378. The therapist's
    /// rating less the mean of the clients' ratings, on the client's rating less that mean, with therapists differing at random.
    /// </summary>
    /// <param name="reml">By restricted maximum likelihood, or by maximum likelihood.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>First bias (the intercept), then truth (the slope); none where the ratings allow no such fit, as where both sides always rate alike.</returns>
    public IReadOnlyList<FixedEffect> TruthAndBias(bool reml = true, CancellationToken stop = default)
    {
        var pairs = Complete.ToList();
        var mean = pairs.Average(pair => pair.Client);
        static string Text(double number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var table = new Table(
            ["therapist", "truth", "judgement"],
            [
                [.. pairs.Select(pair => Text(pair.Code))],
                [.. pairs.Select(pair => Text(pair.Client - mean))],
                [.. pairs.Select(pair => Text(pair.Therapist - mean))],
            ]);
        try
        {
            return MixedModel.Of(table, Formula.Parse("judgement ~ truth + (1|therapist)"), stop).Fit(reml).FixedEffects is { Count: 2 } both ? both : [];
        }
        catch (MixedModelException)
        {
            return [];
        }
    }

    /// <summary>The likelihood of the ratings, each side less its mean and divided by its standard deviation.</summary>
    internal (PairLikelihood Likelihood, (double Client, double Therapist) Centre, (double Client, double Therapist) Scale) Likelihood()
    {
        var centre = (Client: client.Where(double.IsFinite).Average(), Therapist: therapist.Where(double.IsFinite).Average());
        var scale = (
            Client: Math.Sqrt(client.Where(double.IsFinite).Average(one => (one - centre.Client) * (one - centre.Client))),
            Therapist: Math.Sqrt(therapist.Where(double.IsFinite).Average(one => (one - centre.Therapist) * (one - centre.Therapist))));
        if (!(scale.Client > 1e-12 * Math.Abs(centre.Client)) || !(scale.Therapist > 1e-12 * Math.Abs(centre.Therapist)))
        {
            throw new MixedModelException(
                $"The {(scale.Client > scale.Therapist ? "therapists'" : "clients'")} ratings are all the same: there is no variance to take apart.");
        }
        var sums = new Dictionary<int, PairSums>();
        var products = default(Two);
        var alone = (Client: 0d, Therapist: 0d);
        for (var row = 0; row < codes.Length; row++)
        {
            var (c, t) = ((client[row] - centre.Client) / scale.Client, (therapist[row] - centre.Therapist) / scale.Therapist);
            if (!sums.TryGetValue(codes[row], out var own))
            {
                sums.Add(codes[row], own = new PairSums());
            }
            own.Add(c, t);
            if (double.IsNaN(c))
            {
                alone.Therapist += t * t;
            }
            else if (double.IsNaN(t))
            {
                alone.Client += c * c;
            }
            else
            {
                products += new Two(c * c, c * t, t * t);
            }
        }
        return (new PairLikelihood([.. sums.Values], products, alone), centre, scale);
    }

    // Of a side that one therapist alone has rated, or that never varies within a therapist, nothing tells therapist and pair apart.
    private void Require(double[] ratings, string whose, string column)
    {
        var own = Enumerable.Range(0, codes.Length).Where(row => !double.IsNaN(ratings[row])).GroupBy(row => codes[row], row => ratings[row]).ToList();
        if (own.Count < 2)
        {
            throw new MixedModelException(
                $"The {whose} ratings (\"{column}\") are of {(own.Count == 0 ? "no therapist" : "one therapist only")}: two or more are needed to tell therapist and pair apart.");
        }
        var within = own.Sum(one => one.Sum(rating => (rating - one.Average()) * (rating - one.Average())));
        var largest = own.Max(one => one.Max(Math.Abs));
        // Where a side has rated all alike, that is told in its own words.
        if (own.SelectMany(one => one).Distinct().Count() > 1 && !(within > 1e-20 * largest * largest))
        {
            throw new MixedModelException($"Within therapists the {whose} ratings (\"{column}\") do not vary: there is nothing to compare.");
        }
    }

    private static double Mean(double[] of, int[] rows) =>
        rows.Length == 1 ? of[rows[0]] : rows.Select(row => of[row]).Where(rating => !double.IsNaN(rating)).DefaultIfEmpty(double.NaN).Average();

    private static double Correlation(IEnumerable<(double X, double Y)> centred)
    {
        var (xx, xy, yy) = (0d, 0d, 0d);
        foreach (var (x, y) in centred)
        {
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        return xy / Math.Sqrt(xx * yy);
    }
}

/// <summary>Ratings of complete pairs as they stand.</summary>
/// <param name="Pearson">The correlation of the two sides over all pairs, −1 to 1.</param>
/// <param name="WithinTherapists">The correlation of what is above or below the therapist's mean on each side, −1 to 1.</param>
/// <param name="ClientMinusTherapist">The clients' mean less the therapists'.</param>
public sealed record PairDescription(double Pearson, double WithinTherapists, double ClientMinusTherapist);
