using CsCheck;
using Rapport.Core.Fit;

namespace Rapport.Tests.Core.Fit;

/// <summary>What can be got out of lists by whoever asks for very many of them, knows all public parameters and how everybody works.</summary>
public sealed class FitAttackTests
{
    private const int Therapists = 40;
    private const int Queries = 10_000;

    [Fact]
    public void Ten_thousand_lists_tell_of_therapists_own_parts_what_was_released_and_no_more()
    {
        var fit = Learnt(1_600).Following([]);
        Assert.True(fit.IsOpen);

        var found = Attack(fit);
        Assert.All(found, one => Assert.Equal(Math.Clamp(fit.Parts.Single(part => part.Id == one.Key).Used, -fit.Limit, fit.Limit), one.Value, 1e-12));
        // Those beyond the limit cannot be put in order: so far it hides who is best and who is worst.
        Assert.True(found.Count(one => one.Value >= fit.Limit - 1e-12) > 3);
        Assert.True(found.Count(one => one.Value <= -fit.Limit + 1e-12) > 3);
    }

    [Fact]
    public void One_client_more_is_not_to_be_told_from_a_list_even_where_a_release_lies_between()
    {
        var before = Learnt(1_600).Following([]);
        var told = Attack(before);

        // Eleven others and one whose answer is looked for; and the same without her.
        var (victim, others) = (FitReplayTests.Pairs(1_600)[^1] with { Therapist = 7, Came = new CountedPair(1, 3) }, FitReplayTests.Pairs(1_611).Skip(1_600).Select((pair, at) => pair with { Therapist = 20 + at }).ToList());
        var with = Learnt(1_600, [.. others, victim]).Following([before]);
        var without = Learnt(1_600, others).Following([before]);
        var (one, other) = (Attack(with), Attack(without));
        Assert.Equal(told[7], one[7], 1e-12);
        Assert.All(one, part => Assert.Equal(other[part.Key], part.Value, 1e-12));
        foreach (var draw in Enumerable.Range(0, 500))
        {
            Assert.Equal(without.SureOf(FitReplayTests.Wish(draw), Style.Unknown, 7).Step, with.SureOf(FitReplayTests.Wish(draw), Style.Unknown, 7).Step);
        }
    }

    [Fact]
    public void Whatever_is_learnt_released_and_taken_back_two_things_told_of_a_therapist_are_eleven_clients_apart() =>
        Gen.Int[0, 60].Array[1, 12].Sample(counts =>
        {
            var released = new List<OwnPart>();
            foreach (var (clients, at) in counts.Select((clients, at) => (clients, at)))
            {
                if (new OwnPart(7, clients, 0.01 * (at + 1), 0.04, new double[StyleAxes.Count]).Following(released, unknown: 0.05) is { } told)
                {
                    // Now and then a release is withdrawn.
                    released.Add(at % 5 == 4 ? told.Withdrawn() : told);
                }
            }

            foreach (var (one, other) in released.SelectMany((one, at) => released.Skip(at + 1).Select(other => (one, other))))
            {
                Assert.True(one.Clients == other.Clients ? one.Used == other.Used || other.Used == 0 : Math.Abs(one.Clients - other.Clients) >= TherapistParts.FurtherClients);
            }
            Assert.All(released, part => Assert.True(part.Clients >= TherapistParts.FurtherClients));
        });

    [Fact]
    public void A_part_is_told_after_eleven_clients_and_again_after_eleven_further()
    {
        OwnPart Found(int clients) => new(7, clients, clients / 100d, 0.03, new double[StyleAxes.Count]);
        Assert.Null(Found(10).Following([], unknown: 0.05));
        var eleven = Found(11).Following([], unknown: 0.05)!;
        Assert.Equal((11, 0.11), (eleven.Clients, eleven.Used));
        var later = Found(21).Following([eleven], unknown: 0.05)!;
        Assert.Equal((11, 0.11), (later.Clients, later.Used));
        Assert.Equal(0.22, Found(22).Following([eleven, later], unknown: 0.05)!.Used);
        // Withdrawn, it counts nothing as long.
        Assert.Equal((11, 0, 0.05), (eleven.Withdrawn().Clients, Found(21).Following([eleven.Withdrawn()], unknown: 0.05)!.Used, eleven.Withdrawn().Variance));
    }

    // What each therapist's score is above the match that anybody can work out, over random wishes.
    private static Dictionary<long, double> Attack(LearntFit fit)
    {
        var own = fit.IsOpen ? fit.Parts.ToDictionary(part => part.Id, part => fit.OwnOf(part.Id)) : null;
        var sums = new Dictionary<long, double>();
        for (var query = 0; query < Queries; query++)
        {
            var wishes = FitReplayTests.Wish(query);
            var (asked, known) = (new FitScorer(fit.Scale, fit.Weights, wishes, own), new FitScorer(fit.Scale, fit.Weights, wishes));
            for (var id = 1L; id <= Therapists; id++)
            {
                var style = (ulong)(8 + (id % 5)) * 0x01_01_01_01UL;
                sums[id] = sums.GetValueOrDefault(id) + ((asked.Of(style, id) - known.Of(style, id)) / Queries);
            }
        }
        return sums;
    }

    private static LearntFit Learnt(int pairs, IReadOnlyList<FitPair>? more = null) =>
        FitReplay.Learn(new FitScale { LengthLimit = 0.6 }, [.. FitReplayTests.Pairs(pairs), .. more ?? []], new Dictionary<long, Style>());
}
