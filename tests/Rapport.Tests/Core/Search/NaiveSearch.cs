using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Rapport.Core.Fit;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>
/// What a search means, written as plainly as possible over the listings themselves: no index, no bitmaps, no shared code
/// with the engine beyond its types.
/// </summary>
internal sealed partial class NaiveSearch(SearchSchema schema, IReadOnlyCollection<Listing> listings)
{
    private SearchQuery? closeOf;
    private HashSet<(string Word, bool IsExact)> close = [];

    public int Total(SearchQuery query) => listings.Count(listing => Passes(listing, query));

    public IReadOnlyList<long> Ids(SearchQuery query)
    {
        var found = listings.Where(listing => Passes(listing, query))
            .Select(listing => (Ranks: Ranks(listing, query), listing.Id)).ToList();
        StandBehindTheirPractice(found, query);
        found.Sort((a, b) =>
        {
            for (var i = 0; i < a.Ranks.Length; i++)
            {
                var compared = a.Ranks[i] is string name
                    ? string.CompareOrdinal(name, (string)b.Ranks[i])
                    : Comparer<object>.Default.Compare(a.Ranks[i], b.Ranks[i]);
                if (compared != 0)
                {
                    return compared;
                }
            }

            return a.Id.CompareTo(b.Id);
        });
        found.RemoveAll(item => query.Seen.Contains(item.Id));
        return [.. found.Skip(query.Skip).Take(query.Take).Select(item => item.Id)];
    }

    // From the fourth of a practice on among those whom the steps before leave equal, but never who is found by name.
    private void StandBehindTheirPractice(List<(object[] Ranks, long Id)> found, SearchQuery query)
    {
        var practices = listings.ToDictionary(listing => listing.Id, listing => listing.Practice);
        var asksForNames = Runs(query).Where(run => !run.IsUnwanted).SelectMany(run => Words(run.Text)).Any();
        var classes = query.Sort != SearchSort.Best ? [] : found
            .Where(one => practices[one.Id] is not null && (!asksForNames || !one.Ranks[1].Equals(0)))
            .GroupBy(one => (string.Join(' ', one.Ranks[..PracticeStep]), practices[one.Id]));
        foreach (var one in classes.SelectMany(equals => equals
            .OrderBy(one => one.Ranks[PracticeStep + 1]).ThenBy(one => one.Ranks[PracticeStep + 2]).ThenBy(one => one.Id).Skip(3)))
        {
            one.Ranks[PracticeStep] = 1;
        }
    }

    private const int PracticeStep = 6;

    // Milliseconds of the clock, not of work: a busy machine may leave a test lying for a while.
    private const int Patience = 60_000;

    public int Count(SearchQuery query, int key, int value) =>
        Total(With(query, key, new KeyFilter(key, [value])));

    public int NotKnown(SearchQuery query, int key)
    {
        var without = With(query, key, Find(query, FilterKind.Format) is { } format && format.Key == key ? format with { NotKnownToo = true } : null);
        return listings.Count(listing => Passes(listing, without) && IsUnknown(listing, without, key));
    }

    public double? Miles(Listing listing, SearchQuery query)
    {
        var tenths = Tenths(listing, query);
        return tenths is null || query.Origin?.Areas is not null ? null : tenths / 10d;
    }

    /// <summary>
    /// The areas in which one is met, −1 for none: of her nearest place, or of the first. Several where the places are
    /// equally far but for rounding.
    /// </summary>
    public IReadOnlySet<int> Areas(Listing listing, SearchQuery query)
    {
        var state = Find(query, FilterKind.State);
        var places = listing.Places.Where(place => state is null || state.Values.Contains(place.State)).ToList();
        if (query.Origin is not { } origin)
        {
            return new HashSet<int> { places.Count > 0 ? places[0].Area : -1 };
        }

        places.RemoveAll(place => !IsWithin(place, origin));
        var nearest = places.Count > 0 ? places.Min(place => Haversine(place, origin)) : 0;
        return places.Where(place => Haversine(place, origin) < nearest + 1e-6).Select(place => place.Area)
            .DefaultIfEmpty(-1).ToHashSet();
    }

