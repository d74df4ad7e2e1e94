using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Core.PlainWords;

/// <summary>Finds where somebody looks among other words: a ZIP, "in Oakland", "portland or", "Texas".</summary>
internal static class PlaceSpans
{
    private const int MostWords = 5;

    /// <summary>A town that is not led up to, or whose name is an everyday word, must be a large one.</summary>
    public const int PeopleOfKnownCity = 100_000;

    /// <summary>A smaller one is meant at the end of what is said, beside words that are known: nobody puts half a name there.</summary>
    private const int PeopleOfTownAtEnd = 40_000;

    /// <summary>Two words that are a town are hardly chance.</summary>
    private const int PeopleOfTownOfWords = 20_000;

    /// <summary>Counties without the word "county" are meant when nothing else of the name is likely.</summary>
    private const int PeopleOfKnownCounty = 300_000;

    private const int Sure = 20;
    private const int LedUpTo = 4;
    private const int WithState = 8;

    /// <summary>A large city is more likely meant than the words it is made of; a phrase of the same words is likelier still.</summary>
    private const int Bare = -1;

    private static readonly HashSet<string> Before = new(
        ["near", "in", "around", "at", "by", "from", "of", "within", "anywhere", "en", "cerca", "de", "del", "desde", "por", "condado"], StringComparer.Ordinal);

    /// <summary>Of these, who writes English leads up to a place: "in la", but not "en la tarde".</summary>
    private static readonly HashSet<string> EnglishBefore = new(["near", "in", "around", "at", "from", "within"], StringComparer.Ordinal);

    private static readonly HashSet<string> Licensed = new(
        ["licensed", "license", "licence", "licenced", "licencia", "licenciada", "licenciado"], StringComparer.Ordinal);

    /// <summary>Codes of states that are everyday words in one of the languages.</summary>
    private static readonly HashSet<string> EverydayCodes = new(
        ["in", "or", "me", "hi", "ok", "oh", "de", "la", "ma", "pa", "id", "al", "co", "ms", "md", "mi", "pr", "as", "ne", "mo", "va"], StringComparer.Ordinal);

    private static readonly HashSet<string> EverydayAbbreviations = new(["miss", "wash", "mass", "ill", "ark", "ore", "ind", "cal", "del", "pen", "tex"], StringComparer.Ordinal);

    public static IEnumerable<Part> In(string text, IReadOnlyList<SaidWord> words, Gazetteer places, PhraseBook phrases)
    {
        for (var from = 0; from < words.Count; from++)
        {
            for (var to = Math.Min(words.Count, from + MostWords); to > from; to--)
            {
                if (Read(text, words, from, to, places, phrases) is { } part)
                {
                    yield return part;
                }
            }
        }
    }

    /// <summary>Whether the word names a state or a large city.</summary>
    public static bool IsKnown(string word, Gazetteer places) =>
        places.Named(word).Best is { } place && (place.Kind == PlaceKind.State || place.People >= PeopleOfKnownCity);

