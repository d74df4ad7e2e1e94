namespace Rapport.Core.Fit.Cities;

/// <summary>One world, one seed and one policy: clients come, choose, stay or leave, and what they answer is learnt from.</summary>
internal sealed class CityRun
{
    private const int ReleaseEvery = 100;
    private const int DriftEvery = 2_000;
    private const int Delay = 300;
    private const int EarlyArrivals = 3_000;

    // Leaving: the logit of it where the alliance is as usual.
    private const double Leaving = 1.10;
    private const double EverAnswers = 0.70;
    private const double AfterDropOut = 0.15;
    private const double AfterStaying = 1.25;
    private const double CeilingShift = 0.8;
    private const double First = 0.60;
    private const double Second = 0.85;

    private readonly City city;
    private readonly int seed;
    private readonly Policy policy;
    private readonly World world;
    private readonly CityLearner learner;
    private readonly PriorityQueue<int, double> ends = new();
    private readonly Queue<(int Due, int Therapist, double[] Features, CountedPair Pair)> results = new();
    private readonly List<(int Due, int Therapist, double[] Features, CountedPair Pair)> fakes = [];
    private readonly CityTally tally;

    // By therapist, the clients in a row to whom they were open and not shown.
    private readonly int[] unseen;

    public CityRun(World world, int seed, Policy policy)
    {
        (this.world, this.seed, this.policy) = (world, seed, policy);
        city = new City(world, seed);
        learner = new CityLearner(city.Therapists);
        tally = new CityTally(city, policy);
        unseen = new int[city.Therapists.Length];
    }

    private bool Learns => policy is Policy.Blup or Policy.Priced or Policy.Free;

    /// <summary>Runs it to its end.</summary>
    /// <param name="stop">Ends it before.</param>
    public CityResult Run(CancellationToken stop)
    {
        Invent();
        for (var now = 0; now < world.Clients; now++)
        {
            if (world.Drifts && now > 0 && now % DriftEvery == 0)
            {
                Array.ForEach(city.Therapists, therapist => therapist.Drift(now / DriftEvery));
            }

            while (ends.TryPeek(out var ended, out var end) && end <= now)
            {
                ends.Dequeue();
                city.Therapists[ended].Taken--;
            }

            Learn(now);
            if (now % ReleaseEvery == 0)
            {
                stop.ThrowIfCancellationRequested();
                if (Learns)
                {
                    learner.Release(now < EarlyArrivals ? FitLearning.EarlyRounds : FitLearning.LaterRounds);
                }
            }

            Serve(new Client(world, seed, now), now);
        }

        return tally.Result(learner);
    }

    private void Serve(Client client, int now)
    {
        learner.Came(client.Stated);
        var offers = new List<Offer>();
        for (var therapist = 0; therapist < city.Therapists.Length; therapist++)
        {
            if (city.IsEligible(client, therapist, now))
            {
                var isOpen = city.Therapists[therapist].Taken < city.Therapists[therapist].Slots;
                tally.Eligible(therapist, now, isOpen);
                if (isOpen)
                {
                    offers.Add(new Offer(therapist, Score(client, therapist), new Draws(seed, Draws.Purpose.Order, client.Number, therapist).Uniform()));
                }
            }
        }

        if (offers.Count == 0)
        {
            return;
        }

        offers.Sort(static (one, other) => one.Score != other.Score ? other.Score.CompareTo(one.Score) : one.Lot.CompareTo(other.Lot));
        BringIntoSight(offers);
        var draw = new Draws(seed, Draws.Purpose.Choice, client.Number).Uniform();
        var rank = Math.Min(draw < First ? 0 : draw < Second ? 1 : 2, offers.Count - 1);
        tally.Shown(client, offers, now, learner);
        for (var at = 0; at < offers.Count; at++)
        {
            unseen[offers[at].Therapist] = at < CityTally.First ? 0 : unseen[offers[at].Therapist] + 1;
        }

        Begin(client, offers[rank].Therapist, now);
    }

    // The one who was out of sight longest, and too long, stands last of those who are shown.
    private void BringIntoSight(List<Offer> offers)
    {
        if (policy is not (Policy.Priced or Policy.Free) || offers.Count <= CityTally.First)
        {
            return;
        }

        var longest = offers.Skip(CityTally.First).MaxBy(offer => unseen[offer.Therapist]);
        if (unseen[longest.Therapist] >= FitOrder.LongestUnseen)
        {
            offers.Remove(longest);
            offers.Insert(CityTally.First - 1, longest);
        }
    }