    public bool AsksForMeetingInPerson(SearchQuery query) => Find(query, FilterKind.Format) is not { } format || format.Values.Contains(0);

    public bool Passes(Listing listing, SearchQuery query) =>
        !(query.ConfirmedOnly && listing.Tier > 0)
        && !(query.PlacedOnly && query.Origin is { } origin && !listing.Places.Any(place => IsWithin(place, origin)))
        && query.Must.Where(Asks).All(filter => Kind(filter) is FilterKind.Format or FilterKind.State || Meets(listing, query, filter))
        && IsReached(listing, query.Origin, Find(query, FilterKind.Format), Find(query, FilterKind.State))
        && (query.TextIsNice || TextScore(listing, query) is { HasAll: true })
        && !Unwanted(query).Any(unwanted => Has(listing, query, unwanted));

    /// <summary>How many the search would find without these keys and, if asked, without its text.</summary>
    public int TotalWithout(SearchQuery query, SearchPlacing? placing, params int[] wishes)
    {
        KeyFilter[] placed = placing is null
            ? [.. query.Must.Where(must => Kind(must) is FilterKind.Format or FilterKind.State)]
            : [.. new[] { placing.Format, placing.State }.OfType<KeyFilter>()];
        return Total(new SearchQuery
        {
            Origin = placing is null ? query.Origin : placing.Origin,
            ConfirmedOnly = query.ConfirmedOnly,
            Must = [.. query.Must.Where(must => Kind(must) is not (FilterKind.Format or FilterKind.State) && !wishes.Contains(must.Key)), .. placed],
            Text = wishes.Contains(LooserCounts.Text) ? null : query.Text,
            Language = query.Language,
            TextIsNice = query.TextIsNice,
            ForgivesNames = query.ForgivesNames,
        });
    }

    // The ways of meeting and the states are counted over those from afar too.
    private SearchQuery With(SearchQuery query, int key, KeyFilter? filter) => new()
    {
        Origin = query.Origin,
        ConfirmedOnly = query.ConfirmedOnly,
        PlacedOnly = query.PlacedOnly && schema.Keys[key].Kind is not (FilterKind.Format or FilterKind.State),
        Must = [.. query.Must.Where(must => must.Key != key), .. filter is null ? [] : new[] { filter }],
        Text = query.Text,
        Language = query.Language,
        TextIsNice = query.TextIsNice,
        ForgivesNames = query.ForgivesNames,
    };

    private static bool Asks(KeyFilter filter) => filter.Values.Count > 0 || filter.AtMostCents is not null;

    private FilterKind Kind(KeyFilter filter) => schema.Keys[filter.Key].Kind;

    private KeyFilter? Find(SearchQuery query, FilterKind kind) =>
        query.Must.Where(Asks).FirstOrDefault(filter => Kind(filter) == kind);

    private bool IsUnknown(Listing listing, SearchQuery query, int key) => schema.Keys[key].Kind switch
    {
        FilterKind.Opening => listing.Openings is null || (listing.Openings.Count > 0 && !OpeningsHere(listing, query).Any()),
        FilterKind.Maximum => listing.CheapestFeeCents is null,
        FilterKind.State => listing.Places.Count == 0 && listing.OnlineStates is null,
        _ => listing.Values[key] is null,
    };