    private static Part? Read(string text, IReadOnlyList<SaidWord> words, int from, int to, Gazetteer places, PhraseBook phrases)
    {
        // One comma may stand inside, before the state.
        for (var at = from + 1; at < to; at++)
        {
            if (words[at].AfterBreak && !IsState(Span(text, words, at, to)))
            {
                return null;
            }
        }

        var span = Span(text, words, from, to);
        var match = places.Named(span);
        if (match.Best is not { } place)
        {
            return null;
        }

        var count = to - from;
        if (place.Kind == PlaceKind.Zip)
        {
            return count == 1 ? new Part(from, to, Part.WeightOf(1, Sure)) { Place = match } : null;
        }

        if (Origins.IsOne(words, from))
        {
            // Nor is it a word of anybody's page.
            return place.Kind == PlaceKind.State || place.People >= PeopleOfKnownCity ? new Part(from, to, 1) : null;
        }

        if (count == 1 && phrases.IsSmall(words[from].Folded) && !IsMeant(text, words, from))
        {
            return null;
        }

        // "D/c home" is no district, and "in/or" no state.
        if (count > 1 && span.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }

        // "Dr Virginia Halloran" is nobody in Virginia.
        if (from > 0 && !words[from].AfterBreak && PlainReader.Titles.Contains(words[from - 1].Folded))
        {
            return null;
        }

        // "In March and" is no Marchand.
        if (count > 1 && Enumerable.Range(from, count).Any(at => words[at].Folded is "and" or "y") && !SearchText.Fold(place.Label).Split(' ').Any(word => word is "and" or "y"))
        {
            return null;
        }

        var led = IsLedUpTo(words, from);
        if (place.Kind == PlaceKind.State)
        {
            var isCode = count == 1 && words[from].Folded.Length == 2;
            if (isCode && (EverydayCodes.Contains(words[from].Folded) || !(led || IsEnd(words, to))))
            {
                return null;
            }

            // "I miss my ex" is nowhere in Mississippi, and "adicto a las drogas" not in Alaska.
            if (count == 1 ? EverydayAbbreviations.Contains(words[from].Folded) && !led : Enumerable.Range(from, count).All(at => phrases.IsSmall(words[at].Folded)))
            {
                return null;
            }

            // "Busco a la doctora" names no "A. La."; "D. C." and "N.C." name their states.
            if (count > 1 && !HasLongWord(words, from, to) && Enumerable.Range(from, count).Any(at => phrases.IsSmall(words[at].Folded)))
            {
                return null;
            }

            if (IsLicensedToo(text, words, from))
            {
                return new Part(from - 1, to, Part.WeightOf(count + 1, WithState)) { Meanings = [new Meaning("state", place.State.Code)] };
            }

            return IsLicensed(words, from)
                ? new Part(from - 2, to, Part.WeightOf(count + 2, WithState)) { Meanings = [new Meaning("state", place.State.Code)] }
                : new Part(from, to, Part.WeightOf(count, led ? LedUpTo : 0)) { Place = match };
        }

        // "Talk to me" is not Tome, "no me" is not Nome, and "no la aguanto" not in N.O., La.
        if (count > 1 && !IsWritten(text, words, from, to) && Enumerable.Range(from, count).All(at => phrases.IsSmall(words[at].Folded)))
        {
            return null;
        }

        if (count > 1 && place.People < PeopleOfKnownCity && Enumerable.Range(from, count).All(at => phrases.IsSmall(words[at].Folded) || phrases.SaysNothing(words[at].Folded)) && !IsWritten(text, words, from, to))
        {
            return null;
        }

        if (HasState(text, words, from, to, place.State))
        {
            return new Part(from, to, Part.WeightOf(count, WithState)) { Place = match };
        }

        var isEveryday = count == 1 && phrases.Knows(words[from].Folded);
        var isCountyInBrief = place.Kind == PlaceKind.County && CountyName.WithoutKind(PlaceText.Words(span)) is null;
        var least = isCountyInBrief ? PeopleOfKnownCounty
            : led && !isEveryday ? 0
            : isEveryday || place.Kind != PlaceKind.City ? PeopleOfKnownCity
            : count > 1 ? PeopleOfTownOfWords
            : IsEnd(words, to) && (from == 0 || words[from].AfterBreak || phrases.KnowsForm(words[from - 1].Folded)) ? PeopleOfTownAtEnd
            : PeopleOfKnownCity;
        return place.People < least
            ? null
            : new Part(from, to, Part.WeightOf(count, led ? LedUpTo : Bare)) { Place = match, IsBare = !led };
    }

    /// <summary>Whether a word leads up to the one behind it as to a place.</summary>
    public static bool IsLedUpTo(IReadOnlyList<SaidWord> words, int at) => at > 0 && !words[at].AfterBreak && Before.Contains(words[at - 1].Folded);

    private static bool IsEnd(IReadOnlyList<SaidWord> words, int to) => to == words.Count || words[to].AfterBreak;

    private static bool IsLicensed(IReadOnlyList<SaidWord> words, int from) => from > 1 && IsLedUpTo(words, from) && Licensed.Contains(words[from - 2].Folded);

    /// <summary>"Licensed in New Jersey and New York": the second state is one of the license too.</summary>
    private static bool IsLicensedToo(string text, IReadOnlyList<SaidWord> words, int from)
    {
        if (from < 4 || words[from - 1].Folded is not ("and" or "or" or "y" or "o"))
        {
            return false;
        }

        for (var at = from - 2; at >= Math.Max(2, from - 4); at--)
        {
            if (IsLicensed(words, at) && IsState(Span(text, words, at, from - 1)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether each of the words is written as a name is.</summary>
    private static bool IsWritten(string text, IReadOnlyList<SaidWord> words, int from, int to) =>
        Enumerable.Range(from, to - from).All(at => char.IsUpper(text[words[at].Start]));

    /// <summary>Whether an everyday word ("la", "me") is a place all the same: led up to in English, in capitals, or with nothing behind it.</summary>
    private static bool IsMeant(string text, IReadOnlyList<SaidWord> words, int at) =>
        (at > 0 && !words[at].AfterBreak && EnglishBefore.Contains(words[at - 1].Folded))
        || (text[words[at].Start..words[at].End].All(char.IsUpper) && text.Any(char.IsLower))
        || (at > 0 && (at + 1 == words.Count || words[at + 1].AfterBreak));

    private static bool HasLongWord(IReadOnlyList<SaidWord> words, int from, int to) =>
        Enumerable.Range(from, to - from).Any(at => words[at].Folded.Length > 2);

    private static bool HasState(string text, IReadOnlyList<SaidWord> words, int from, int to, State state)
    {
        for (var at = from + 1; at < to; at++)
        {
            if (State.TryParse(Span(text, words, at, to), out var named) && named == state)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsState(string text) => State.TryParse(text, out _);

    private static string Span(string text, IReadOnlyList<SaidWord> words, int from, int to) => text[words[from].Start..words[to - 1].End];
}
