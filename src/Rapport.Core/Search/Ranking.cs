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
        // What decides first is looked at first.
        var varying = new List<Step>(search.Plan.Order.Criteria.Count);
        var shift = search.Plan.Order.KeyBits;
        foreach (var criterion in search.Plan.Order.Criteria)
        {
            shift -= SearchOrder.Bits(criterion);
            if (ConstantOf(criterion) is { } rank)
            {
                constant |= (ulong)rank << shift;
            }
            else
            {
                varying.Add(new Step(criterion, shift));
            }
        }
        steps = [.. varying];
    }

    /// <summary>
    /// Whether the order compares tier, name, nice-to-haves and opening first, so that the classes of a day come one after
    /// another.
    /// </summary>
    public bool FollowsClasses => search.Plan.Query.Sort == SearchSort.Best;

    /// <summary>Whether nothing but the lot decides between two of one class and freshness.</summary>
    public bool IsTheLotAlone => FollowsClasses && TextShift < 0 && IsTextOrTheLotAlone;

    /// <summary>Whether nothing but the text, and then the lot, decides between two of one class and freshness.</summary>
    public bool IsTextOrTheLotAlone => FollowsClasses && Array.TrueForAll(steps, step => step.Criterion
        is Criterion.Tier or Criterion.NameMatch or Criterion.OpeningClass or Criterion.Freshness or Criterion.Text);

    /// <summary>How far up in the key the rank of the text stands; −1 if there is none.</summary>
    public int TextShift => Array.Find(steps, step => step.Criterion == Criterion.Text) is { Criterion: Criterion.Text } text ? text.Shift : -1;

    /// <summary>Whether all are at the same distance, so that within a class the freshness decides next.</summary>
    public bool FollowsFreshness => ConstantOf(Criterion.DistanceBand) is not null;

    /// <summary>The least key that anybody of a class of <see cref="DayColumns.OfClass"/> may have.</summary>
    /// <param name="number">The class.</param>
    /// <param name="freshness">The band of freshness.</param>
    /// <param name="isNamed">Whether the words stand in the name.</param>
    public ulong Least(int number, int freshness, bool isNamed)
    {
        var key = constant;
        foreach (var step in steps)
        {
            var rank = step.Criterion switch
            {
                Criterion.Tier => number / SearchOrder.OpeningClasses,
                Criterion.OpeningClass => number % SearchOrder.OpeningClasses,
                Criterion.NameMatch => isNamed ? 0 : 1,
                Criterion.Freshness => freshness,
                _ => 0,
            };
            key |= (ulong)(uint)rank << step.Shift;
        }

        return key;
    }

    /// <summary>What is compared, but for practice and lot; never more than the whole key.</summary>
    /// <param name="doc">The profile.</param>
    /// <param name="worst">Above this it does not matter by how much: the rest of the criteria is passed over.</param>
    public ulong KeyWithoutLot(int doc, ulong worst)
    {
        var key = constant;
        foreach (var step in steps)
        {
            key |= (ulong)(uint)Rank(step.Criterion, doc) << step.Shift;
            if (key > worst)
            {
                break;
            }
        }

        return key;
    }

    /// <summary>What the lot adds to the key.</summary>
    public ulong LotOf(int doc) =>
        search.Plan.Order.HasLot ? (uint)Lot.Of(search.Plan.Query.Seed, segment.Ids[doc]) : 0;

    /// <summary>The practice that counts for a profile in this order; 0 for none, as of whoever is found by name.</summary>
    public long PracticeOf(int doc) =>
        search.Plan.Order.PracticeShift < 0 || search.Text?.NameRank(doc) == 0 ? 0 : segment.Practices[doc];

    // Whoever asks for meetings from afar alone is not served by who has an office near.
    private bool HasDistance => search.Near is not null && search.Plan.InPersonCounts;

    private int? ConstantOf(Criterion criterion) => criterion switch
    {
        Criterion.NameMatch or Criterion.Text when search.Text is null => 0,
        Criterion.NiceMissing when search.Plan.Nices.Length == 0 => 0,
        Criterion.DistanceBand when !HasDistance => SearchOrder.DistanceBand(-1),
        Criterion.Distance when !HasDistance => SearchOrder.Distance(-1),
        Criterion.Fit when search.Plan.Query.Fit is null => SearchOrder.FitRank(0),
        Criterion.Name or Criterion.Lot or Criterion.Id => 0,
        // It depends on others, and is added to the key of whoever may stand on the page.
        Criterion.Practice => 0,
        _ => null,
    };

    private int Rank(Criterion criterion, int doc) => criterion switch
    {
        Criterion.Tier => segment.Tiers[doc],
        Criterion.NameMatch => search.Text!.NameRank(doc),
        Criterion.NiceMissing => search.NiceMissing(doc),
        Criterion.OpeningClass when search.Openings.At(doc) < 0 => day.OpeningClasses[doc],
        Criterion.OpeningClass => SearchOrder.OpeningClass(SearchOrder.OpeningRank(search.Openings.Soonest(doc), day.Today)),
        Criterion.Room => SearchOrder.Room(Rank(Criterion.OpeningClass, doc)),
        Criterion.Fit => SearchOrder.FitRank(search.Plan.Query.Fit!.Of(segment.Styles[doc], segment.Ids[doc])),
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