    /// <summary>The openings that hold everywhere, those of the places that count, and those from afar where one may meet so.</summary>
    private IEnumerable<ListingOpening> OpeningsHere(Listing listing, SearchQuery query)
    {
        var state = Find(query, FilterKind.State);
        var mayMeetFromAfar = Find(query, FilterKind.Format) is not { } format || format.Values.Any(way => way is 1 or 2);
        foreach (var opening in listing.Openings ?? [])
        {
            var counts = opening.Place switch
            {
                -1 => true,
                -2 => mayMeetFromAfar
                    && (query.Origin is null || (listing.OnlineStates ?? []).Contains(query.Origin.State))
                    && (state is null || (listing.OnlineStates ?? []).Any(covered => state.Values.Contains(covered))),
                _ => AsksForMeetingInPerson(query)
                    && (query.Origin is not { } origin || IsWithin(listing.Places[opening.Place], origin))
                    && (state is null || state.Values.Contains(listing.Places[opening.Place].State)),
            };
            if (counts)
            {
                yield return opening;
            }
        }
    }

    private bool Meets(Listing listing, SearchQuery query, KeyFilter filter)
    {
        if (filter.NotKnownToo && IsUnknown(listing, query, filter.Key))
        {
            return true;
        }

        var values = listing.Values[filter.Key];
        switch (Kind(filter))
        {
            case FilterKind.Opening:
                return OpeningsHere(listing, query).Any(opening => opening.Values.Intersect(filter.Values).Any());
            case FilterKind.Exclude:
                return values is null || !filter.Values.Any(value => values.Contains(value));
            case FilterKind.Maximum:
                var bound = filter.AtMostCents ?? filter.Values.Max(value =>
                    100 * int.Parse(schema.Keys[filter.Key].Values[value], CultureInfo.InvariantCulture));
                return listing.CheapestFeeCents <= bound;
            default:
                return values is not null && filter.Values.Any(value => values.Contains(value));
        }
    }

    private bool IsReached(Listing listing, SearchOrigin? origin, KeyFilter? format, KeyFilter? state)
    {
        var formats = listing.Values[schema.FormatKey];
        var unknownStateIsFine = state is { NotKnownToo: true } && IsUnknown(listing, new SearchQuery(), schema.StateKey);
        if (origin is null && state is null)
        {
            return format is null || (formats is null ? format.NotKnownToo : formats.Intersect(format.Values).Any());
        }

        var near = listing.Places
            .Where(place => origin is null || IsWithin(place, origin))
            .Any(place => state is null || state.Values.Contains(place.State));
        var coverage = listing.OnlineStates;
        var covers = (origin is null || coverage?.Contains(origin.State) == true)
            && (state is null || unknownStateIsFine || coverage?.Intersect(state.Values).Any() == true);
        if (format is null)
        {
            return near || covers;
        }

        if (formats is null)
        {
            var mayCover = (origin is null || (coverage is not null ? coverage.Contains(origin.State)
                    : listing.Places.Count == 0 || (origin.State >= 0 && listing.Places.Any(place => place.State == origin.State))))
                && (state is null || unknownStateIsFine || coverage?.Intersect(state.Values).Any() == true);
            return format.NotKnownToo && format.Values.Any(asked => asked == 0
                ? near || (listing.Places.Count == 0 && mayCover)
                : mayCover);
        }

        return format.Values.Intersect(formats).Any(asked => asked == 0 ? near || (origin is null && unknownStateIsFine) : covers);
    }

    private int? Tenths(Listing listing, SearchQuery query)
    {
        if (query.Origin is not { } origin)
        {
            return null;
        }

        var state = Find(query, FilterKind.State);
        var near = listing.Places
            .Where(place => state is null || state.Values.Contains(place.State))
            .Where(place => IsWithin(place, origin))
            .Select(place => origin.Areas is null ? Haversine(place, origin) : 0)
            .ToList();
        return near.Count == 0 ? null : (int)Math.Round(near.Min() * 10);
    }

    private static bool IsWithin(ListingPlace place, SearchOrigin origin) =>
        Haversine(place, origin) <= origin.RadiusMiles && origin.Areas?.Contains(place.Area) != false;

