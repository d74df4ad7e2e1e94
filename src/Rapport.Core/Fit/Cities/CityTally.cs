using Rapport.Core.Statistics;

namespace Rapport.Core.Fit.Cities;

/// <summary>Keeps count of what happens in a city.</summary>
internal sealed class CityTally(City city, Policy policy)
{
    /// <summary>So many of a list are looked at, and count as shown.</summary>
    public const int First = 3;

    private const int NewFor = 2_000;
    private const int Stretch = 2_000;
    private const int EligibleFor = 50;

    // Of every tenth list at the end it is looked how well it was known.
    private const int Looked = 10;
    private const double LastFifth = 0.8;

    // Half of the 80 % band of a normal distribution.
    private const double Band = 1.2816;

    private readonly World world = city.World;
    private readonly double[] sums = new double[CityResult.Windows.Count];
    private readonly int[] counts = new int[CityResult.Windows.Count];
    private readonly long[] load = new long[city.Therapists.Length];
    private readonly long[] shown = new long[city.Therapists.Length];
    private readonly int[] eligible = new int[city.Therapists.Length];
    private readonly bool[] seen = new bool[city.Therapists.Length];
    private readonly Known known = new();
    private int dropped;
    private int placed;
    private int newcomers;
    private int fakeMatches;
    private int stretches;
    private int unseen;
    private int? openedAt;

    /// <summary>A therapist may be shown to a client.</summary>
    public void Eligible(int therapist, int now, bool isOpen)
    {
        if (now / Stretch != stretches)
        {
            EndStretch(now / Stretch);
        }

        eligible[therapist] += isOpen ? 1 : 0;
    }

    /// <summary>A list was shown.</summary>
    public void Shown(Client client, List<Offer> offers, int now, CityLearner learner)
    {
        for (var rank = 0; rank < Math.Min(First, offers.Count); rank++)
        {
            shown[offers[rank].Therapist]++;
            seen[offers[rank].Therapist] = true;
        }

        openedAt ??= learner.IsOpen ? now : null;
        // Without preferences there is no order by fit, and nothing is claimed.
        if (policy is Policy.Priced && now >= LastFifth * world.Clients && now % Looked == 0 && (client.HasIdentityWish || !client.Stated.IsEmpty))
        {
            Look(client, offers, learner);
        }
    }

    /// <summary>A client has begun with a therapist.</summary>
    public void Placed(Client client, int therapist, int now, bool drops)
    {
        var worth = city.Worth(client, therapist);
        for (var window = 0; window < sums.Length; window++)
        {
            var (from, to) = CityResult.Windows[window];
            if (now >= from * world.Clients && now < to * world.Clients)
            {
                sums[window] += worth;
                counts[window]++;
            }
        }

        placed++;
        dropped += drops ? 1 : 0;
        load[therapist]++;
        var joins = city.Therapists[therapist].Joins;
        newcomers += joins > 0 && now - joins < NewFor ? 1 : 0;
        fakeMatches += city.Therapists[therapist].HasFakes ? 1 : 0;
    }

    public CityResult Result(CityLearner learner)
    {
        EndStretch(-1);
        return new(
            [.. sums.Zip(counts, (sum, count) => sum / count)], placed, dropped / (double)placed, Evenness(city.Therapists.Select((one, at) => load[at] / (double)one.Slots)), Concentration.Gini(shown, shown.Length) ?? 0,
            newcomers / (double)placed, fakeMatches, known.Stretches > 0 ? unseen / (double)known.Stretches : 0,
            policy is not Policy.Priced ? null : new CityLearnt(
                openedAt, Correlation(learner), learner.HeldOut.Match.Slope, learner.HeldOut.Therapist.Slope,
                known.Inside / (double)known.Bands, known.Sure / known.Lists, known.Odds / known.Said, known.Six / (double)known.Lists, known.Better / (double)known.Lists));
    }

    private void EndStretch(int next)
    {
        for (var therapist = 0; therapist < eligible.Length; therapist++)
        {
            if (eligible[therapist] >= EligibleFor)
            {
                known.Stretches++;
                unseen += seen[therapist] ? 0 : 1;
            }
        }

        Array.Clear(eligible);
        Array.Clear(seen);
        stretches = next;
    }

    // G = Σ (2i − n − 1) x₍ᵢ₎ / (n Σ x), x rising.
    private static double Evenness(IEnumerable<double> shares)
    {
        double[] rising = [.. shares.Order()];
        return rising.Select((share, i) => ((2 * (i + 1)) - rising.Length - 1) * share).Sum() / (rising.Length * rising.Sum());
    }

    private double Correlation(CityLearner learner)
    {
        double[] believed = [.. city.Therapists.Select((_, therapist) => learner.Own(therapist))];
        double[] truth = [.. city.Therapists.Select(therapist => therapist.Own)];
        var (a, b) = (believed.Average(), truth.Average());
        return believed.Zip(truth, (one, other) => (one - a) * (other - b)).Sum()
            / Math.Sqrt(believed.Sum(one => (one - a) * (one - a)) * truth.Sum(other => (other - b) * (other - b)));
    }

    private void Look(Client client, List<Offer> offers, CityLearner learner)
    {
        var (believed, truth, variances) = (new double[offers.Count], new double[offers.Count], new double[offers.Count]);
        for (var at = 0; at < offers.Count; at++)
        {
            var therapist = offers[at].Therapist;
            believed[at] = learner.Match(client, therapist, meetsIdentity: false) + learner.Own(therapist);
            truth[at] = city.Match(client, therapist) + city.Therapists[therapist].Own;
            variances[at] = learner.Sure(client, therapist).PosteriorVariance;
        }

        var (meant, true_) = (believed.Average(), truth.Average());
        for (var at = 0; at < offers.Count; at++)
        {
            known.Bands++;
            known.Inside += Math.Abs(believed[at] - meant - truth[at] + true_) <= Band * Math.Sqrt(variances[at]) ? 1 : 0;
        }

        known.Lists++;
        known.Sure += learner.Sure(client, offers[0].Therapist).Share;
        var middle = offers.OrderByDescending(offer => learner.Match(client, offer.Therapist, meetsIdentity: false) + learner.GuardedOwn(offer.Therapist, hasPreferences: true))
            .ElementAt(offers.Count / 2).Therapist;
        known.Better += Of(offers[0].Therapist) > Of(middle) ? 1 : 0;
        if (offers.Count >= Odds.ShortestList && learner.OddsOf(client, offers[0].Therapist, middle) is { } odds)
        {
            known.Said++;
            known.Odds += odds;
            known.Six += Math.Round(10 * odds) >= Odds.LeastSaid ? 1 : 0;
        }

        double Of(int therapist) => city.Match(client, therapist) + city.Therapists[therapist].Own + city.Chemistry(client, therapist);
    }

    private sealed class Known
    {
        public int Bands { get; set; }

        public int Inside { get; set; }

        public int Lists { get; set; }

        public double Sure { get; set; }

        public int Said { get; set; }

        public double Odds { get; set; }

        public int Six { get; set; }

        public int Better { get; set; }

        public int Stretches { get; set; }
    }
}
