using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Reliability;

/// <summary>
/// How reliable the mean of several items is: alpha, omega, and what both mean for the score of one person. Omega total is
/// (Σλ)² / ((Σλ)² + Σψ) of one factor: McDonald, "Test Theory: A Unified Treatment" (1999), equation 6.20.
/// </summary>
public sealed record ScaleReliability
{
    // Nearer to 0 an item goes with nothing, which turning it round does not mend.
    private const double Against = -0.1;

    // Fewer say next to nothing of a reliability.
    private const int FewPeople = 30;

    /// <summary>The answers it was reckoned from.</summary>
    public required Answers Answers { get; init; }

    /// <summary>Alpha of the covariances.</summary>
    public required double Alpha { get; init; }

    /// <summary>Alpha of the correlations, as if all items varied alike; <see cref="double.NaN"/> where an item does not vary.</summary>
    public required double AlphaStandardised { get; init; }

    /// <summary>Feldt's 95 % interval for <see cref="Alpha"/>.</summary>
    public required (double Low, double High) AlphaInterval { get; init; }

    /// <summary>Alpha without each item in turn.</summary>
    public required double[] AlphaIfDropped { get; init; }

    /// <summary>Each item's correlation with the sum of the others.</summary>
    public required double[] ItemRest { get; init; }

    /// <summary>Omega total by maximum likelihood on covariances; null with fewer than three items or where no factor can be found.</summary>
    public required double? Omega { get; init; }

    /// <summary>The 95 % interval of <see cref="Omega"/>, within 0 and 1; null without it.</summary>
    public required (double Low, double High)? OmegaInterval { get; init; }

    /// <summary>Loadings in units of the items; empty without <see cref="Omega"/>.</summary>
    public required double[] Loadings { get; init; }

    /// <summary>Standard errors of the loadings; empty without <see cref="Omega"/>.</summary>
    public required double[] LoadingErrors { get; init; }

    /// <summary>Each item's variance that is its own; empty without <see cref="Omega"/>.</summary>
    public required double[] ResidualVariances { get; init; }

    /// <summary>How well one factor fits; null without <see cref="Omega"/>.</summary>
    public required FactorFit? Fit { get; init; }

    /// <summary>Omega total of the minimum-residual factor of the correlations; null with fewer than three items.</summary>
    public required double? OmegaMinres { get; init; }

    /// <summary>The standardised loadings of that factor; empty without it.</summary>
    public required double[] LoadingsMinres { get; init; }

    /// <summary>Omega total by maximum likelihood on the correlations of pairs; null with fewer than three items.</summary>
    public required double? OmegaCorrelations { get; init; }

    /// <summary>How many items must be answered for a score.</summary>
    public required int LeastAnswered { get; init; }

    /// <summary>How many people have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>Mean of the scores, in units of the items.</summary>
    public required double ScoreMean { get; init; }

    /// <summary>Standard deviation of the scores, n − 1.</summary>
    public required double ScoreSd { get; init; }

    /// <summary>Error and reliable change by alpha.</summary>
    public ReliableChange ChangeByAlpha => ReliableChange.Of(ScoreSd, Alpha);

    /// <summary>Error and reliable change by omega; null without it.</summary>
    public ReliableChange? ChangeByOmega => Omega is { } omega ? ReliableChange.Of(ScoreSd, omega) : null;

    /// <summary>What the reader must know beside the figures, in whole sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <param name="answers">Of two items or more.</param>
    /// <param name="leastAnswered">How many items must be answered for a score; null for two thirds of them, rounded up.</param>
    /// <param name="stop">Ends it.</param>
    public static ScaleReliability Of(Answers answers, int? leastAnswered = null, CancellationToken stop = default)
    {
        var notes = new List<string>();
        var least = leastAnswered ?? ((2 * answers.Items) + 2) / 3;
        var alpha = Reliability.Alpha.Of(answers.Covariances);
        double[] scores = [.. answers.Scores(least).Where(score => !double.IsNaN(score))];
        var itemRest = Reliability.Alpha.ItemRest(answers.Covariances);
        var constant = Constant(answers);
        var (factor, fit) = Factor(answers, constant, notes, stop);
        // Also where an item did not vary among those who answered another.
        var few = answers.Items < 3 || answers.Correlations.Cast<double>().Any(double.IsNaN);
        var minres = few ? [] : MinimumResidual.Loadings(answers.Correlations);
        Tell(answers, itemRest, constant, notes);
        return new()
        {
            Answers = answers,
            Alpha = alpha,
            AlphaStandardised = constant.Count > 0 ? double.NaN : Reliability.Alpha.Of(Reliability.Alpha.Standardised(answers.Covariances)),
            AlphaInterval = Reliability.Alpha.Interval(alpha, answers.Complete, answers.Items),
            AlphaIfDropped = Reliability.Alpha.IfDropped(answers.Covariances),
            ItemRest = itemRest,
            Omega = factor is null ? null : OmegaOf(factor.Loadings, factor.ResidualVariances),
            OmegaInterval = factor?.OmegaInterval(),
            Loadings = factor?.Loadings ?? [],
            LoadingErrors = factor?.LoadingErrors ?? [],
            ResidualVariances = factor?.ResidualVariances ?? [],
            Fit = fit,
            OmegaMinres = few ? null : OmegaOf(minres, [.. minres.Select(one => 1 - (one * one))]),
            LoadingsMinres = minres,
            OmegaCorrelations = few ? null : OfCorrelations(answers, stop),
            LeastAnswered = least,
            Scored = scores.Length,
            ScoreMean = scores.Length > 0 ? scores.Average() : double.NaN,
            ScoreSd = scores.Length > 1 ? MathNet.Numerics.Statistics.ArrayStatistics.StandardDeviation(scores) : double.NaN,
            Notes = notes,
        };
    }