    private static double Haversine(ListingPlace place, SearchOrigin origin)
    {
        static double Radians(double degrees) => degrees * Math.PI / 180;
        var latitude = Math.Sin(Radians(place.Latitude - origin.Latitude) / 2);
        var longitude = Math.Sin(Radians(place.Longitude - origin.Longitude) / 2);
        var h = (latitude * latitude)
            + (Math.Cos(Radians(place.Latitude)) * Math.Cos(Radians(origin.Latitude)) * longitude * longitude);
        return 2 * 3958.7613 * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private object[] Ranks(Listing listing, SearchQuery query)
    {
        var nice = query.Nice.Where(Asks).Count(filter => !MeetsNice(listing, query, filter));
        var format = Find(query, FilterKind.Format);
        var tenths = format is null || format.Values.Contains(0) ? Tenths(listing, query) : null;
        var band = tenths is null ? 99 : new[] { 2, 5, 10, 25, 50, 100 }.Count(end => tenths > end * 10);
        var age = listing.ConfirmedDay is { } day ? Math.Max(0, query.Today - day) : int.MaxValue;
        var fresh = age == int.MaxValue ? 99 : new[] { 14, 90, 180, 365 }.Count(end => age > end);
        var wait = OpeningsHere(listing, query).Select(one => one.Opening.Kind switch
        {
            OpeningKind.Open => Math.Max(0, (one.Opening.FromDay ?? 0) - query.Today),
            OpeningKind.WaitingList => 10_000 + (one.Opening.Weeks ?? 999),
            OpeningKind.NotKnown => 11_000,
            OpeningKind.ExistingOnly => 11_001,
            _ => 11_002,
        }).DefaultIfEmpty(11_000).Min();
        var opening = wait <= 7 ? 0 : wait <= 30 ? 1 : wait < 10_000 ? 2 : wait < 11_000 ? 3 : wait == 11_000 ? 4 : 5;
        var (text, named, _) = TextScore(listing, query);
        var fee = listing.CheapestFeeCents ?? int.MaxValue;
        var lot = Lot(query.Seed, listing.Id);
        return query.Sort switch
        {
            SearchSort.Best => [listing.Tier, named ? 0 : 1, nice, opening, band, fresh, 0, -text, lot],
            SearchSort.Distance => [listing.Tier, tenths ?? int.MaxValue, nice, opening, fresh, -text, lot],
            SearchSort.Opening => [listing.Tier, wait, nice, band, fresh, -text, lot],
            SearchSort.Fee => [listing.Tier, fee, nice, opening, band, lot],
            SearchSort.Confirmed => [listing.Tier, age, nice, opening, band, lot],
            SearchSort.Fit => [listing.Tier, named ? 0 : 1, Math.Max(0, opening - 2), nice, SearchOrder.FitRank(query.Fit is null ? 0 : FitOf(listing, query.Fit)), lot],
            _ => [listing.Tier, string.Join(' ', Words(listing.SortName ?? listing.Name))],
        };
    }

    private static double FitOf(Listing listing, FitScorer fit) => fit.Of(listing.Style, listing.Id);

    /// <summary>The lot as the page on the order says it is drawn, with whole numbers that cannot overflow.</summary>
    private static int Lot(ulong seed, long id)
    {
        var modulus = BigInteger.One << 64;
        BigInteger Wrapped(BigInteger number) => ((number % modulus) + modulus) % modulus;
        var mixed = Wrapped(seed + (Wrapped(id) * 0x9E3779B97F4A7C15UL));
        mixed = Wrapped((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = Wrapped((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return (int)((mixed ^ (mixed >> 31)) >> 41);
    }

    private bool MeetsNice(Listing listing, SearchQuery query, KeyFilter filter)
    {
        filter = filter with { NotKnownToo = false };
        return Kind(filter) switch
        {
            FilterKind.Format => IsReached(listing, query.Origin, filter, null),
            FilterKind.State => filter.Values.Any(state => listing.Places.Any(place => place.State == state)
                || listing.OnlineStates?.Contains(state) == true),
            _ => Meets(listing, query, filter),
        };
    }

    /// <summary>The score, whether all words stand in the name, and whether each stands somewhere, and each phrase.</summary>
    private (int Score, bool Named, bool HasAll) TextScore(Listing listing, SearchQuery query, HashSet<(string Word, bool IsExact)>? forgiven = null)
    {
        var runs = Runs(query).Where(run => !run.IsUnwanted).ToList();
        var asked = runs.SelectMany(run => Words(run.Text).Select(word => (Word: word, IsExact: run.IsQuoted))).ToArray();
        var forgives = forgiven ?? CloseWords(query, asked);
        var score = 0;
        var (named, all) = (true, runs.Where(run => run.IsQuoted).All(run => HasPhrase(listing, Words(run.Text))));
        for (var i = 0; i < asked.Length; i++)
        {
            var held = Held(listing, query, asked, i, forgives.Contains(asked[i])).ToList();
            all &= held.Count > 0;
            score += held.Sum();
            named &= held.Contains(4);
        }

        return (score, named && all, all);
    }

    // The weights of the fields in which a listing has one of the words that are asked.
    private IEnumerable<int> Held(Listing listing, SearchQuery query, (string Word, bool IsExact)[] asked, int at, bool isClose)
    {
        var (word, isExact) = asked[at];
        return Fields(listing).Where(field => field.Words.Any(there => Counts(there, field.Weight))).Select(field => field.Weight);

        bool Counts(string there, int weight) =>
            Stands(there, word, at)
            || (weight < 4 && !isExact && HaveOneStem(query, there, word))
            || (weight == 4 && isClose && IsClose(word, there))
            || (weight == 4 && Wholes().Any(whole => Stands(there, whole.Text, whole.Last)));

        bool Stands(string there, string text, int last) =>
            last == asked.Length - 1 && !asked[last].IsExact && asked[last].Word.Length >= 3 ? there.StartsWith(text, StringComparison.Ordinal) : there == text;

        // Two neighbours, or three of which two are particles, may be one word of a name.
        IEnumerable<(string Text, int Last)> Wholes() =>
            from first in Enumerable.Range(0, asked.Length)
            from count in new[] { 2, 3 }
            where first <= at && at < first + count && first + count <= asked.Length
            let parts = asked[first..(first + count)]
            where !parts.Any(part => part.IsExact) && (count == 2 || parts[..2].All(part => part.Word is "de" or "la" or "o"))
            select (string.Concat(parts.Select(part => part.Word)), first + count - 1);
    }

    private (string[] Words, int Weight)[] Fields(Listing listing) =>
        [(Words(JoinedNames.Of(listing.Name)), 4), (Words(TermsOf(listing)), 2), (Words(listing.Statements), 1)];

    private static bool HaveOneStem(SearchQuery query, string one, string other) => query.Language switch
    {
        "first" => SearchWorlds.Stem(one) == SearchWorlds.Stem(other),
        "last" => one.TrimEnd('l', 'o', 'm', 'c') == other.TrimEnd('l', 'o', 'm', 'c'),
        _ => false,
    };

    private bool Has(Listing listing, SearchQuery query, (string[] Words, bool IsQuoted) unwanted) =>
        unwanted.Words.Length > 1
            ? HasPhrase(listing, unwanted.Words)
            : Fields(listing).Any(field => field.Words.Any(word => word == unwanted.Words[0]
                || (field.Weight < 4 && !unwanted.IsQuoted && HaveOneStem(query, word, unwanted.Words[0]))));

    // A phrase stands in one value's text, in the rest of the terms, in the name or in the statements.
    private bool HasPhrase(Listing listing, string[] phrase) => phrase.Length < 2 || listing.Values
        .SelectMany((values, key) => schema.Keys[key].Texts.Where((_, value) => values?.Contains(value) == true))
        .Append(JoinedNames.Of(listing.Name)).Append(listing.Terms).Append(listing.Statements)
        .Any(text => $" {string.Join(' ', Words(text))} ".Contains($" {string.Join(' ', phrase)} ", StringComparison.Ordinal));

    private static IEnumerable<(string[] Words, bool IsQuoted)> Unwanted(SearchQuery query)
    {
        foreach (var run in Runs(query).Where(run => run.IsUnwanted))
        {
            var words = Words(run.Text);
            if (run.IsQuoted && words.Length > 0)
            {
                yield return (words, true);
            }

            foreach (var word in run.IsQuoted ? [] : words)
            {
                yield return ([word], false);
            }
        }
    }

    // What stands in quotes, and words; a minus sign before either makes it unwanted.
    private static List<(string Text, bool IsQuoted, bool IsUnwanted)> Runs(SearchQuery query) =>
        [.. QuotesOrWords().Matches(query.Text ?? "").Select(match => (
            match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["word"].Value,
            match.Groups["quoted"].Success,
            match.Groups["minus"].Length > 0))];

    [GeneratedRegex("(?<minus>(?<=^|\\s)-+(?=[\\p{L}\\p{Nd}]|[\"“”„«»][^\"“”„«»]*[\"“”„«»]))?(?:[\"“”„«»](?<quoted>[^\"“”„«»]*)[\"“”„«»]|(?<word>[^\\s\"“”„«»]+|[\"“”„«»]))", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex QuotesOrWords();

    // Of one search they are the same for everybody, and take a look at everybody to know.
    private HashSet<(string Word, bool IsExact)> CloseWords(SearchQuery query, (string Word, bool IsExact)[] asked)
    {
        if (!query.ForgivesNames || asked.Length == 0)
        {
            return [];
        }

        if (!ReferenceEquals(query, closeOf))
        {
            (closeOf, close) = (query, FindCloseWords(query, asked));
        }

        return close;
    }

    private HashSet<(string Word, bool IsExact)> FindCloseWords(SearchQuery query, (string Word, bool IsExact)[] asked)
    {
        var asTyped = query with { ForgivesNames = false };
        if (listings.Any(listing => TextScore(listing, asTyped).HasAll))
        {
            return [];
        }

        var words = asked.Where(word => !word.IsExact).ToList();
        var unknown = asked.Where((word, at) => !word.IsExact && !listings.Any(listing => Held(listing, query, asked, at, isClose: false).Any())).ToHashSet();
        return unknown.Count > 0 && listings.Any(listing => TextScore(listing, query, unknown).HasAll) ? unknown : [.. words];
    }

    private bool IsClose(string typed, string name) => schema.Nicknames.Of(typed).Contains(name)
        || (typed.Length >= 4 && Distance(typed, name) <= (typed.Length >= 8 && typed[0] == name[0] ? 2 : 1));

    // Counted from the definition: what it takes to come from one to the other, the last letters first.
    private static int Distance(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
        {
            return one.Length + other.Length;
        }

        if (Math.Abs(one.Length - other.Length) > 2)
        {
            return 3;
        }

        var least = Math.Min(
            Distance(one[..^1], other[..^1]) + (one[^1] == other[^1] ? 0 : 1),
            Math.Min(Distance(one[..^1], other), Distance(one, other[..^1])) + 1);
        return one.Length > 1 && other.Length > 1 && one[^1] == other[^2] && one[^2] == other[^1]
            ? Math.Min(least, Distance(one[..^2], other[..^2]) + 1)
            : least;
    }

    // A value has its words with everybody who has the value.
    private string TermsOf(Listing listing) => string.Join(' ', listing.Values
        .SelectMany((values, key) => schema.Keys[key].Texts.Where((_, value) => values?.Contains(value) == true)).Prepend(listing.Terms));

    private static string[] Words(string text)
    {
        var plain = new string([.. text.Normalize(NormalizationForm.FormD)
            .Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && c != '\'')]);
        return [.. LettersAndDigits().Matches(plain.ToLowerInvariant()).Select(match => match.Value)];
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.None, Patience)]
    private static partial Regex LettersAndDigits();
}
