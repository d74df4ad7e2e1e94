using System.Globalization;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Places;

namespace Rapport.Search.PlainWords;

/// <summary>A search told in a sentence.</summary>
internal static class Sentence
{
    private const string Fee = "feeMax";
    private const string Format = "format";
    private const int LongestName = 3;

    /// <summary>
    /// Adds what a sentence asks for to a search. What was chosen goes before what was said: a place, a distance, a price or
    /// the values of a filter that are set already stay. The words that mean no filter lift whoever has them: the rest says
    /// well enough who is looked for. Who names somebody wants her, whatever else she has: it is only nice to have then.
    /// </summary>
    public static SearchRequest Into(SearchRequest request, string sentence, PlainReading reading)
    {
        var filters = new Dictionary<string, Selection>(request.Filters ?? new Dictionary<string, Selection>(), StringComparer.Ordinal);
        var nice = new Dictionary<string, Selection>(request.Nice ?? new Dictionary<string, Selection>(), StringComparer.Ordinal);
        foreach (var key in reading.Meanings.GroupBy(meaning => meaning.Key, StringComparer.Ordinal))
        {
            (reading.Name is not null && !filters.ContainsKey(key.Key) ? nice : filters).TryAdd(key.Key, new Selection([.. key.Select(meaning => meaning.Code)]));
        }
        if (reading.Dollars is { } dollars)
        {
            filters.TryAdd(Fee, new Selection(dollars.ToString(CultureInfo.InvariantCulture)));
        }
        return request with
        {
            Place = request.Place ?? PlaceOf(sentence, reading),
            RadiusMiles = request.RadiusMiles ?? reading.Miles,
            Text = request.Text ?? Rest(reading, sentence),
            TextIsNice = request.Text is null ? (reading.IsUnderstood && IsOnlyNice(reading)) || IsNoName(reading, sentence) : request.TextIsNice,
            Filters = filters.Count > 0 ? filters : null,
            Nice = nice.Count > 0 ? nice : null,
        };
    }

    /// <summary>What the words of a search say; null where there are none, or more than are read.</summary>
    public static PlainReading? Read(SearchRequest request, Lazy<PlainReader> reader, SearchIndex? index) =>
        request.Text is { Length: <= SearchText.MaxCharacters } said ? Read(said, reader, request.Place is not null, index) : null;

    /// <summary>
    /// What a sentence says. What stands behind a minus sign is not wanted, and says nothing of what is. A name that somebody here
    /// bears is that name, whatever else its words may mean or be close to.
    /// </summary>
    /// <param name="said">As it was written.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="isPlaced">Whether a place is chosen already.</param>
    /// <param name="index">Who is here; null where that is not known yet.</param>
    public static PlainReading Read(string said, Lazy<PlainReader> reader, bool isPlaced, SearchIndex? index)
    {
        var wanted = SearchText.Parted(said).Wanted;
        var reading = Story.Heard(wanted, reader.Value.Read(wanted, isPlaced, index is null ? null : index.IsNamed));
        if (index is null)
        {
            return reading;
        }
        if (MayBeName(said, reading, isPlaced) && index.IsNamed(said))
        {
            return PlainReading.OfName(said);
        }
        return !SearchText.HasQuotes(said) && NamedRun.In(wanted, reading, reader.Value, index) is { } name
            ? Story.Heard(NamedRun.Without(wanted, name), reader.Value.Read(NamedRun.Without(wanted, name), isPlaced, index.IsNamed)).WithName(wanted[name.Start..name.End], name.Start, name.End)
            : reading;
    }

    /// <summary>
    /// The one word that was taken for the town of that name and is somebody's name here as well: nobody can know which was meant. Null where
    /// there is none.
    /// </summary>
    public static string? Doubted(string said, PlainReading reading, SearchIndex? index) =>
        reading.Parts.FirstOrDefault(part => part is { Kind: ReadKind.Place, IsBare: true }) is { } place
        && said[place.Start..place.End] is var word && SearchText.QueryWords(word).Count == 1 && index?.IsNamed(word) == true
            ? word
            : null;