    private static double OmegaOf(double[] loadings, double[] residual)
    {
        var common = loadings.Sum() * loadings.Sum();
        return common / (common + residual.Sum());
    }

    // MacCallum, Browne and Sugawara, Psychological Methods 1 (1996), 130-149: above .10 the fit is poor.
    private const double PoorFit = 0.10;

    private static (OneFactor? Factor, FactorFit? Fit) Factor(Answers answers, List<string> constant, List<string> notes, CancellationToken stop)
    {
        if (answers.Items < 3)
        {
            notes.Add("Omega needs three items or more: two have one correlation, which does not tell two loadings.");
            return default;
        }
        if (constant.Count > 0)
        {
            notes.Add("Omega cannot be reckoned with an item that does not vary; leave it out.");
            return default;
        }
        var patterns = AnswerPattern.Of(answers);
        if (Saturated.Of(patterns, answers.Items, stop) is not { } saturated)
        {
            notes.Add("Omega cannot be reckoned: two items are the same, one is the sum of others, or there are no more people than items.");
            return default;
        }
        var factor = OneFactor.Fit(patterns, saturated, stop);
        foreach (var item in factor.AtBoundary)
        {
            notes.Add($"The residual variance of \"{answers.Names[item]}\" is at the boundary, 0: one factor explains it wholly, which is often a sign of too few people or of a second factor.");
        }
        var inUnits = factor.InUnitsOf(answers);
        if (!saturated.IsBounded)
        {
            notes.Add("How well one factor fits cannot be said: too few people have answered the same items to compare it with.");
            return (inUnits, null);
        }
        var fit = FactorFit.Of(patterns, saturated, factor) with { LogLikelihood = inUnits.LogLikelihood };
        if (fit.Rmsea > PoorFit)
        {
            notes.Add(FormattableString.Invariant(
                $"One factor fits these answers badly (RMSEA {fit.Rmsea:0.00}), so do not lean on omega, nor on the change told by it: see whether an item must be reversed, or whether the items measure two things."));
        }
        return (inUnits, fit);
    }

    /// <summary>Omega of one factor fitted to the correlations of pairs, which need not be those of any one group of people.</summary>
    private static double? OfCorrelations(Answers answers, CancellationToken stop)
    {
        var items = answers.Items;
        var correlations = Matrix<double>.Build.DenseOfArray(answers.Correlations);
        var pattern = new AnswerPattern([.. Enumerable.Range(0, items)], answers.People, Vector<double>.Build.Dense(items), correlations);
        if (Saturated.Of([pattern], items, stop) is not { } saturated)
        {
            return null;
        }
        var factor = OneFactor.Fit([pattern], saturated, stop);
        return OmegaOf(factor.Loadings, [.. factor.Loadings.Select(one => 1 - (one * one))]);
    }

    private static List<string> Constant(Answers answers) =>
        [.. Enumerable.Range(0, answers.Items).Where(item => !(answers.Covariances[item, item] > 0)).Select(item => answers.Names[item])];

    private static void Tell(Answers answers, double[] itemRest, List<string> constant, List<string> notes)
    {
        if (answers.Rows > answers.People)
        {
            notes.Add($"{answers.Rows - answers.People} of {answers.Rows} rows have no answer to any item and are left out.");
        }
        if (answers.Complete < answers.People)
        {
            notes.Add(
                $"{answers.People - answers.Complete} of {answers.People} people left out an item: covariances use all who answered both items, omega "
                + $"all answers (full information), Feldt's interval the {answers.Complete} complete.");
        }
        if (answers.Complete < FewPeople)
        {
            notes.Add($"{answers.Complete} {(answers.Complete == 1 ? "person has" : "people have")} answered all items: so few say next to nothing of how reliable the scale is elsewhere.");
        }
        foreach (var name in constant)
        {
            notes.Add($"\"{name}\" does not vary: everybody answered the same. It adds nothing to the reliability.");
        }
        for (var item = 0; item < itemRest.Length; item++)
        {
            if (itemRest[item] < Against)
            {
                notes.Add($"\"{answers.Names[item]}\" runs against the other items (r = {itemRest[item].ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)}): if it is worded the other way round, reverse it first.");
            }
        }
    }
}
