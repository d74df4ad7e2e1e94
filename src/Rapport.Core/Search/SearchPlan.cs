namespace Rapport.Core.Search;

/// <summary>A query once it is checked and sorted out: what every segment needs to know.</summary>
internal sealed class SearchPlan
{
    private readonly bool[] counted;

    /// <param name="schema">The keys.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="closeWords">Words of the text for which names that are close count too.</param>
    /// <exception cref="ArgumentException">The query does not fit the schema.</exception>
    public SearchPlan(SearchSchema schema, SearchQuery query, IReadOnlySet<string> closeWords)
    {
        if (query.Skip < 0 || query.Take < 0 || !Enum.IsDefined(query.Sort))
        {
            throw new ArgumentException("A page begins at 0 or later, in an order that exists.", nameof(query));
        }

        if (query.FacetKeys?.Any(key => key < 0 || key >= schema.Keys.Count) == true)
        {
            throw new ArgumentException("A key to count is unknown.", nameof(query));
        }

        Schema = schema;
        Query = query;
        counted = new bool[schema.Keys.Count];
        if (query is { WithFacets: true, FacetKeys: null })
        {
            Array.Fill(counted, true);
        }

        for (var at = 0; query.WithFacets && at < query.FacetKeys?.Count; at++)
        {
            counted[query.FacetKeys[at]] = true;
        }

        Order = SearchOrder.Of(query.Sort);
        var language = schema.Stems.IndexOf(query.Language);
        Text = AskedText.Of(SearchText.Parted(query.Text).Wanted, language);
        CloseWords = closeWords;
        Unwanted = SearchText.Unwanted(query.Text, language);
        var musts = Checked(query.Must);
        Format = Array.Find(musts, filter => filter.Key == schema.FormatKey);
        State = Array.Find(musts, filter => filter.Key == schema.StateKey);
        Plain = Array.FindAll(musts, filter => filter != Format && filter != State);
        Musts = musts;
        FromAfarCounts = Format is null || Format.Values.Any(format => format != 0);
        OpeningsAsked = new OpeningsHere.Asked(InPersonCounts, FromAfarCounts, State?.Values);
        Nices = Checked(query.Nice);
        if (query.Origin is { } origin)
        {
            Check(origin);
            Point = UnitVector.Of(origin.Latitude, origin.Longitude);
            ChordSquared = GreatCircle.ChordSquared(origin.RadiusMiles);
            Areas = origin.Areas is { } areas ? AreasOf(areas) : null;
        }
    }

    public SearchSchema Schema { get; }

    public SearchQuery Query { get; }

    /// <summary>What may be let go of, apart from the place: the keys of the plain musts, then the text.</summary>
    public int[] Wishes => [.. Plain.Select(must => must.Key), .. TextIsMust ? new[] { LooserCounts.Text } : []];

    public SearchOrder Order { get; }

    public AskedText Text { get; }

    public IReadOnlyList<string> Words => [.. Text.Words.Select(word => word.Text)];

    /// <summary>The words and phrases that nobody found has.</summary>
    public IReadOnlyList<AskedText> Unwanted { get; }

    /// <summary>Whether the text leaves anybody out.</summary>
    public bool TextIsMust => (Text.Words.Length > 0 && !Query.TextIsNice) || Unwanted.Count > 0;

    /// <summary>Those for which names that are close count too.</summary>
    public IReadOnlySet<string> CloseWords { get; }

    /// <summary>All musts that ask something.</summary>
    public KeyFilter[] Musts { get; }

    /// <summary>The musts that a place has no part in.</summary>
    public KeyFilter[] Plain { get; }

    public KeyFilter? Format { get; }

    public KeyFilter? State { get; }

    public KeyFilter[] Nices { get; }

    public UnitVector Point { get; }

    public double ChordSquared { get; }

    /// <summary>The postal areas asked, a bit each; null is any.</summary>
    public ulong[]? Areas { get; }

    public bool HasOrigin => Query.Origin is not null;

    public bool HasLocation => HasOrigin || Format is not null || State is not null;

    /// <summary>Whether meeting in person is among what is asked.</summary>
    public bool InPersonCounts => Format is null || Format.Values.Contains(0);

    /// <summary>Whether meeting from afar is.</summary>
    public bool FromAfarCounts { get; }

    /// <summary>In which ways and states openings have to hold.</summary>
    public OpeningsHere.Asked OpeningsAsked { get; }

    /// <summary>Whether the values of a key are counted, and so without its own filter.</summary>
    public bool LeavesOut(int key) => key >= 0 && counted[key];

    /// <summary>Whether a count leaves out the place, the format and the state.</summary>
    public bool LeavesLocationOut => LeavesOut(Schema.FormatKey) || LeavesOut(Schema.StateKey);

    private KeyFilter[] Checked(IReadOnlyList<KeyFilter> filters)
    {
        Span<bool> seen = stackalloc bool[Schema.Keys.Count];
        var asking = 0;
        foreach (var filter in filters)
        {
            if (filter.Key < 0 || filter.Key >= seen.Length || seen[filter.Key])
            {
                throw new ArgumentException("A key is unknown or stands twice.", nameof(filters));
            }

            seen[filter.Key] = true;
            var key = Schema.Keys[filter.Key];
            for (var at = 0; at < filter.Values.Count; at++)
            {
                if (filter.Values[at] < 0 || filter.Values[at] >= key.Values.Count)
                {
                    throw new ArgumentException($"The key '{key.Name}' has no such value.", nameof(filters));
                }
            }

            if (filter.AtMostCents is not null && (key.Kind != FilterKind.Maximum || filter.Values.Count > 0))
            {
                throw new ArgumentException($"'{key.Name}' takes either values or, as a maximum, a bound.", nameof(filters));
            }

            asking += filter.AsksNothing ? 0 : 1;
        }

        return asking == 0 ? [] : [.. filters.Where(filter => !filter.AsksNothing)];
    }

    private static ulong[] AreasOf(IReadOnlyList<int> areas)
    {
        var bits = new ulong[Bits.Words(Segment.MostAreas)];
        foreach (var area in areas)
        {
            if (area is < 0 or >= Segment.MostAreas)
            {
                throw new ArgumentException("A postal area has a number from 0 to 99,999.", nameof(areas));
            }

            Bits.Set(bits, area);
        }

        return bits;
    }

    private void Check(SearchOrigin origin)
    {
        if (!(Math.Abs(origin.Latitude) <= 90) || !(Math.Abs(origin.Longitude) <= 180))
        {
            throw new ArgumentException("The origin is no point on the Earth.", nameof(origin));
        }

        if (!(origin.RadiusMiles >= 0))
        {
            throw new ArgumentException("The radius must be 0 or more.", nameof(origin));
        }

        if (origin.State < -1 || origin.State >= Schema.StateCount)
        {
            throw new ArgumentException("The origin's state is unknown.", nameof(origin));
        }
    }
}
