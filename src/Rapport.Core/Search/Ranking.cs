using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>
/// Packs what an order compares, for one profile of a segment, into one number: the criteria from the highest bits down. A
/// criterion that is the same for everybody in this search is left at its constant.
/// </summary>
internal sealed class Ranking
{
    private readonly SegmentSearch search;
    private readonly Segment segment;
    private readonly DayColumns day;
    private readonly Step[] steps;
    private readonly ulong constant;

    public Ranking(SegmentSearch search)
    {
        (this.search, segment) = (search, search.Segment);
        day = segment.On(search.Plan.Query.Today);
        var varying = new List<Step>();
        var shift = 0;
        foreach (var criterion in search.Plan.Order.Criteria.Reverse())
        {
            if (ConstantOf(criterion) is { } rank)
            {
                constant |= (ulong)rank << shift;
            }
            else
            {
                varying.Add(new Step(criterion, shift));
            }

            shift += SearchOrder.Bits(criterion);
        }

        steps = [.. varying];
    }

    /// <summary>What is compared, but for the lot; never more than the whole key.</summary>
    public ulong KeyWithoutLot(int doc)
    {
        var key = constant;
        foreach (var step in steps)
        {
            key |= (ulong)(uint)Rank(step.Criterion, doc) << step.Shift;
        }

        return key;
    }

    /// <summary>What the lot adds to the key.</summary>
    public ulong LotOf(int doc) =>
        search.Plan.Order.HasLot ? (uint)Lot.Of(search.Plan.Query.Seed, segment.Ids[doc]) : 0;

    // Whoever asks for meetings from afar alone is not served by who has an office near.
    private bool HasDistance => search.Near is not null && search.Plan.InPersonCounts;

    private int? ConstantOf(Criterion criterion) => criterion switch
    {
        Criterion.NameMatch or Criterion.Text when search.Text is null => 0,
        Criterion.NiceMissing when search.Plan.Nices.Length == 0 => 0,
        Criterion.DistanceBand when !HasDistance => SearchOrder.DistanceBand(-1),
        Criterion.Distance when !HasDistance => SearchOrder.Distance(-1),
        Criterion.Name or Criterion.Lot or Criterion.Id => 0,
        _ => null,
    };

    private int Rank(Criterion criterion, int doc) => criterion switch
    {
        Criterion.Tier => segment.Tiers[doc],
        Criterion.NameMatch => search.Text!.NameRank(doc),
        Criterion.NiceMissing => search.NiceMissing(doc),
        Criterion.OpeningClass when search.Openings.At(doc) < 0 => day.OpeningClasses[doc],
        Criterion.OpeningClass => SearchOrder.OpeningClass(SearchOrder.OpeningRank(search.Openings.Soonest(doc), day.Today)),
        Criterion.OpeningDay => SearchOrder.OpeningRank(search.Openings.Soonest(doc), day.Today),
        Criterion.DistanceBand => SearchOrder.DistanceBand(search.Near!.Tenths(doc)),
        Criterion.Distance => SearchOrder.Distance(search.Near!.Tenths(doc)),
        Criterion.Freshness => day.Freshness[doc],
        Criterion.ConfirmedAge => segment.AgeOf(doc, day.Today),
        Criterion.Fee => SearchOrder.Fee(segment.Fees[doc] == Segment.NotKnown ? null : segment.Fees[doc]),
        Criterion.Text => search.Text!.ScoreRank(doc),
        _ => 0,
    };

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Step(Criterion Criterion, int Shift);
}
