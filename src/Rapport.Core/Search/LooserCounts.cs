namespace Rapport.Core.Search;

/// <summary>Where, and in which way, people are to meet: the part of a search that can be asked otherwise as a whole.</summary>
/// <param name="Origin">Where from; null is anywhere.</param>
/// <param name="Format">The formats; null is any.</param>
/// <param name="State">The states; null is any.</param>
public sealed record SearchPlacing(SearchOrigin? Origin, KeyFilter? Format = null, KeyFilter? State = null);

/// <summary>How many a search would find if it let go of wishes.</summary>
/// <remarks>A wish is spoken of by the position of its key in the schema, the text as <see cref="Text"/>. Formats, states
/// and the place are no wishes here; they are asked otherwise by placings.</remarks>
public sealed class LooserCounts
{
    /// <summary>The wish that the words of the text stand somewhere.</summary>
    public const int Text = -1;

    private readonly int[,] pairs;

    internal LooserCounts(IReadOnlyList<int> wishes, PlacingCounts asked, int[,] pairs, IReadOnlyList<PlacingCounts> placings)
    {
        Wishes = wishes;
        Asked = asked;
        Placings = placings;
        this.pairs = pairs;
    }

    /// <summary>The wishes of the search: the keys in the order of its musts, then the text.</summary>
    public IReadOnlyList<int> Wishes { get; }

    /// <summary>The counts where the search was placed.</summary>
    public PlacingCounts Asked { get; }

    /// <summary>The counts of the other placings, in the order in which they were given.</summary>
    public IReadOnlyList<PlacingCounts> Placings { get; }

    /// <summary>How many would be found, placed as asked, without two of the wishes.</summary>
    /// <exception cref="ArgumentException">The search has no such wish, or the two are one.</exception>
    public int WithoutBoth(int wish, int other)
    {
        var (i, j) = (Asked.PositionOf(wish), Asked.PositionOf(other));
        return i == j
            ? throw new ArgumentException("Two wishes are asked for.", nameof(other))
            : Asked.Total + Asked.FailingOnly(i) + Asked.FailingOnly(j) + pairs[Math.Min(i, j), Math.Max(i, j)];
    }
}

/// <summary>The counts of one placing.</summary>
public sealed class PlacingCounts
{
    private readonly IReadOnlyList<int> wishes;
    private readonly int[] failing;

    internal PlacingCounts(IReadOnlyList<int> wishes)
    {
        this.wishes = wishes;
        failing = new int[wishes.Count];
    }

    /// <summary>How many meet all the wishes.</summary>
    public int Total { get; private set; }

    /// <summary>How many can be met there, whatever was wished.</summary>
    public int Everybody { get; private set; }

    /// <summary>How many meet all the wishes but, perhaps, this one.</summary>
    /// <exception cref="ArgumentException">The search has no such wish.</exception>
    public int Without(int wish) => Total + failing[PositionOf(wish)];

    internal int FailingOnly(int position) => failing[position];

    internal int PositionOf(int wish)
    {
        for (var i = 0; i < wishes.Count; i++)
        {
            if (wishes[i] == wish)
            {
                return i;
            }
        }

        throw new ArgumentException("The search has no such wish.", nameof(wish));
    }

    internal void Add(int everybody, int total) => (Everybody, Total) = (Everybody + everybody, Total + total);

    internal void AddFailing(int position, int count) => failing[position] += count;
}
