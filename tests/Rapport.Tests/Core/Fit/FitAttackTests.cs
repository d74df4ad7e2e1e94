using CsCheck;
using Rapport.Core.Fit;
using Rapport.Core.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Core.Fit;

/// <summary>What can be got out of lists by whoever asks for very many of them, knows all public parameters and how everybody works.</summary>
public sealed class FitAttackTests
{
    private const int Therapists = 40;
    private const int Known = 240;
    private const int Queries = 10_000;

    public enum Asking
    {
        OneWeakWish,
        OppositeWishes,
        AnyWishes,
    }

    [Fact]
    public void Ten_thousand_scores_tell_of_therapists_own_parts_three_groups_and_no_more()
    {
        var fit = Learnt(1_600).Following([]);
        Assert.True(fit.IsOpen);

        var found = Attack(fit);
        Assert.All(found, one => Assert.Equal(fit.OwnOf(one.Key), one.Value, 1e-12));
        Assert.Equal([-fit.Limit, 0, fit.Limit], found.Values.Select(value => Math.Round(value, 9)).Distinct().Order().Select(value => Math.Abs(value) < 1e-9 ? 0 : Math.CopySign(fit.Limit, value)));
        Assert.All(found.GroupBy(one => Math.Round(one.Value, 9)), group => Assert.True(group.Count() > 3));
    }

