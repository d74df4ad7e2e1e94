namespace Rapport.Core.Search;

/// <summary>Turns listings into a segment.</summary>
internal sealed class SegmentBuilder
{
    private readonly SearchSchema schema;
    private readonly Listing[] listings;
    private readonly List<int>?[][] values;
    private readonly List<int>?[] unknown;
    private readonly List<int>?[] covers;
    private readonly List<int>?[] placedIn;
    private readonly List<int> coverageUnknown = [];
    private readonly List<int> placeless = [];
    private readonly PlacedOpenings.Builder placedOpenings = new();
    private readonly WordSets.Builder names = new();
    private readonly WordSets.Builder terms = new();
    private readonly WordSets.Builder statements = new();

    private SegmentBuilder(SearchSchema schema, Listing[] listings)
    {
        this.schema = schema;
        this.listings = listings;
        values = [.. schema.Keys.Select(key => new List<int>?[key.Values.Count])];
        unknown = new List<int>?[schema.Keys.Count];
        covers = new List<int>?[schema.StateCount];
        placedIn = new List<int>?[schema.StateCount];
    }

    /// <summary>Makes one without what <see cref="Segment.WithLookup"/> works out.</summary>
    public static Segment Build(SearchSchema schema, IEnumerable<Listing> listings)
    {
        var ordered = listings.Select(listing => (Curve: SpaceFillingCurve.Position(listing), Listing: listing)).ToArray();
        Array.Sort(ordered, (a, b) => a.Curve != b.Curve
            ? a.Curve.CompareTo(b.Curve)
            : a.Listing.Id.CompareTo(b.Listing.Id));
        var curve = Array.ConvertAll(ordered, item => item.Curve);
        return new SegmentBuilder(schema, Array.ConvertAll(ordered, item => item.Listing)).Build(curve);
    }

    private Segment Build(uint[] curve)
    {
        var places = new PlaceColumns.Builder(listings.Length);
        for (var doc = 0; doc < listings.Length; doc++)
        {
            var listing = listings[doc];
            foreach (var place in listing.Places)
            {
                places.Add(UnitVector.Of(place.Latitude, place.Longitude), (short)place.State, place.Area);
            }

            places.EndProfile();
            AddFacts(doc, listing);
            names.Add(doc, JoinedNames.Of(listing.Name));
            terms.Add(doc, listing.Terms);
            statements.Add(doc, listing.Statements);
        }

        var openings = Array.ConvertAll(listings, Soonest);
        return new Segment
        {
            Ids = Array.ConvertAll(listings, listing => listing.Id),
            Curve = curve,
            Tiers = Array.ConvertAll(listings, listing => (byte)listing.Tier),
            OpeningKinds = Array.ConvertAll(openings, opening => (byte)opening.Kind),
            OpeningWhens = Array.ConvertAll(openings, opening => opening.When),
            PlacedOpenings = placedOpenings.Build(listings.Length),
            ConfirmedDays = Array.ConvertAll(listings, listing => listing.ConfirmedDay ?? Segment.NotKnown),
            Fees = Array.ConvertAll(listings, listing => listing.CheapestFeeCents ?? Segment.NotKnown),
            Practices = Array.ConvertAll(listings, listing => listing.Practice ?? 0),
            Styles = Array.ConvertAll(listings, listing => listing.Style),
            Slugs = TextColumn.Of(listings, listing => listing.Slug ?? ""),
            ChangedDays = Array.ConvertAll(listings, listing => listing.ChangedDay),
            SortNames = TextColumn.Of(listings, listing => SearchText.Fold(listing.SortName ?? listing.Name)),
            Values = Array.ConvertAll(values, Sets),
            Unknown = Sets(unknown),
            Covers = Sets(covers),
            PlacedIn = Sets(placedIn),
            CoverageUnknown = Set(coverageUnknown),
            Placeless = Set(placeless),
            Places = new PlaceColumns(places.Arrays()),
            Names = names.Build(listings.Length),
            Terms = terms.Build(listings.Length),
            Statements = statements.Build(listings.Length),
        };
    }

    private void AddFacts(int doc, Listing listing)
    {
        AddStates(doc, listing);
        for (var key = 0; key < values.Length; key++)
        {
            var known = schema.Keys[key].Kind switch
            {
                FilterKind.Maximum => AddFee(doc, key, listing.CheapestFeeCents),
                FilterKind.State => listing.Places.Count > 0 || listing.OnlineStates is not null,
                FilterKind.Opening => AddOpenings(doc, key, listing),
                _ => AddValues(doc, key, listing.Values[key]),
            };
            if (!known)
            {
                AddOne(doc, ref unknown[key]);
            }
        }
    }

    private void AddStates(int doc, Listing listing)
    {
        if (listing.OnlineStates is null)
        {
            coverageUnknown.Add(doc);
        }

        if (listing.Places.Count == 0)
        {
            placeless.Add(doc);
        }

        foreach (var state in listing.OnlineStates ?? [])
        {
            AddOne(doc, ref covers[state]);
            AddOne(doc, ref values[schema.StateKey][state]);
        }

        foreach (var place in listing.Places)
        {
            if (place.State >= 0)
            {
                AddOne(doc, ref placedIn[place.State]);
                AddOne(doc, ref values[schema.StateKey][place.State]);
            }
        }
    }

    private bool AddFee(int doc, int key, int? cents)
    {
        var bounds = schema.Keys[key].MaximumCents;
        for (var value = 0; value < bounds.Length && cents is not null; value++)
        {
            if (cents <= bounds[value])
            {
                AddOne(doc, ref values[key][value]);
            }
        }

        return cents is not null;
    }

    private bool AddOpenings(int doc, int key, Listing listing)
    {
        foreach (var opening in listing.Openings ?? [])
        {
            foreach (var value in opening.Values)
            {
                AddOne(doc, ref values[key][value]);
            }
        }

        if (listing.Openings?.Any(opening => opening.Place != ListingOpening.Everywhere) == true)
        {
            placedOpenings.Add(doc, [.. listing.Openings.Select(PlacedOpening.Of)]);
        }

        return listing.Openings is not null;
    }

    private static Opening Soonest(Listing listing)
    {
        var soonest = listing.Openings is [var first, ..] ? first.Opening : default;
        foreach (var (opening, _, _) in listing.Openings ?? [])
        {
            soonest = opening.IsSoonerThan(soonest) ? opening : soonest;
        }

        return soonest;
    }

    private bool AddValues(int doc, int key, int[]? ordinals)
    {
        foreach (var value in ordinals ?? [])
        {
            AddOne(doc, ref values[key][value]);
        }

        return ordinals is not null;
    }

    // A value may be named twice, as by two places in one state.
    private static void AddOne(int doc, ref List<int>? docs)
    {
        docs ??= [];
        if (docs.Count == 0 || docs[^1] != doc)
        {
            docs.Add(doc);
        }
    }

    private DocSet[] Sets(List<int>?[] lists) => Array.ConvertAll(lists, Set);

    private DocSet Set(List<int>? docs) =>
        DocSet.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(docs), listings.Length);
}
