namespace Rapport.Core.Fit.Cities;

/// <summary>The learner as the product has it, in a simulated city: what it is told, and what it makes of it at each release.</summary>
internal sealed class CityLearner
{
    private readonly FitLearning learning = new();
    private readonly Therapist[] therapists;
    private readonly double[][] ways;
    private readonly double limit;
    private readonly Queue<Preferences> recent = new();
    private readonly double[] own;
    private int came;

    public CityLearner(Therapist[] therapists)
    {
        this.therapists = therapists;
        // Places are of variance 1 here, before the error of one question.
        Scale = new FitScale { ClientSd = 1, TherapistSd = 1 }.MeasuredOn(therapists.Select(therapist => therapist.Stated));
        limit = TherapistParts.LimitOf(Scale);
        ways = Array.ConvertAll(therapists, therapist =>
        {
            var counted = new double[StyleAxes.Count];
            Scale.Ways(therapist.Stated, counted);
            return counted;
        });
        own = new double[therapists.Length];
    }

    public FitScale Scale { get; private set; }

    /// <summary>What is believed at the last release.</summary>
    public FitPosterior Posterior => learning.Posterior;

    public HeldOut HeldOut => learning.HeldOut;

    public bool IsOpen => learning.Parts.IsOpen;

    /// <summary>A client has told what they wish for.</summary>
    public void Came(Preferences stated)
    {
        came++;
        recent.Enqueue(stated);
        if (recent.Count > FitConstants.RecentClients)
        {
            recent.Dequeue();
        }
    }

    public double[] Features(Client client, int therapist, bool meetsIdentity)
    {
        var features = new double[FitFeatures.Count];
        FitFeatures.Fill(Scale, client.Stated, ways[therapist], meetsIdentity, features);
        return features;
    }

    /// <summary>The match as it is believed at the last release.</summary>
    public double Match(Client client, int therapist, bool meetsIdentity)
    {
        var sum = meetsIdentity ? FitOrder.Weight(Posterior.Mean[FitFeatures.Identity]) : 0;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            sum += FitOrder.Weight(Posterior.Mean[FitFeatures.Match + axis]) * Feature(client, therapist, axis);
        }

        return sum;
    }

    /// <summary>The match by the weights of the prior.</summary>
    public double HandMatch(Client client, int therapist, bool meetsIdentity)
    {
        var sum = meetsIdentity ? FitPrior.StartWeight : 0;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            sum += FitPrior.StartWeight * Feature(client, therapist, axis);
        }

        return sum;
    }

    /// <summary>The therapist's own part at the last release, without safeguards.</summary>
    public double Own(int therapist) => own[therapist];

    /// <summary>The same with all safeguards.</summary>
    public double GuardedOwn(int therapist, bool hasPreferences) => learning.Parts.Of(therapist, hasPreferences, limit);

    /// <summary>How sure the learner is of what a pair differs by.</summary>
    public HowSure Sure(Client client, int therapist) => HowSure.Of(
        Posterior, FitPrior.Start, Features(client, therapist, meetsIdentity: false), FitFeatures.Match..FitFeatures.Identity, therapist,
        HowSure.AnswersVariance(Scale, client.Stated, therapists[therapist].Stated));

    /// <summary>The odds said of one therapist against another; null before anything may be said.</summary>
    public double? OddsOf(Client client, int therapist, int other)
    {
        if (HeldOut.MatchSlope is not { } matchSlope || HeldOut.TherapistSlope is not { } ownSlope)
        {
            return null;
        }

        var hasTold = client.HasIdentityWish || !client.Stated.IsEmpty;
        return Odds.Of(
            Match(client, therapist, meetsIdentity: false) - Match(client, other, meetsIdentity: false),
            GuardedOwn(therapist, hasTold) - GuardedOwn(other, hasTold), matchSlope, ownSlope,
            Sure(client, therapist).PosteriorVariance + Sure(client, other).PosteriorVariance).Chance;
    }

    /// <summary>A pair's first three check-ins are known: it is compared with what was expected, then learnt from.</summary>
    public void Add(int therapist, double[] features, CountedPair pair) => learning.Add(features, therapist, pair);

    public void Release(int rounds)
    {
        learning.Release(rounds);
        for (var therapist = 0; therapist < own.Length; therapist++)
        {
            own[therapist] = Posterior.TherapistMean(therapist);
        }

        if (came >= FitConstants.FewestAnswers)
        {
            Scale = Scale with { ClientMeans = Means() };
        }
    }

    private double Feature(Client client, int therapist, int axis) =>
        client.Stated.Axes[axis] is { } answer ? answer.Importance * Scale.Wish(client.Stated, axis) * ways[therapist][axis] : 0;

    private double[] Means() => [.. Enumerable.Range(0, StyleAxes.Count).Select(axis => recent.Where(one => one.Axes[axis] is not null).Average(one => one.Axes[axis]!.Value.Place))];
}
