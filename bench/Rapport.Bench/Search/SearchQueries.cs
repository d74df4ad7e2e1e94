using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>One kind of search.</summary>
internal sealed record SearchKind(string Name, SearchQuery[] Queries);

/// <summary>
/// The searches that are measured, from a seed. Each has somebody of the directory in mind, whose town, facts and words are
/// asked for: so what goes together in people goes together in what is asked, and nearly no page is empty.
/// </summary>
internal sealed class SearchQueries
{
    private const int Sampled = 20_000;

    private static readonly int[] Radii = [5, 10, 25, 50];

    private static readonly string[] Asked =
        ["profession", "issue", "age", "who", "approach", "language", "gender", "insurer", "payment", "times", "slidingScale", "feeMax"];

    private readonly DemoDirectory directory;
    private readonly Random random = new(20_261_127);
    private readonly Dictionary<string, double> shareOfWord;
    private readonly string[] common;

    private SearchQueries(DemoDirectory directory)
    {
        this.directory = directory;
        var sample = directory.Listings.Take(Sampled).ToArray();
        shareOfWord = sample.SelectMany(listing => SearchText.Fold(listing.Statements).Split(' ').Distinct())
            .CountBy(word => word)
            .ToDictionary(word => word.Key, word => word.Value / (double)sample.Length);
        common = [.. shareOfWord.Where(word => word.Value > 0.2 && word.Key.Length > 3).Select(word => word.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>So many searches, of each kind as many as of the others.</summary>
    public static SearchKind[] Make(DemoDirectory directory, int queries)
    {
        var make = new SearchQueries(directory);
        (string Name, Func<SearchQuery> Make)[] kinds =
        [
            ("(a) place, radius, 1 to 4 filters", () => make.Near(1, 4)),
            ("(b) online in a state, at most 1 filter", make.Online),
            ("(c) two words and a state", make.WordsInState),
            ("(d) a name with an error", make.Name),
            ("(e) one filter, whole country", () => make.Of(make.Somebody(), 1)),
            ("(f) place, 5 to 7 filters", () => make.Near(5, 7)),
            ("(g) two common words, whole country", make.CommonWords),
        ];
        return [.. kinds.Select((kind, i) => new SearchKind(
            kind.Name, [.. Enumerable.Range(0, ((i + 1) * queries / kinds.Length) - (i * queries / kinds.Length)).Select(_ => kind.Make())]))];
    }

    private SearchQuery Near(int fewest, int most)
    {
        var count = random.Next(fewest, most + 1);
        var somebody = Somebody(listing => listing.Places.Count > 0 && Askable(listing).Length >= count);
        var place = somebody.Places[0];
        return Of(somebody, count) with
        {
            Origin = new SearchOrigin(place.Latitude, place.Longitude, Radii[random.Next(Radii.Length)], place.State),
        };
    }

    private SearchQuery Online()
    {
        var online = directory.Schema.Keys[directory.Schema.FormatKey].OrdinalOf("online");
        var somebody = Somebody(listing => listing.OnlineStates is { Length: > 0 }
            && listing.Values[directory.Schema.FormatKey]?.Contains(online) == true);
        var query = Of(somebody, random.Next(2));
        return query with
        {
            Must =
            [
                new KeyFilter(directory.Schema.FormatKey, [online]),
                new KeyFilter(directory.Schema.StateKey, [somebody.OnlineStates![0]]),
                .. query.Must,
            ],
        };
    }

    private SearchQuery WordsInState()
    {
        while (true)
        {
            var somebody = Somebody(listing => listing.Places is [{ State: >= 0 }, ..]);
            var rare = SearchText.Fold(somebody.Statements).Split(' ').Distinct()
                .Where(word => word.Length > 3 && shareOfWord.GetValueOrDefault(word) is > 0.001 and < 0.1).ToArray();
            if (rare.Length > 1)
            {
                random.Shuffle(rare);
                return Of(somebody, 0) with
                {
                    Must = [new KeyFilter(directory.Schema.StateKey, [somebody.Places[0].State])],
                    Text = rare[0] + " " + rare[1],
                };
            }
        }
    }

    // First and last name, without the middle one and what stands behind a name; in the longest of them an error.
    private SearchQuery Name()
    {
        var somebody = Somebody(listing => listing.SortName is not null);
        var sorted = SearchText.Fold(somebody.SortName!).Split(' ');
        var names = SearchText.Fold(somebody.Name.Split('\n')[0]).Split(' ').Where(sorted.Contains).ToArray();
        var longest = Array.FindIndex(names, name => name.Length == names.Max(other => other.Length));
        names[longest] = Misspelt(names[longest]);
        return Of(somebody, 0) with { Text = string.Join(' ', names), ForgivesNames = true };
    }

    // Another letter, one that lacks, one too many, or two swapped.
    private string Misspelt(string name)
    {
        var at = random.Next(name.Length - 1);
        var letter = (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => name[..at] + letter + name[(at + 1)..],
            1 => name[..at] + name[(at + 1)..],
            2 => name[..at] + letter + name[at..],
            _ => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
        };
    }

    private SearchQuery CommonWords()
    {
        var words = random.GetItems(common, 2);
        return Of(Somebody(), 0) with { Text = words[0] + " " + words[1] };
    }

    private SearchQuery Of(Listing somebody, int filters)
    {
        var keys = Askable(somebody);
        random.Shuffle(keys);
        return new SearchQuery
        {
            Must = [.. keys.Take(filters).Select(key => Filter(somebody, key))],
            Today = DemoDirectory.Today,
            Seed = Lot.SeedOf(DemoDirectory.Today),
            FacetKeys = directory.Groups,
        };
    }

    private int[] Askable(Listing listing) => [.. Asked.Select(directory.Schema.IndexOf)
        .Where(key => directory.Schema.Keys[key].Kind == FilterKind.Maximum
            ? listing.CheapestFeeCents is not null
            : Choices(listing, key).Length > 0)];

    // Nobody asks for English, nor for who does not lower the fee.
    private int[] Choices(Listing listing, int key) => [.. (listing.Values[key] ?? [])
        .Where(value => directory.Schema.Keys[key].Values[value] is not ("en" or "no"))];

    private KeyFilter Filter(Listing somebody, int key)
    {
        if (directory.Schema.Keys[key].Kind == FilterKind.Maximum)
        {
            return KeyFilter.AtMost(key, (somebody.CheapestFeeCents!.Value + 1999) / 2000 * 2000);
        }

        var own = Choices(somebody, key);
        int[] values = [own[random.Next(own.Length)]];
        // Now and then either of two will do.
        return new KeyFilter(key, random.Next(4) == 0 && own.Length > 1 ? [.. values.Append(own[random.Next(own.Length)]).Distinct()] : values);
    }

    private Listing Somebody(Predicate<Listing>? suits = null)
    {
        while (true)
        {
            var listing = directory.Listings[random.Next(directory.Listings.Length)];
            if (Askable(listing).Length > 0 && (suits is null || suits(listing)))
            {
                return listing;
            }
        }
    }
}
