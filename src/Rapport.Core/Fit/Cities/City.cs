using Rapport.Core.Statistics;

namespace Rapport.Core.Fit.Cities;

/// <summary>A city with its therapists; clients come to it one after another.</summary>
internal sealed class City
{
    public const int Regions = 10;

    /// <summary>How many axes most people lean to the same side of, in a world of liars.</summary>
    public const int Liked = 4;

    private const double Insured = 0.60;
    private const double IdentityMet = 0.25;
    private const double IdentityWorth = 0.05;
    private const double ChemistryVariance = 0.10;
    private const int Calibrated = 400;

    // The halves of a normal distribution differ by so many of its standard deviations.
    private const double Halves = 1.596;

    private static readonly double[] AxisWeights = [0.30, 0.22, 0.16, 0.12, 0.08, 0.07, 0.05, 0];

    // The mean importance, where none was told.
    private const double UsualImportance = 1.125;

    private readonly int seed;
    private readonly double strength;

    public City(World world, int seed)
    {
        (World, this.seed) = (world, seed);
        Therapists = [.. Enumerable.Range(0, world.Therapists).Select(number => new Therapist(world, seed, number))];
        var spread = world.PreferenceEffect > 0
            ? Enumerable.Range(0, Calibrated).Average(number => Spread(new Client(world, seed, number))) : 1;
        strength = world.PreferenceEffect / Halves / spread;
    }

    public World World { get; }

    public Therapist[] Therapists { get; }

    /// <summary>The standard deviation of the error of one stated place.</summary>
    public static double Error(World world) => Math.Sqrt((1 / world.Reliability) - 1);

    /// <summary>Draws the places of somebody on all axes.</summary>
    public static void Places(World world, ref Draws draws, double[] places, double mean)
    {
        var factor = world.SharedFactor > 0 ? draws.Normal() : 0;
        for (var axis = 0; axis < places.Length; axis++)
        {
            places[axis] = (Math.Sqrt(world.SharedFactor) * factor) + (Math.Sqrt(1 - world.SharedFactor) * draws.Normal()) + (axis < Liked ? mean : 0);
        }
    }

    /// <summary>Whether a client may come to a therapist at all.</summary>
    public bool IsEligible(Client client, int therapist, int now)
    {
        var other = Therapists[therapist];
        return (other.Region == client.Region || other.IsOnVideo) && other.Joins <= now
            && new Draws(seed, Draws.Purpose.Insurance, client.Number, therapist).Is(Insured);
    }

    /// <summary>Whether the client's wish for who the therapist is would be met.</summary>
    public bool MeetsIdentity(Client client, int therapist) =>
        client.HasIdentityWish && new Draws(seed, Draws.Purpose.Identity, client.Number, therapist).Is(IdentityMet);

    /// <summary>What the pair's ways and wishes truly add, 0 or below.</summary>
    public double Match(Client client, int therapist) => strength * Mismatch(client, Therapists[therapist].Ways);

    /// <summary>What decides how good a pair truly is, but for its own chemistry: what a policy is judged by.</summary>
    public double Worth(Client client, int therapist) =>
        Therapists[therapist].Own + Match(client, therapist) + (MeetsIdentity(client, therapist) ? IdentityWorth : 0);

    /// <summary>The same, of the match only what could be told from what both have stated.</summary>
    /// <param name="client">The client.</param>
    /// <param name="therapist">The therapist.</param>
    /// <param name="scale">The constants in force.</param>
    public double WorthAsStated(Client client, int therapist, FitScale scale)
    {
        var sum = 0d;
        var stated = Therapists[therapist].Stated;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            // The best guess of each side, and what is left unknown of it.
            var wish = scale.Wish(client.Stated, axis);
            var way = stated.Axes[axis].Place is { } place ? scale.TherapistReliability * place : 0;
            var variance = Left(client.Stated.Axes[axis] is not null, scale.ClientReliability) + Left(stated.Axes[axis].Place is not null, scale.TherapistReliability);
            sum -= AxisWeights[axis] * (client.Stated.Axes[axis]?.Importance ?? UsualImportance)
                * (World.IsOneSided ? Above(wish - way, Math.Sqrt(variance)) : ((wish - way) * (wish - way)) + variance);
        }

        return Therapists[therapist].Own + (strength * sum) + (MeetsIdentity(client, therapist) ? IdentityWorth : 0);

        static double Left(bool isStated, double reliability) => isStated ? 1 - reliability : 1;
    }

    /// <summary>The lasting level of a pair, on the scale of a check-in.</summary>
    public double Level(Client client, int therapist) =>
        FitPrior.StartMean + Worth(client, therapist) + client.Level + Chemistry(client, therapist);

    /// <summary>What a pair has of its own, which nobody knows before.</summary>
    public double Chemistry(Client client, int therapist) =>
        Math.Sqrt(ChemistryVariance) * new Draws(seed, Draws.Purpose.Chemistry, client.Number, therapist).Normal();

    private double Mismatch(Client client, double[] ways)
    {
        var sum = 0d;
        for (var axis = 0; axis < ways.Length; axis++)
        {
            var apart = client.Wishes[axis] - ways[axis];
            sum -= AxisWeights[axis] * client.Importance[axis] * (World.IsOneSided && apart < 0 ? 0 : apart * apart);
        }

        return sum;
    }

    private double Spread(Client client)
    {
        double[] all = [.. Therapists.Select(therapist => Mismatch(client, therapist.Ways))];
        var mean = all.Average();
        return Math.Sqrt(all.Average(one => (one - mean) * (one - mean)));
    }

    // The mean of (max(0, d))² of a normal d.
    private static double Above(double mean, double sd)
    {
        var z = mean / sd;
        return (((mean * mean) + (sd * sd)) * Tails.NormalBelow(z)) + (mean * sd * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
    }
}
