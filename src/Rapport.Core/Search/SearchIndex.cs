using Rapport.Core.Fit;

namespace Rapport.Core.Search;

/// <summary>
/// An immutable index over the profiles of a directory. An edit makes a new index that shares nearly everything with the
/// old one; whoever holds the old one goes on seeing what it saw.
/// </summary>
/// <remarks>
/// Profiles live in segments, each larger by a factor than the next. An edit adds a small segment and strikes the old
/// versions out of the bitmaps of the living; neighbours whose sizes have come too near each other are merged, so a profile
/// is rewritten only a few times over its life in the index (about once each time the index quadruples). Small ones are merged
/// with the edit, large ones when whoever holds the index has time: <see cref="NextMerge"/>. All members may be called from
/// several threads at once.
/// </remarks>
public sealed class SearchIndex
{
    // A segment holds at least so many times the profiles of the next one.
    private const int Growth = 4;

    // So many are merged while an edit waits: some milliseconds. More are left to NextMerge.
    private const int MostAtOnce = 512;

    private readonly IndexPart[] parts;

    internal SearchIndex(SearchSchema schema, IndexPart[] parts)
    {
        Schema = schema;
        this.parts = parts;
        Count = parts.Sum(part => part.LiveCount);
    }

    /// <summary>The keys and values by which it filters.</summary>
    public SearchSchema Schema { get; }

    /// <summary>How many profiles it holds.</summary>
    public int Count { get; }

    /// <summary>What it is made of, the largest first.</summary>
    internal IReadOnlyList<IndexPart> Parts => parts;

    /// <summary>How many segments it is made of; grows with the logarithm of <see cref="Count"/>.</summary>
    internal int SegmentCount => parts.Length;

    /// <summary>Builds an index from nothing.</summary>
    /// <exception cref="ArgumentException">An id stands twice, or a listing does not fit the schema.</exception>
    public static SearchIndex Build(SearchSchema schema, IEnumerable<Listing> listings)
    {
        ArgumentNullException.ThrowIfNull(listings);
        var builder = new IndexBuilder(schema);
        foreach (var some in listings.Chunk(1024))
        {
            builder.Add(some);
        }

        return builder.Build();
    }

    /// <summary>The index after some edits.</summary>
    /// <param name="upserts">New profiles and new versions of old ones; of two with one id the later one counts.</param>
    /// <param name="removals">Ids to leave out; one that is not there is passed over, and one that is also among the upserts
    /// is left out.</param>
    /// <exception cref="ArgumentException">A listing does not fit the schema.</exception>
    public SearchIndex With(IEnumerable<Listing> upserts, IEnumerable<long> removals)
    {
        ArgumentNullException.ThrowIfNull(upserts);
        ArgumentNullException.ThrowIfNull(removals);
        var fresh = new Dictionary<long, Listing>();
        foreach (var listing in upserts)
        {
            ListingCheck.Require(Schema, listing);
            fresh[listing.Id] = listing;
        }

        var gone = fresh.Keys.ToHashSet();
        foreach (var id in removals)
        {
            gone.Add(id);
            fresh.Remove(id);
        }

        // Whoever is merged stays until that is done, even if nobody of it lives any more.
        var next = parts.Select(part => part.Without(gone)).Where(part => part.LiveCount > 0 || part.Segment.IsMerging).ToList();
        if (fresh.Count > 0)
        {
            next.Add(IndexPart.Of(SegmentBuilder.Build(Schema, fresh.Values).WithLookup(Schema)));
        }

        Settle(Schema, next);
        return new SearchIndex(Schema, [.. next]);
    }

    /// <summary>Segments that should become one and are too large for an edit to wait for it; null if there are none.</summary>
    public IndexMerge? NextMerge()
    {
        // All that are near one another, from the smallest up: while a large merge ran, many small ones have gathered.
        for (var last = parts.Length - 1; last > 0; last--)
        {
            var (first, together) = (last, (long)parts[last].LiveCount);
            while (first > 0 && parts[first - 1].LiveCount < Growth * together)
            {
                together += parts[--first].LiveCount;
            }

            if (first < last)
            {
                return new IndexMerge(Schema, parts[first..(last + 1)]);
            }
        }

        return Array.Find(parts, IsMostlyGone) is { } gone ? new IndexMerge(Schema, [gone]) : null;
    }

    /// <summary>The index with some of its segments merged. The edits that were made while that ran hold.</summary>
    /// <param name="done">Has run; of this index, or of an earlier one from which it came by edits.</param>
    /// <returns>The index as it is, if the segments are not all there any more.</returns>
    public SearchIndex With(IndexMerge done)
    {
        ArgumentNullException.ThrowIfNull(done);
        return done.Into(parts) is { } merged ? new SearchIndex(Schema, [.. merged.Where(part => part.LiveCount > 0)]) : this;
    }

