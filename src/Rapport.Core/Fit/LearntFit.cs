namespace Rapport.Core.Fit;

/// <summary>
/// All that an order by fit, its reasons and what is said of them stand on, as it is kept from one release to the next.
/// </summary>
public sealed record LearntFit
{
    private const double TwoSided = 1.96;
    private const double Largest = 100;

    // Digits that are kept; a standard error of .02 to .05 is a square of .0004 to .0025.
    private const int Hundredths = 2;
    private const int OfVariances = 3;
    private const int OfCovariances = 4;

    /// <summary>The constants in force.</summary>
    public required FitScale Scale { get; init; }

    /// <summary>b̂ of each axis, in points.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>The same as an order and its reasons use them (<see cref="FitOrder.Weight"/>).</summary>
    public IReadOnlyList<double> WeightsInOrder => [.. Weights.Select(FitOrder.Weight)];

    /// <summary>b̂ of a wish for who the therapist is, in points.</summary>
    public required double IdentityWeight { get; init; }

    /// <summary>The covariance of the axes' weights, row by row.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Covariance { get; init; }

    /// <summary>τ², in squared points.</summary>
    public required double TherapistVariance { get; init; }

    /// <summary>How many pairs were learnt from.</summary>
    public int Pairs { get; init; }

    /// <summary>How many check-ins of theirs; those that stand for leaving early count.</summary>
    public int CheckIns { get; init; }

    /// <summary>Whether it depends on its pairs alone, and no more on the order in which they came (<see cref="FitLearning.Settle"/>).</summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>Whether the therapists' own parts may decide an order.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How well pairs were predicted before they were learnt from.</summary>
    public FitForecast Forecast { get; init; } = FitForecast.None;

    /// <summary>How many therapists have a counted pair.</summary>
    public int Therapists { get; init; }

    /// <summary>How many of them have <see cref="TherapistParts.ClientsEach"/> or more.</summary>
    public int TherapistsWithSeveral { get; init; }

    /// <summary>
    /// By id from the lowest: of each therapist with a counted pair, as it was found; after <see cref="Following"/> only what may be told.
    /// </summary>
    public IReadOnlyList<OwnPart> Parts { get; init; } = [];

    /// <summary>How many of the parts are as an earlier release told them.</summary>
    public int PartsFromEarlier { get; init; }

    /// <summary>What stands before anything is learnt.</summary>
    /// <param name="scale">The constants.</param>
    public static LearntFit Start(FitScale scale) => new()
    {
        Scale = scale,
        Weights = [.. Enumerable.Repeat(FitPrior.StartWeight, StyleAxes.Count)],
        IdentityWeight = FitPrior.StartWeight,
        Covariance = [.. Enumerable.Range(0, StyleAxes.Count).Select(axis =>
            (double[])[.. Enumerable.Range(0, StyleAxes.Count).Select(other => axis == other ? FitPrior.WeightSd * FitPrior.WeightSd : 0)])],
        TherapistVariance = FitPrior.StartTherapistVariance,
    };

    /// <summary>What a learning run came to. Each therapist's part stands as it was found: <see cref="Following"/> says what of it may be told.</summary>
    /// <param name="scale">The constants that its pairs' features were worked out with.</param>
    /// <param name="learning">The run, settled.</param>
    /// <param name="checkIns">How many check-ins its pairs have.</param>
    /// <param name="therapists">By number, from 0, their ids.</param>
    public static LearntFit Of(FitScale scale, FitLearning learning, int checkIns, IReadOnlyList<long> therapists)
    {
        ArgumentNullException.ThrowIfNull(learning);
        ArgumentNullException.ThrowIfNull(therapists);
        var posterior = learning.Posterior;
        int[] match = [.. Enumerable.Range(FitFeatures.Match, StyleAxes.Count)];
        return new LearntFit
        {
            Scale = scale,
            Weights = [.. match.Select(at => posterior.Mean[at])],
            IdentityWeight = posterior.Mean[FitFeatures.Identity],
            Covariance = [.. match.Select(at => (double[])[.. match.Select(other => posterior.Covariance(at, other))])],
            TherapistVariance = posterior.TherapistVariance,
            Pairs = learning.Pairs,
            CheckIns = checkIns,
            IsOpen = learning.Parts.IsOpen,
            Forecast = FitForecast.Of(learning),
            Therapists = therapists.Count,
            TherapistsWithSeveral = therapists.Index().Count(one => learning.Parts.Counted(one.Index) >= TherapistParts.ClientsEach),
            Parts = [.. therapists.Select((id, therapist) => new OwnPart(
                id, learning.Parts.Counted(therapist), posterior.TherapistMean(therapist), posterior.TherapistVarianceOf(therapist),
                [.. match.Select(at => posterior.CovarianceWithTherapist(at, therapist))])).OrderBy(part => part.Id)],
        };
    }