    /// <summary>
    /// What somebody wrote into the box beside the filters, and what it says. It was said last: its place, distance and price go before those
    /// that stand there, and what else it asks for joins what is ticked. The words that mean no filter stay in the box,
    /// and are only nice to have.
    /// </summary>
    public static SearchRequest Hear(SearchRequest request, PlainReading reading)
    {
        var said = request.Text ?? "";
        if (reading.IsName)
        {
            return request;
        }
        if (!reading.IsUnderstood)
        {
            if (IsNoName(reading, said))
            {
                return request with { TextIsNice = true };
            }
            // "I was …" says nothing of whom to look for, and half of all profiles say it.
            return LeftOver(reading) == SearchText.QueryWords(said).Count ? request : request with { Text = Rest(reading, said) };
        }
        var heard = reading.Meanings.Concat(
            reading.Dollars is { } dollars ? [new Meaning(Fee, dollars.ToString(CultureInfo.InvariantCulture))] : []).ToList();
        var keys = heard.GroupBy(meaning => meaning.Key, meaning => meaning.Code, StringComparer.Ordinal).ToList();
        var nice = keys.Where(key => request.Nice?.ContainsKey(key.Key) == true || (reading.Name is not null && key.Key != Format && request.Filters?.ContainsKey(key.Key) != true)).ToList();
        var format = keys.Find(key => key.Key == Format);
        return request with
        {
            Place = PlaceOf(said, reading) ?? request.Place,
            RadiusMiles = reading.Miles ?? request.RadiusMiles,
            Text = Rest(reading, said),
            TextIsNice = IsOnlyNice(reading),
            Format = format is null ? request.Format : Join(request.Format, format),
            Filters = With(request.Filters, keys.Except(nice).Where(key => key != format)),
            Nice = With(request.Nice, nice),
            Heard = [.. heard.Select(meaning => $"{meaning.Key}:{meaning.Code}"), .. Story.Marked(said, reading)],
        };
    }

    // Who names somebody wants her.
    private static bool IsOnlyNice(PlainReading reading) => reading.Rest.Length > 0 && reading.Rest != reading.Name;

    // A name is a few words, and nobody's page has all those of "please help me, I do not know what to do". Who says so much, or nothing of whom
    // to look for, is not held to it: that would show nobody to who needs somebody most. What stands in quotes is meant so.
    private static bool IsNoName(PlainReading reading, string said) =>
        !reading.IsName && !SearchText.HasQuotes(said) && SearchText.QueryWords(said).Count > 0 && LeftOver(reading) is 0 or > LongestName;

    // Several words that are one person's name are hardly chance, but for a place that is called just so. One word is a name where nothing
    // else is meant by it as it is written, or the place is known already: "Marisol" is no misspelt Madison.
    private static bool MayBeName(string said, PlainReading reading, bool isPlaced)
    {
        if (SearchText.HasQuotes(said) || SearchText.UnwantedWords(said).Count > 0)
        {
            return false;
        }
        var words = SearchText.QueryWords(said);
        var isPlaceAsWritten = reading.Place?.Best is { } place && words.All(SearchText.QueryWords(place.Label).Contains);
        return words.Count > 1 ? !isPlaceAsWritten : reading is { Place: not null, Meanings.Count: 0 } && (isPlaced || !isPlaceAsWritten);
    }

    private static int LeftOver(PlainReading reading) => SearchText.QueryWords(reading.Rest).Count;

    // The words that no filter means, and those that are not wanted; null where there are none.
    private static string? Rest(PlainReading reading, string said)
    {
        var unwanted = SearchText.UnwantedWords(said).Select(SearchText.AsUnwanted).Concat(Denied(reading, said)).Distinct(StringComparer.Ordinal);
        return string.Join(' ', new[] { reading.Rest }.Concat(unwanted).Where(words => words.Length > 0)) is { Length: > 0 } rest ? rest : null;
    }

    // Who somebody is and how somebody works, profiles say in those words. "Not depressed" would leave out half of them.
    private static IEnumerable<string> Denied(PlainReading reading, string said) => Unwanted(reading)
        .Select(part => SearchText.Fold(said[part.Start..part.End]))
        .Select(SearchText.AsUnwanted);

    /// <summary>What is said not to be wanted and can be left out by its word.</summary>
    internal static IEnumerable<ReadPart> Unwanted(PlainReading reading) =>
        reading.Unwanted.Where(part => part.Meanings.All(meaning => meaning.Key is "faith" or "approach" or "profession" or "credential" or "community"));

    private static Dictionary<string, Selection>? With(
        IReadOnlyDictionary<string, Selection>? before, IEnumerable<IGrouping<string, string>> said)
    {
        var after = (before ?? new Dictionary<string, Selection>(StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal);
        foreach (var key in said)
        {
            after[key.Key] = new Selection(Join(key.Key == Fee ? null : after.GetValueOrDefault(key.Key)?.Values, key));
        }
        return after.Count > 0 ? after : null;
    }

    private static IReadOnlyList<string> Join(IReadOnlyList<string>? before, IEnumerable<string> said) =>
        [.. (before ?? []).Union(said, StringComparer.Ordinal)];

    /// <summary>The place that is meant; as it was written where another may be, so that the search asks which.</summary>
    private static string? PlaceOf(string sentence, PlainReading reading) =>
        reading.Parts.FirstOrDefault(part => part.Kind == ReadKind.Place) is not { } place ? null
            : reading.Place is { HasRival: true } || PlaceTable.Gazetteer.Resolve(sentence[place.Start..place.End]).Near.Count > 0
                ? sentence[place.Start..place.End]
            : place.Meanings[0].Code;
}