    [Theory]
    [InlineData(Asking.OneWeakWish)]
    [InlineData(Asking.OppositeWishes)]
    [InlineData(Asking.AnyWishes)]
    public void Within_a_group_the_places_of_ten_thousand_lists_have_nothing_to_do_with_the_part(Asking asking)
    {
        var fit = Invented();
        var parts = fit.Parts.ToDictionary(part => part.Id, part => part.Used);
        var found = Places(fit, asking, id => fit.OwnOf(id));
        // The attack is one: it finds the groups, and where parts decided as they are it would find the very order within the limit.
        Assert.True(Agreement(parts.Keys, found, id => fit.OwnOf(id)) > 0.85);
        var unguarded = Places(fit, asking, id => Math.Clamp(parts[id], -fit.Limit, fit.Limit));
        Assert.True(Agreement(parts.Keys.Where(id => Math.Abs(parts[id]) < fit.Limit), unguarded, id => parts[id]) > 0.9);

        foreach (var group in parts.Keys.GroupBy(fit.OwnOf))
        {
            // Three standard errors of a rank correlation where there is none.
            Assert.InRange(Agreement(group, found, id => parts[id]), -3 / Math.Sqrt(group.Count() - 1), 3 / Math.Sqrt(group.Count() - 1));
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void A_pair_more_or_less_changes_no_list_of_ten_thousand(int pairsIn, int pairsOut)
    {
        // Learnt anew from nearly the same table: no release of its own, and no other part of anybody if it were one.
        var before = Learnt(1_600).Following([]);
        var changed = Learnt(1_600 - pairsOut, [.. Enumerable.Repeat(Victim, pairsIn)]).Following([before]);
        Assert.InRange(Math.Abs(changed.Pairs - before.Pairs), 0, TherapistParts.FurtherClients - 1);
        Assert.Equal(0, Differing(before, changed with { Weights = before.Weights }));
    }

    [Fact]
    public void One_client_more_is_not_to_be_told_from_a_list_even_where_a_release_lies_between()
    {
        var before = Learnt(1_600).Following([]);
        var told = Attack(before);

        // Eleven others and one whose answer is looked for; and the same without her.
        var others = FitReplayTests.Pairs(1_611).Skip(1_600).Select((pair, at) => pair with { Therapist = 20 + at }).ToList();
        var with = Learnt(1_600, [.. others, Victim]).Following([before]);
        var without = Learnt(1_600, others).Following([before]);
        var (one, other) = (Attack(with), Attack(without));
        Assert.Equal(told[7], one[7], 1e-12);
        Assert.All(one, part => Assert.Equal(other[part.Key], part.Value, 1e-12));
        Assert.Equal(0, Differing(without, with with { Weights = without.Weights }));
        foreach (var draw in Enumerable.Range(0, 500))
        {
            Assert.Equal(without.SureOf(FitReplayTests.Wish(draw), Style.Unknown, 7).Step, with.SureOf(FitReplayTests.Wish(draw), Style.Unknown, 7).Step);
        }
    }

    [Fact]
    public void One_client_more_seldom_moves_a_weight_by_a_step() => Trial.Run(10, 200, clients =>
    {
        var others = FitReplayTests.Pairs(1_600 + TherapistParts.FurtherClients);
        var without = Learnt(0, others);
        var lot = new Random(9);
        var moved = Enumerable.Range(0, clients).Count(_ =>
            !Learnt(0, [.. others, Victim with { Therapist = 1 + lot.Next(Therapists), Preferences = FitReplayTests.Wish(lot.Next(1_000)), Came = new CountedPair(1 + (6 * lot.NextDouble()), 3) }])
                .WeightsInOrder.SequenceEqual(without.WeightsInOrder));
        Assert.InRange(moved / (double)clients, 0, 0.5);
        return $"{moved} of {clients} times a list may change";
    });

    [Fact]
    public void Nothing_that_a_card_says_of_a_therapist_moves_with_one_client_more_but_by_what_all_can_know()
    {
        var before = Learnt(1_600).Following([]);
        var others = FitReplayTests.Pairs(1_611).Skip(1_600).ToList();
        var without = Learnt(1_600, others).Following([before]);
        // The numbers of all are as they are without her: left is what is told of her therapist.
        var with = Learnt(1_600, [.. others, Victim]).Following([before]) with
        {
            Scale = without.Scale,
            Weights = without.Weights,
            Covariance = without.Covariance,
            TherapistVariance = without.TherapistVariance,
            Forecast = without.Forecast,
        };
        foreach (var query in Enumerable.Range(0, Queries))
        {
            var (wish, middle) = (FitReplayTests.Wish(query), 1 + (query % Therapists));
            var (one, other) = (FitReplayTests.Styles[Victim.Therapist], FitReplayTests.Styles[middle]);
            Assert.Equal(without.GuessOf(wish, one, Victim.Therapist, other, middle), with.GuessOf(wish, one, Victim.Therapist, other, middle));
            Assert.Equal(without.SureOf(wish, one, Victim.Therapist), with.SureOf(wish, one, Victim.Therapist));
            Assert.Equal(without.OddsOf(wish, one, Victim.Therapist, other, middle), with.OddsOf(wish, one, Victim.Therapist, other, middle));
        }
    }

    // The answer is as odd as can be, and whoever looks for it knows all 1,600 pairs of before to the last bit, but not the eleven that came with it.
    [Fact]
    public void Who_knows_all_pairs_but_the_eleven_beside_it_can_hardly_guess_whether_one_was_counted() => Trial.Run(120, 600, draws =>
    {
        const int beside = TherapistParts.FurtherClients;
        // All known on one day, so that nothing but what they are like tells them apart.
        var day = FitReplayTests.Pairs(1_600)[^1].Day;
        var others = FitReplayTests.Pairs(1_600 + (2 * draws * (beside + 1)))[1_600..].ConvertAll(pair => pair with { Day = day });
        var told = Enumerable.Range(0, 2 * draws).Select(draw =>
        {
            var isThere = draw % 2 == 0;
            var came = others.GetRange(draw * (beside + 1), isThere ? beside : beside + 1);
            var fit = Learnt(1_600, isThere ? [.. came, Victim] : came).Following([]);
            return (IsThere: isThere, Told: (double[])[.. fit.Weights, fit.IdentityWeight, fit.TherapistVariance, .. fit.Covariance.SelectMany(row => row), fit.Forecast.MeanGain, fit.Forecast.InBand]);
        }).ToList();
        // From the first half it is learnt what differs, each number by its spread; the second half is guessed.
        var (known, asked) = (told[..draws], told[draws..]);
        double[] Mean(bool isThere) => [.. Enumerable.Range(0, told[0].Told.Length).Select(at => known.Where(one => one.IsThere == isThere).Average(one => one.Told[at]))];
        var (there, not) = (Mean(true), Mean(false));
        double[] spread = [.. there.Select((_, at) => known.Average(one => Math.Pow(one.Told[at] - (one.IsThere ? there : not)[at], 2)))];
        double Leans(double[] one) => one.Select((number, at) => spread[at] > 0 ? (there[at] - not[at]) / spread[at] * (number - ((there[at] + not[at]) / 2)) : 0).Sum();
        var right = asked.Count(one => Leans(one.Told) > 0 == one.IsThere) / (double)asked.Count;
        Assert.InRange(right, 0, 0.7 + (2 * Math.Sqrt(0.25 / asked.Count)));
        return $"{100 * right:0} of 100 guesses are right, where 50 are right by chance";
    });

    [Fact]
    public void Whatever_is_learnt_released_and_taken_back_two_things_told_of_a_therapist_are_eleven_clients_apart() =>
        Gen.Int[0, 60].Array[1, 12].Sample(counts =>
        {
            // As it is kept, and of how many clients it was found.
            var released = new List<(OwnPart Kept, int Found)>();
            foreach (var (clients, at) in counts.Select((clients, at) => (clients, at)))
            {
                var found = new OwnPart(7, clients, 0.01 * (at + 1), 0.04, new double[StyleAxes.Count]);
                if (Told(found, [.. released.Select(one => one.Kept)], unknown: 0.05) is { } told)
                {
                    var of = released.Where(one => one.Kept.Used == told.Used || told.Used == 0).Select(one => (int?)one.Found).LastOrDefault(one => one / 11 == told.Clients / 11) ?? clients;
                    // Now and then a release is withdrawn.
                    released.Add((at % 5 == 4 ? told.Withdrawn() : told, of));
                }
            }

            foreach (var (one, other) in released.SelectMany((one, at) => released.Skip(at + 1).Select(other => (one, other))))
            {
                Assert.True(one.Found == other.Found ? one.Kept.Used == other.Kept.Used || other.Kept.Used == 0 : Math.Abs(one.Found - other.Found) >= TherapistParts.FurtherClients);
            }
            Assert.All(released, part => Assert.True(part.Found >= TherapistParts.FurtherClients && part.Kept.Clients % TherapistParts.FurtherClients == 0));
        });

    [Fact]
    public void A_part_is_told_after_eleven_clients_and_again_after_eleven_further()
    {
        OwnPart Found(int clients) => new(7, clients, clients / 100d, 0.03, new double[StyleAxes.Count]);
        Assert.Null(Told(Found(10), [], unknown: 0.05));
        var eleven = Told(Found(11), [], unknown: 0.05)!;
        Assert.Equal((11, 0.11), (eleven.Clients, eleven.Used));
        // Found on 21 it is kept as found on 11, and nobody can say which: eleven further ones than either are waited for.
        Assert.Equal((11, 0.21), Told(Found(21), [], unknown: 0.05) is { } more ? (more.Clients, more.Used) : default);
        var later = Told(Found(31), [eleven], unknown: 0.05)!;
        Assert.Equal((11, 0.11), (later.Clients, later.Used));
        Assert.Equal((22, 0.32), Told(Found(32), [eleven, later], unknown: 0.05) is { } further ? (further.Clients, further.Used) : default);
        // Withdrawn, it counts nothing as long, and as much is unknown of it as of anybody.
        foreach (var unknown in new[] { 0.05, 0.296 })
        {
            var after = Told(Found(31), [eleven.Withdrawn()], unknown)!;
            Assert.Equal((11, 0, unknown), (after.Clients, after.Used, after.Variance));
        }
    }

    [Fact]
    public void Two_copies_seldom_tell_whose_client_came_between_them()
    {
        var (before, after) = (Learnt(1_600).Following([]), Learnt(1_600, [Victim]).Following([]));
        Assert.Equal(1, after.Pairs - before.Pairs);
        // Of forty therapists' rows: none by how many clients they stand on, unless one came to a multiple of eleven.
        Assert.Equal(before.Parts.Select(part => (part.Id, part.Clients)), after.Parts.Select(part => (part.Id, part.Clients)));
        Assert.InRange(before.Parts.Zip(after.Parts).Count(two => !two.First.Covariances.SequenceEqual(two.Second.Covariances)), 0, 1);
    }

    // As a release keeps it.
    private static OwnPart? Told(OwnPart found, IReadOnlyList<OwnPart> released, double unknown) =>
        found.Earlier(released, unknown) ?? (OwnPart.IsNear(0, found.Clients) ? null : found with { Clients = found.ClientsKept });

    // What each therapist's score is above the match that anybody can work out, over random wishes.
    private static Dictionary<long, double> Attack(LearntFit fit)
    {
        var own = fit.IsOpen ? fit.Parts.ToDictionary(part => part.Id, part => fit.OwnOf(part.Id)) : null;
        var sums = new Dictionary<long, double>();
        for (var query = 0; query < Queries; query++)
        {
            var wishes = FitReplayTests.Wish(query);
            var (asked, known) = (new FitScorer(fit.Scale, fit.WeightsInOrder, wishes, own), new FitScorer(fit.Scale, fit.WeightsInOrder, wishes));
            for (var id = 1L; id <= Therapists; id++)
            {
                var style = (ulong)(8 + (id % 5)) * 0x01_01_01_01UL;
                sums[id] = sums.GetValueOrDefault(id) + ((asked.Of(style, id) - known.Of(style, id)) / Queries);
            }
        }
        return sums;
    }

    private static FitPair Victim => FitReplayTests.Pairs(1_600)[^1] with { Therapist = 7, Came = new CountedPair(1, 3) };

    // Of 10,000 lists, how many are not the same, place by place.
    private static int Differing(LearntFit one, LearntFit other) => Enumerable.Range(0, Queries)
        .Count(query => !List(one, FitReplayTests.Wish(query), query, one.OwnOf).SequenceEqual(List(other, FitReplayTests.Wish(query), query, other.OwnOf)));

    // By id, how much later in lists somebody stands than without own parts: all else is known, the lot too.
    private static Dictionary<long, double> Places(LearntFit fit, Asking asking, Func<long, double> own)
    {
        var later = new Dictionary<long, double>();
        for (var query = 0; query < Queries; query++)
        {
            var wishes = Asked(asking, query);
            var (with, without) = (List(fit, wishes, query, own), List(fit, wishes, query, _ => 0));
            for (var place = 0; place < with.Length; place++)
            {
                later[with[place]] = later.GetValueOrDefault(with[place]) + place;
                later[without[place]] = later.GetValueOrDefault(without[place]) - place;
            }
        }

        return later;
    }

    private static Preferences Asked(Asking asking, int query)
    {
        var preferences = FitReplayTests.Wish(query / 2);
        return asking switch
        {
            Asking.OneWeakWish => new Preferences([.. Enumerable.Range(0, StyleAxes.Count).Select(axis =>
                axis == query % StyleAxes.Count ? (Preference?)new Preference(StyleAxes.Places[1 + (query / StyleAxes.Count % 3)], Preference.Little) : null)]),
            Asking.OppositeWishes when query % 2 == 1 => new Preferences([.. preferences.Axes.Select(axis => axis is { } wish ? wish with { Place = -wish.Place } : (Preference?)null)]),
            Asking.OppositeWishes => preferences,
            _ => FitReplayTests.Wish(query),
        };
    }

    // As the index sorts: by steps of fit, then by a lot.
    private static long[] List(LearntFit fit, Preferences wishes, int query, Func<long, double> own)
    {
        var scorer = new FitScorer(fit.Scale, fit.WeightsInOrder, wishes, fit.IsOpen ? fit.Parts.ToDictionary(part => part.Id, part => own(part.Id)) : null);
        var lot = new Random(query);
        long[] ids = [.. fit.Parts.Select(part => part.Id)];
        long[] keys = [.. ids.Select(id => ((long)SearchOrder.FitRank(scorer.Of((ulong)(8 + (id % 5)) * 0x01_01_01_01UL, id)) << 32) | (uint)lot.Next())];
        Array.Sort(keys, ids);
        return ids;
    }

    // Of therapists with a part drawn by lot, far more than have check-ins in a table here.
    private static LearntFit Invented()
    {
        var lot = new Random(11);
        return LearntFit.Start(new FitScale { LengthLimit = 0.6 }) with
        {
            Pairs = 10_000,
            IsOpen = true,
            Parts = [.. Enumerable.Range(1, Known).Select(id => new OwnPart(id, 30, 0.1 * Math.Sqrt(-2 * Math.Log(1 - lot.NextDouble())) * Math.Cos(2 * Math.PI * lot.NextDouble()), 0.02, new double[StyleAxes.Count]))],
        };
    }

    // The rank correlation of standing early with what is looked for.
    private static double Agreement(IEnumerable<long> ids, Dictionary<long, double> later, Func<long, double> sought)
    {
        long[] all = [.. ids];
        var (one, other) = (Ranks([.. all.Select(id => -later[id])]), Ranks([.. all.Select(sought)]));
        var middle = (all.Length - 1) / 2d;
        double Sum(double[] a, double[] b) => a.Zip(b, (x, y) => (x - middle) * (y - middle)).Sum();
        return Sum(one, other) / Math.Sqrt(Sum(one, one) * Sum(other, other));
    }

    // From 0; equals share the mean of their ranks.
    private static double[] Ranks(double[] values) => Array.ConvertAll(values, value => values.Count(other => other < value) + ((values.Count(other => other == value) - 1) / 2d));

    private static LearntFit Learnt(int pairs, IReadOnlyList<FitPair>? more = null) =>
        FitReplay.Learn(new FitScale { LengthLimit = 0.6 }, [.. FitReplayTests.Pairs(pairs), .. more ?? []], FitReplayTests.Styles);
}