    /// <summary>
    /// What of it may be kept: the therapists' parts that may be told after what was told before, each as the group that an order uses, and all
    /// numbers in steps that one client's answers seldom move.
    /// </summary>
    /// <param name="released">All that were ever in force, the oldest first.</param>
    public LearntFit Following(IReadOnlyList<LearntFit> released)
    {
        var before = released.SelectMany(one => one.Parts).ToLookup(part => part.Id);
        // In the steps that it is kept in: a part may take it over.
        var spread = Math.Round(TherapistVariance, OfVariances);
        var told = Parts.Select(part => (Found: part, Earlier: part.Earlier(before[part.Id], spread)))
            .Where(part => part.Earlier is not null || !OwnPart.IsNear(0, part.Found.Clients)).ToList();
        return this with
        {
            Scale = Scale with { ClientMeans = [.. Scale.ClientMeans.Select(mean => Math.Round(mean, Hundredths))], ClientSd = Math.Round(Scale.ClientSd, Hundredths) },
            Weights = [.. Weights.Select(FitOrder.Kept)],
            IdentityWeight = FitOrder.Kept(IdentityWeight),
            Covariance = [.. Covariance.Select(row => (double[])[.. row.Select(one => Math.Round(one, OfCovariances))])],
            TherapistVariance = spread,
            Forecast = Forecast.Rounded(),
            Parts = [.. told.Select(part => part.Earlier ?? Rounded(part.Found))],
            PartsFromEarlier = told.Count(part => part.Earlier is not null),
        };
    }

    /// <summary>Whether all numbers are there and are numbers: one that was damaged where it is kept must not put anybody in order.</summary>
    public bool IsWhole =>
        Weights.Count == StyleAxes.Count && Covariance.Count == StyleAxes.Count && Covariance.All(row => row.Count == StyleAxes.Count)
        && Scale.ClientMeans.Count == StyleAxes.Count && Scale.TherapistMeans.Count == StyleAxes.Count
        && Scale is { ClientSd: > 0, TherapistSd: > 0, LengthLimit: >= 0, ClientReliability: > 0 and <= 1, TherapistReliability: > 0 and <= 1 } && TherapistVariance is > 0 and < Largest
        && Weights.Append(IdentityWeight).Concat(Covariance.SelectMany(row => row)).Concat(Scale.ClientMeans).Concat(Scale.TherapistMeans).All(IsNumber)
        && Parts.All(part => part.Covariances.Count == StyleAxes.Count && part.Covariances.Append(part.Used).All(IsNumber) && part.Variance > 0);

    /// <summary>C, the limit of <see cref="OwnOf"/>, in points.</summary>
    public double Limit => TherapistParts.LimitOf(Scale);

    /// <summary>
    /// g for a client who has told a wish: what of a therapist's own part decides an order, in points: −C, 0 or C (<see cref="TherapistParts.GroupOf"/>);
    /// 0 while the gate is shut.
    /// </summary>
    /// <param name="id">The therapist's.</param>
    public double OwnOf(long id) => IsOpen && PartOf(id) is { } part ? TherapistParts.GroupOf(part.Used, Limit) : 0;

    /// <summary>The standard error of an axis's weight, in points.</summary>
    /// <param name="axis">From 0.</param>
    public double WeightError(int axis) => Math.Sqrt(Covariance[axis][axis]);

    /// <summary>Whether the 95 % interval of an axis's weight leaves 0 out: before that it is no finding, nor is it where scores are not spread as the model takes them to be.</summary>
    /// <param name="axis">From 0.</param>
    public bool IsToldFromZero(int axis) => Pairs > 0 && Forecast.HasUsualSpread && Math.Abs(Weights[axis]) > TwoSided * WeightError(axis);

