using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// The peer that needs no engine: a plain loop over all profiles on one thread, with the same totals and the same counts
/// (who fails no filter, and who fails exactly the key's own). It is spared the order, and the counts of state and format.
/// </summary>
internal sealed class ScanPeer
{
    private readonly SyntheticDirectory world;
    private readonly string[] words;
    private readonly int[][] wordsOf;

    public ScanPeer(SyntheticDirectory world)
    {
        this.world = world;
        var texts = Array.ConvertAll(world.Listings, listing =>
            SearchText.Fold(listing.Name + " " + listing.Terms + " " + listing.Statements).Split(' '));
        words = [.. texts.SelectMany(text => text).Distinct().Order(StringComparer.Ordinal)];
        wordsOf = Array.ConvertAll(texts, text =>
            text.Select(word => Array.BinarySearch(words, word, StringComparer.Ordinal)).Distinct().Order().ToArray());
    }

    public (int Total, int[][] Counts) Search(SearchQuery query)
    {
        var schema = world.Schema;
        var format = query.Must.FirstOrDefault(filter => filter.Key == schema.FormatKey);
        var state = query.Must.FirstOrDefault(filter => filter.Key == schema.StateKey);
        var plain = query.Must.Where(filter => filter != format && filter != state).ToArray();
        var asked = SearchText.QueryWords(query.Text).Select((word, i) =>
            Range(word, i == SearchText.QueryWords(query.Text).Count - 1)).ToArray();
        var total = 0;
        var counts = schema.Keys.Select(key => new int[key.Values.Count]).ToArray();
        for (var i = 0; i < world.Listings.Length; i++)
        {
            var listing = world.Listings[i];
            var failed = -1;
            var failures = Reaches(listing, query.Origin, format, state) && HasWords(wordsOf[i], asked) ? 0 : 2;
            for (var f = 0; f < plain.Length && failures < 2; f++)
            {
                if (!Meets(listing, plain[f]))
                {
                    failures++;
                    failed = plain[f].Key;
                }
            }

            total += failures == 0 ? 1 : 0;
            for (var key = 0; key < counts.Length && failures < 2; key++)
            {
                if (failures == 0 || key == failed)
                {
                    Count(listing, key, counts[key]);
                }
            }
        }

        return (total, counts);
    }

    private void Count(Listing listing, int key, int[] counts)
    {
        if (world.Schema.Keys[key].Kind == FilterKind.Maximum)
        {
            for (var value = 0; value < counts.Length; value++)
            {
                counts[value] += listing.CheapestFeeCents <= (value + 1) * 5000 ? 1 : 0;
            }
        }
        else if (world.Schema.Keys[key].Kind == FilterKind.Exclude)
        {
            for (var value = 0; value < counts.Length; value++)
            {
                counts[value] += listing.Values[key]?.Contains(value) == true ? 0 : 1;
            }
        }
        else if (listing.Values[key] is { } values)
        {
            foreach (var value in values)
            {
                counts[value]++;
            }
        }
    }

    private static bool Meets(Listing listing, KeyFilter filter) => filter.AtMostCents is { } bound
        ? listing.CheapestFeeCents <= bound
        : listing.Values[filter.Key] is { } values && filter.Values.Any(value => values.Contains(value));

    private bool Reaches(Listing listing, SearchOrigin? origin, KeyFilter? format, KeyFilter? state)
    {
        if (origin is null && state is null && format is null)
        {
            return true;
        }

        var near = (format is null || format.Values.Contains(0)) && listing.Places.Any(place =>
            (state is null || state.Values.Contains(place.State))
            && (origin is null || new GeoPoint(place.Latitude, place.Longitude).MilesTo(new GeoPoint(origin.Latitude, origin.Longitude)) <= origin.RadiusMiles));
        return near || (listing.OnlineStates is { } covered
            && (origin is null || covered.Contains(origin.State))
            && (state is null || covered.Any(value => state.Values.Contains(value)))
            && (format is null || listing.Values[world.Schema.FormatKey]?.Any(value => value > 0 && format.Values.Contains(value)) == true));
    }

    private static bool HasWords(int[] words, (int From, int To)[] asked)
    {
        foreach (var (from, to) in asked)
        {
            var at = Array.BinarySearch(words, from);
            at = at < 0 ? ~at : at;
            if (at == words.Length || words[at] >= to)
            {
                return false;
            }
        }

        return true;
    }

    private (int From, int To) Range(string word, bool mayBegin)
    {
        var from = Array.BinarySearch(words, word, StringComparer.Ordinal);
        var to = from < 0 ? ~from : from + 1;
        from = from < 0 ? ~from : from;
        while (mayBegin && to < words.Length && words[to].StartsWith(word, StringComparison.Ordinal))
        {
            to++;
        }

        return (from, to);
    }
}