    private double Score(Client client, int therapist) => policy switch
    {
        Policy.Random => 0,
        Policy.Hand => learner.HandMatch(client, therapist, city.MeetsIdentity(client, therapist)),
        Policy.Blup => learner.Own(therapist),
        Policy.Priced => FitOrder.InSteps(Guarded(client, therapist, learner.GuardedOwn(therapist, HasTold(client)))),
        Policy.Free => Guarded(client, therapist, learner.Own(therapist)),
        Policy.Ceiling => city.WorthAsStated(client, therapist, learner.Scale),
        _ => city.Worth(client, therapist),
    };

    private double Guarded(Client client, int therapist, double own) => learner.Match(client, therapist, city.MeetsIdentity(client, therapist)) + own
        - FitOrder.Price(city.Therapists[therapist].Taken, city.Therapists[therapist].Slots)
        + FitOrder.Raise(unseen[therapist]);

    private static bool HasTold(Client client) => client.HasIdentityWish || !client.Stated.IsEmpty;

    private void Begin(Client client, int therapist, int now)
    {
        city.Therapists[therapist].Taken++;
        var draws = new Draws(seed, Draws.Purpose.CheckIns, client.Number);
        var level = city.Level(client, therapist);
        Span<double> scores = stackalloc double[CountedPair.Counted];
        foreach (ref var score in scores)
        {
            score = level + (Math.Sqrt(CountedPair.SessionVariance) * draws.Normal());
        }

        var mean = (scores[0] + scores[1] + scores[2]) / CountedPair.Counted;
        var drops = draws.Is(1 / (1 + Math.Exp(Leaving + (world.LeavingSlope * (mean - FitPrior.StartMean)))));
        var sessions = !drops ? CountedPair.Counted : draws.Uniform() switch { < 0.25 => 1, < 0.5 => 2, _ => CountedPair.Counted };
        ends.Enqueue(therapist, now - (world.Length * (drops ? AfterDropOut : AfterStaying) * Math.Log(draws.Uniform())));
        tally.Placed(client, therapist, now, drops);
        if (!Learns)
        {
            return;
        }

        var everAnswers = draws.Is(EverAnswers);
        Span<double> answered = stackalloc double[CountedPair.Counted];
        var count = 0;
        for (var session = 0; session < sessions; session++)
        {
            if (draws.Is(1 / (1 + Math.Exp(-Math.Log(3) - (world.AnsweringSlope * (scores[session] - FitPrior.StartMean))))) && everAnswers)
            {
                answered[count++] = world.HasCeiling
                    ? Math.Clamp(Math.Round(6 * (scores[session] + CeilingShift)) / 6, 1, 7) - CeilingShift : scores[session];
            }
        }

        if (CountedPair.Of(answered[..count], endedEarly: sessions < CountedPair.Counted) is { } pair)
        {
            results.Enqueue((now + Delay, therapist, learner.Features(client, therapist, city.MeetsIdentity(client, therapist)), pair));
        }
    }

    private void Learn(int now)
    {
        while (Learns && results.TryPeek(out var next) && next.Due <= now)
        {
            results.Dequeue();
            learner.Add(next.Therapist, next.Features, next.Pair);
        }

        while (Learns && fakes.Count > 0 && fakes[^1].Due <= now)
        {
            learner.Add(fakes[^1].Therapist, fakes[^1].Features, fakes[^1].Pair);
            fakes.RemoveAt(fakes.Count - 1);
        }
    }

    // Ten clients of some therapists who never were, and who liked all there was to like.
    private void Invent()
    {
        const int Each = 10;
        const int From = 500;
        const int To = 6_000;
        for (var therapist = 0; therapist < city.Therapists.Length; therapist++)
        {
            if (!city.Therapists[therapist].HasFakes)
            {
                continue;
            }

            var draws = new Draws(seed, Draws.Purpose.Fake, therapist);
            for (var i = 0; i < Each; i++)
            {
                var due = From + (int)(draws.Uniform() * (To - From));
                var like = new Client(world, seed, draws.Below(world.Clients));
                fakes.Add((due, therapist, learner.Features(like, therapist, meetsIdentity: false), new CountedPair(7, CountedPair.Counted)));
            }
        }

        fakes.Sort(static (one, other) => other.Due != one.Due ? other.Due.CompareTo(one.Due) : other.Therapist.CompareTo(one.Therapist));
    }
}