    /// <summary>How much is known of what a pair differs by from the usual one.</summary>
    /// <param name="preferences">The client's.</param>
    /// <param name="style">The therapist's.</param>
    /// <param name="id">The therapist's.</param>
    public HowSure SureOf(Preferences preferences, Style style, long id)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        ArgumentNullException.ThrowIfNull(style);
        var answers = HowSure.AnswersVariance(Scale, preferences, style);
        // What decides nothing makes nobody surer.
        var (x, part) = (MatchFeatures(preferences, style), IsOpen ? PartOf(id) : null);
        var (before, after) = (TherapistVariance + answers, Math.Min(part?.Variance ?? TherapistVariance, TherapistVariance) + answers);
        for (var axis = 0; axis < x.Length; axis++)
        {
            before += x[axis] * x[axis] * FitPrior.WeightSd * FitPrior.WeightSd;
            after += 2 * x[axis] * (part?.Covariances[axis] ?? 0);
            for (var other = 0; other < x.Length; other++)
            {
                after += x[axis] * x[other] * Covariance[axis][other];
            }
        }

        // Parts are as they were told, weights as they are now: both together may come below what the answers leave open.
        return new HowSure(before, Math.Max(after, answers));
    }

    /// <summary>
    /// The chance that a client like this one gets on better with one therapist than with another (<see cref="Odds"/>); null before enough
    /// pairs were predicted.
    /// </summary>
    /// <param name="preferences">The client's.</param>
    /// <param name="style">The one's.</param>
    /// <param name="id">The one's.</param>
    /// <param name="other">The other's style.</param>
    /// <param name="otherId">The other's.</param>
    public double? OddsOf(Preferences preferences, Style style, long id, Style other, long otherId)
    {
        return Forecast is { ClaimedMatch: { } match, ClaimedOwn: { } own } ? Guess(preferences, (style, id), (other, otherId), match, own).Chance : null;
    }

    /// <summary>
    /// How a pair should compare with the middle of a list, by the same measure as <see cref="OddsOf"/>. Before enough pairs were predicted all of
    /// the difference counts, as studies let expect it: beside it stands that this is known from answers alone.
    /// </summary>
    /// <inheritdoc cref="OddsOf" path="/param"/>
    public FitGuess GuessOf(Preferences preferences, Style style, long id, Style other, long otherId)
    {
        ArgumentNullException.ThrowIfNull(preferences);
        return Guess(preferences, (style, id), (other, otherId), Forecast.ClaimedMatch ?? 1, Forecast.ClaimedOwn ?? 1);
    }

    /// <summary>Whether how people got on with a therapist is known well enough to be told and used.</summary>
    /// <param name="id">The therapist's.</param>
    public bool KnowsOwnOf(long id) => IsOpen && PartOf(id) is { } part && part.Variance < TherapistVariance;

    // Scores go from 1 to 7: nothing that is learnt of them comes near to this.
    private static bool IsNumber(double number) => Math.Abs(number) < Largest;

    private OwnPart Rounded(OwnPart part) => part with
    {
        Clients = part.ClientsKept,
        Used = TherapistParts.GroupOf(part.Used, Limit),
        Variance = Math.Round(part.Variance, OfVariances),
        Covariances = [.. part.Covariances.Select(one => Math.Round(one, OfVariances))],
    };

    private FitGuess Guess(Preferences preferences, (Style Style, long Id) one, (Style Style, long Id) other, double match, double own) => Odds.Of(
        MatchOf(preferences, one.Style) - MatchOf(preferences, other.Style), preferences.IsEmpty ? 0 : OwnOf(one.Id) - OwnOf(other.Id), match, own,
        SureOf(preferences, one.Style, one.Id).PosteriorVariance + SureOf(preferences, other.Style, other.Id).PosteriorVariance);

    private double MatchOf(Preferences preferences, Style style) => MatchFeatures(preferences, style).Zip(WeightsInOrder, (x, weight) => x * weight).Sum();

    private double[] MatchFeatures(Preferences preferences, Style style)
    {
        var (ways, features) = (new double[StyleAxes.Count], new double[FitFeatures.Count]);
        Scale.Ways(style, ways);
        FitFeatures.Fill(Scale, preferences, ways, meetsIdentity: false, features);
        return features[FitFeatures.Match..FitFeatures.Identity];
    }

    private OwnPart? PartOf(long id)
    {
        var (from, to) = (0, Parts.Count);
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            (from, to) = Parts[middle].Id < id ? (middle + 1, to) : (from, middle);
        }

        return from < Parts.Count && Parts[from].Id == id ? Parts[from] : null;
    }
}
