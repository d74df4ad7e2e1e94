namespace Rapport.Core.Fit;

/// <summary>
/// Learns from pairs in the order in which they become known, in releases: each pair is compared with what was expected of it before
/// it is learnt from, and what is expected changes only at a release.
/// </summary>
/// <remarks>Not for several threads at once.</remarks>
public sealed class FitLearning
{
    /// <summary>While there are fewer pairs, weights are worked out anew <see cref="EarlyRounds"/> times at a release.</summary>
    public const int EarlyPairs = 3_000;

    /// <summary>See <see cref="EarlyPairs"/>.</summary>
    public const int EarlyRounds = 3;

    /// <summary>So many times later: the weights are near their place by then.</summary>
    public const int LaterRounds = 2;

    // At the end, until no weight moves by as much as matters to a comparison at 1e-8.
    private const int LastRounds = 500;
    private const double Near = 1e-12;

    private readonly FitLearner learner = new(FitPrior.Start);

    /// <summary>Begins with what is believed before.</summary>
    public FitLearning() => Posterior = learner.Posterior();

    /// <summary>What is believed since the last release.</summary>
    public FitPosterior Posterior { get; private set; }

    /// <summary>How well pairs were predicted.</summary>
    public HeldOut HeldOut { get; } = new();

    /// <summary>Of the pairs that were predicted, how many lie in the 80 % band that was drawn for them before.</summary>
    public int InBand { get; private set; }

    /// <summary>The therapists' own parts under their safeguards.</summary>
    public TherapistParts Parts { get; } = new();

    /// <summary>How many pairs were learnt from.</summary>
    public int Pairs => learner.Pairs;

    /// <summary>A pair is known: it is compared with what was expected, then learnt from.</summary>
    /// <param name="features">As <see cref="FitFeatures"/> fills them.</param>
    /// <param name="therapist">The therapist's number, from 0.</param>
    /// <param name="pair">What it came to.</param>
    public void Add(ReadOnlySpan<double> features, int therapist, CountedPair pair)
    {
        var match = 0d;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            match += Posterior.Mean[FitFeatures.Match + axis] * features[FitFeatures.Match + axis];
        }

        var apart = Math.Abs(pair.Score - Posterior.Predict(features, therapist));
        InBand += apart <= FitGuess.EightOfTen * Math.Sqrt(Posterior.Variance(features, therapist) + pair.Variance) ? 1 : 0;
        HeldOut.Add(pair, Posterior.Predict(features, therapist: -1), match, Parts.Used(therapist));
        learner.Add(features, therapist, pair);
        Parts.Count(therapist);
    }

    /// <summary>What came since the last release changes what is expected.</summary>
    /// <param name="rounds">How often pairs are weighed anew, from 1.</param>
    public void Release(int rounds)
    {
        HeldOut.EndRelease();
        learner.Reweigh(rounds);
        learner.StepTherapistVariance();
        Posterior = learner.Posterior();
        Parts.Release(Posterior, HeldOut);
    }

    /// <summary>
    /// Ends it: pairs are weighed anew until their weights stay, so that what is believed depends on the pairs and on τ² alone, and not on
    /// the order in which they came.
    /// </summary>
    /// <returns>Whether they stay: otherwise the order still shows, a little.</returns>
    public bool Settle()
    {
        var isSettled = learner.Reweigh(LastRounds, Near);
        Posterior = learner.Posterior();
        return isSettled;
    }
}