    /// <summary>Searches.</summary>
    /// <exception cref="ArgumentException">The query does not fit the schema: an unknown key or value, a key twice, a
    /// negative or missing number, a point that is not on the Earth.</exception>
    /// <param name="query">What is asked.</param>
    /// <param name="stop">Ends the work, between its steps: each takes some milliseconds at most over a million profiles.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public SearchResult Search(SearchQuery query, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var search = new Searching(Schema, query, parts, stop);
        return search.Result();
    }

    /// <summary>Whether a search finds one profile, on whatever page.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="id">Whose number.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="ArgumentException">The query does not fit the schema.</exception>
    public bool Finds(SearchQuery query, long id, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var search = new Searching(Schema, query, parts, stop);
        return search.Finds(id);
    }

    /// <summary>
    /// All that decides the position of one profile in a search, and its chance to stand on the page. It ranks everybody who is
    /// found, so it takes as long as many searches.
    /// </summary>
    /// <param name="query">What is asked.</param>
    /// <param name="id">Whose position.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>Null if the search does not find it.</returns>
    /// <exception cref="ArgumentException">The query does not fit the schema.</exception>
    public Explanation? Explain(SearchQuery query, long id, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var search = new Searching(Schema, query, parts, stop);
        return search.Explain(id);
    }

    /// <summary>Who stands in the middle of those whom a search finds, by the score of fit alone: at place ⌊n/2⌋ + 1 of n.</summary>
    /// <param name="query">The search; its page and order are not read.</param>
    /// <param name="score">By which they are put in order.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>Her id and her style as <see cref="Fit.StyleCode"/> packs it; null where nobody is found.</returns>
    public (long Id, ulong Style)? MiddleByFit(SearchQuery query, FitScorer score, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(score);
        using var search = new Searching(Schema, query, parts, stop);
        return search.MiddleBy(score);
    }

    /// <summary>Counts who would be found if the search let go of one wish, of two, or were placed otherwise.</summary>
    /// <param name="query">The search; its page, order, nice-to-haves and <see cref="SearchQuery.PlacedOnly"/> are not read.</param>
    /// <param name="placings">Other places, radii, formats and states; each is counted as a whole and without each wish.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="ArgumentException">The query or a placing does not fit the schema.</exception>
    public LooserCounts CountLooser(SearchQuery query, IReadOnlyList<SearchPlacing> placings, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(placings);
        var counting = new LooserCounting(Schema, Searching.PlanOf(Schema, query with { PlacedOnly = false }, parts), placings);
        foreach (var part in parts)
        {
            counting.Add(part.Segment, part.Live, stop);
        }

        return counting.Result();
    }

    /// <summary>
    /// The words of a searched text that stand in nobody's profile, as they are searched: folded, in order, each once. The last
    /// word of the text stands where a word begins so, and any but those in quotes where one with its stem does.
    /// </summary>
    /// <param name="text">As in <see cref="SearchQuery.Text"/>.</param>
    /// <param name="language">As in <see cref="SearchQuery.Language"/>.</param>
    public IReadOnlyList<string> UnknownWords(string? text, string? language = null) =>
        [.. Unknown(text, language).Select(word => word.Text).Distinct()];

    /// <summary>Those of the words of a searched text that stand in nobody's profile, but are close to somebody's name.</summary>
    /// <inheritdoc cref="UnknownWords" path="/param"/>
    public IReadOnlyList<string> MisspeltNames(string? text, string? language = null) => [.. Unknown(text, language)
        .Where(word => !word.IsExact && parts.Any(part => part.HasClose(Schema, word.Text))).Select(word => word.Text).Distinct()];

    private IEnumerable<AskedWord> Unknown(string? text, string? language) =>
        AskedText.Of(SearchText.Parted(text).Wanted, Schema.Stems.IndexOf(language)).Words
            .Where(word => !parts.Any(part => part.HasWord(Schema, word)));

    /// <summary>Whether somebody is called by all the words of a text, as they are written: in any order, accents and case aside.</summary>
    /// <param name="text">At most <see cref="SearchText.MaxWords"/> words of it are read.</param>
    public bool IsNamed(string? text) =>
        AskedText.Of(text ?? "", language: -1) is { Words.Length: > 0 } asked && Array.Exists(parts, part => part.IsNamed(Schema, asked));

    /// <summary>
    /// Who keeps a page and is called by all the words of a text, of which the last may be the beginning of one. Nobody where
    /// they are more than a few: a name that many bear tells nobody apart, and whoever of them was named would stand before the
    /// others.
    /// </summary>
    /// <param name="text">At least <see cref="SearchText.MinPrefixCharacters"/> letters; fewer name nobody.</param>
    /// <param name="most">How many are a few.</param>
    /// <param name="forgives">Where nobody is called so, who is called by words that are close: one letter off in what has begun,
    /// and whole words as <see cref="Spelling.IsClose"/> says.</param>
    public IReadOnlyList<long> FewNamed(string? text, int most, bool forgives = false)
    {
        var words = SearchText.QueryWords(text);
        if (words.Sum(word => word.Length) < SearchText.MinPrefixCharacters)
        {
            return [];
        }

        var found = new List<long>();
        foreach (var isClose in forgives ? (ReadOnlySpan<bool>)[false, true] : [false])
        {
            foreach (var part in parts)
            {
                FewByName.Add(part, words, isClose, most, found);
            }

            if (found.Count > 0)
            {
                break;
            }
        }

        return found.Count > most ? [] : found;
    }

    /// <summary>
    /// How many have a value, nearly: versions that were struck out count until their segment is written anew. At once, whatever
    /// the size of the directory; enough to put values in order, not to be shown.
    /// </summary>
    /// <param name="key">The position of the key.</param>
    /// <param name="value">The ordinal of the value.</param>
    public long CountNearly(int key, int value) => parts.Sum(part => (long)part.Segment.Values[key][value].Count);

    /// <summary>How many profiles their owners keep themselves.</summary>
    public int CountConfirmed() => parts.Sum(part => Bits.CountBoth(part.Live, part.Segment.Confirmed));

    /// <summary>
    /// How many confirmed profiles have an in-person place in each group of postal areas; one with several places in a group
    /// counts once there.
    /// </summary>
    /// <param name="groupOfArea">By the number of the area, 0 to 99,999: its group, or −1 for none.</param>
    /// <param name="groups">How many groups there are.</param>
    /// <exception cref="ArgumentException">There is not one entry for each number, or a group is out of range.</exception>
    public int[] CountConfirmed(ReadOnlySpan<int> groupOfArea, int groups)
    {
        var counts = new int[groups];
        ConfirmedPages.CheckGroups(groupOfArea, groups);
        foreach (var part in parts)
        {
            ConfirmedPages.Count(part.Segment, part.Live, groupOfArea, counts);
        }

        return counts;
    }

    /// <summary>How each confirmed profile works, as <see cref="Fit.StyleCode"/> packs it; 0 for one that has not said.</summary>
    public IEnumerable<ulong> ConfirmedStyles() =>
        from part in parts
        from doc in Enumerable.Range(0, part.Segment.Size)
        where Bits.Has(part.Live, doc) && part.Segment.Tiers[doc] == 0
        select part.Segment.Styles[doc];

    /// <summary>The pages of confirmed profiles whose ids lie from one number to before another, by id.</summary>
    public IReadOnlyList<PageOf> Pages(long from, long before)
    {
        var pages = new List<PageOf>();
        foreach (var part in parts)
        {
            ConfirmedPages.Add(part.Segment, part.Live, from, before, pages);
        }

        pages.Sort((a, b) => a.Id.CompareTo(b.Id));
        return pages;
    }

    /// <summary>
    /// The stretches of ids, each so long, in which confirmed profiles have pages, by id, with the day when the latest of them
    /// was changed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not positive.</exception>
    public IReadOnlyList<(long From, int ChangedDay)> Stretches(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var newest = new SortedDictionary<long, int>();
        foreach (var part in parts)
        {
            ConfirmedPages.AddStretches(part.Segment, part.Live, length, newest);
        }

        return [.. newest.Select(stretch => (stretch.Key * length, stretch.Value))];
    }

    // From the smallest up, so that one edit's merges run into each other; then rewrite what is mostly struck out.
    private static void Settle(SearchSchema schema, List<IndexPart> parts)
    {
        for (var i = parts.Count - 2; i >= 0; i--)
        {
            if (AreNear(parts[i], parts[i + 1]) && parts[i].LiveCount + parts[i + 1].LiveCount <= MostAtOnce
                && !parts[i].Segment.IsMerging && !parts[i + 1].Segment.IsMerging)
            {
                parts[i] = IndexPart.Merge(schema, [parts[i], parts[i + 1]]);
                parts.RemoveAt(i + 1);
            }
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (IsMostlyGone(parts[i]) && parts[i].LiveCount <= MostAtOnce && !parts[i].Segment.IsMerging)
            {
                parts[i] = IndexPart.Merge(schema, [parts[i]]);
            }
        }
    }

    private static bool AreNear(IndexPart larger, IndexPart smaller) => larger.LiveCount < (long)Growth * smaller.LiveCount;

    private static bool IsMostlyGone(IndexPart part) => part.LiveCount * 2L < part.Segment.Size;
}
