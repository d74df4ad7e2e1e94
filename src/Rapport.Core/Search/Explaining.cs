using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>
/// Explains the position of one profile. What is measured for each criterion: the tier; 1 if the words stand not in the name; how
/// many nice-to-haves are not met; the opening to the day, as <see cref="SearchOrder.OpeningRank"/> has it; tenths of a mile, not
/// known from afar; days since the last confirmation; the fee in cents; how many of her practice and class stand before; the
/// score of the text; the lot; the number.
/// </summary>
internal sealed class Explaining(SearchPlan plan, IReadOnlyList<SegmentSearch> searches, CancellationToken stop)
{
    private readonly int shift = plan.Order.PracticeShift;

    public Explanation? Of(long id)
    {
        var all = All();
        if (all.FindIndex(one => one.Id == id) is not (>= 0 and var at))
        {
            return null;
        }

        var equals = new List<LotClass.Member>();
        var better = 0;
        foreach (var one in all)
        {
            better += Class(one) < Class(all[at]) ? 1 : 0;
            if (Class(one) == Class(all[at]))
            {
                equals.Add(new LotClass.Member(one.Key >> Lot.Bits, one.Practice));
            }
        }

        stop.ThrowIfCancellationRequested();
        var own = new LotClass.Member(all[at].Key >> Lot.Bits, all[at].Practice);
        var before = StandBehindTheirPractices(all, at);
        var explained = all[at];
        var position = 1 + all.Count(other => Contender.Compare(other, explained) < 0);
        var chance = plan.Order.HasLot
            ? LotClass.Chance(equals, own, plan.Query.Take - better)
            : position <= plan.Query.Take ? 1 : 0;
        var search = searches[explained.Segment];
        return new Explanation(
            id,
            position,
            all.Count,
            plan.Order,
            plan.Query.Seed,
            [.. plan.Order.Unpack(explained.Key).Select(step => new ExplainedStep(
                step.Criterion,
                step.Criterion == Criterion.Practice ? before : Value(step.Criterion, search, explained.Doc),
                step.Rank,
                SearchOrder.Bits(step.Criterion)))],
            explained.Key,
            explained.Names?.TextOf(explained.Doc),
            chance);
    }

    private List<Contender> All()
    {
        var all = new List<Contender>();
        for (var number = 0; number < searches.Count; number++)
        {
            var search = searches[number];
            var ranking = new Ranking(search);
            foreach (var word in search.Passing.NonZero)
            {
                stop.ThrowIfCancellationRequested();
                for (var rest = search.Passing.Bits[word]; rest != 0; rest &= rest - 1)
                {
                    var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                    var name = plan.Query.Sort == SearchSort.Name ? search.Segment.SortNames : null;
                    all.Add(new Contender(
                        ranking.KeyWithoutLot(doc, ulong.MaxValue) + ranking.LotOf(doc), search.Segment.Ids[doc], number, doc, name, ranking.PracticeOf(doc)));
                }
            }
        }

        return all;
    }

    /// <summary>All that is compared before what the seed decides: the lot itself, or who is among the first of a practice.</summary>
    private ulong Class(in Contender one) => one.Key >> (shift < 0 ? Lot.Bits : shift + 1);

    /// <summary>Gives the later ones of each practice their keys; how many of one's own practice stand before, null without one.</summary>
    private int? StandBehindTheirPractices(List<Contender> all, int own)
    {
        int? before = null;
        foreach (var practice in Enumerable.Range(0, all.Count).Where(at => all[at].Practice != 0)
            .GroupBy(at => (Class(all[at]), all[at].Practice)).Select(of => of.ToList()))
        {
            practice.Sort((one, other) => Contender.Compare(all[one], all[other]));
            for (var turn = 0; turn < practice.Count; turn++)
            {
                before = practice[turn] == own ? turn : before;
                if (turn >= SearchOrder.PracticeFirst)
                {
                    all[practice[turn]] = all[practice[turn]] with { Key = all[practice[turn]].Key | (1UL << shift) };
                }
            }
        }

        return before;
    }

    private long? Value(Criterion criterion, SegmentSearch search, int doc)
    {
        var segment = search.Segment;
        return criterion switch
        {
            Criterion.Tier => segment.Tiers[doc],
            Criterion.NameMatch => search.Text?.NameRank(doc) ?? 0,
            Criterion.NiceMissing => plan.Nices.Length == 0 ? 0 : search.NiceMissing(doc),
            Criterion.OpeningClass or Criterion.OpeningDay or Criterion.Room => SearchOrder.OpeningRank(search.Openings.Soonest(doc), plan.Query.Today),
            Criterion.DistanceBand or Criterion.Distance => plan.InPersonCounts && search.Near?.Tenths(doc) is >= 0 and var tenths ? tenths : null,
            Criterion.Freshness or Criterion.ConfirmedAge => segment.ConfirmedDays[doc] == Segment.NotKnown ? null : segment.AgeOf(doc, plan.Query.Today),
            Criterion.Fee => segment.Fees[doc] == Segment.NotKnown ? null : segment.Fees[doc],
            Criterion.Fit => SearchOrder.FitRank(plan.Query.Fit?.Of(segment.Styles[doc], segment.Ids[doc]) ?? 0),
            Criterion.Text => search.Text is { } text ? text.BestScore - text.ScoreRank(doc) : 0,
            Criterion.Lot => Lot.Of(plan.Query.Seed, segment.Ids[doc]),
            Criterion.Id => segment.Ids[doc],
            _ => null,
        };
    }
}
