using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Core.PlainWords;

/// <summary>Finds large cities with a letter or two wrong: "mineapolis", "san fransisco". Only where nothing knows the word.</summary>
internal static class MisspeltPlaces
{
    /// <summary>Shorter words are too close to names and to each other.</summary>
    private const int Shortest = 7;

    /// <summary>Where the state follows, fewer are enough: "tuscon az".</summary>
    private const int ShortestBesideState = 5;

    /// <summary>"San" and "saint" belong to a city.</summary>
    private const int ShortestOfName = 6;

    /// <summary>Each looks through all names of places; who writes more unknown words writes no search.</summary>
    private const int MostTried = 4;

    /// <summary>Less than any name that is written right.</summary>
    private const int ForErrors = -4;

    public static IEnumerable<Part> In(string text, IReadOnlyList<SaidWord> words, Predicate<int> isUnknown, Gazetteer places)
    {
        var tried = 0;
        for (var at = 0; at < words.Count && tried < MostTried; at++)
        {
            var word = words[at].Folded;
            if (at + 1 < words.Count && !words[at + 1].AfterBreak && word.Length is >= ShortestBesideState and < Shortest && word.All(char.IsAsciiLetter) && isUnknown(at)
                && State.TryParse(text[words[at + 1].Start..words[at + 1].End], out var state) && places.Named(word).Best is null)
            {
                tried++;
                if (places.Resolve(word) is { Kind: PlaceMatchKind.Unknown } close && close.Candidates.FirstOrDefault(city => city.Kind == PlaceKind.City && city.State == state) is { } meant)
                {
                    yield return new Part(at, at + 2, Part.WeightOf(2, ForErrors)) { Place = places.Named($"{meant.Name}, {state.Code}") };
                }

                continue;
            }

            if (word.Length < Shortest || !word.All(char.IsAsciiLetter) || !isUnknown(at) || Origins.IsOne(words, at) || IsOfName(words, at, isUnknown) || places.Named(word).Best is not null)
            {
                continue;
            }

            tried++;

            // "san" belongs to the city.
            foreach (var from in at > 0 && !words[at].AfterBreak ? new[] { at - 1, at } : [at])
            {
                if (Meant(text[words[from].Start..words[at].End], places) is { } match)
                {
                    yield return new Part(from, at + 1, Part.WeightOf(at + 1 - from, ForErrors)) { Place = match, IsBare = !PlaceSpans.IsLedUpTo(words, from) };
                    break;
                }
            }
        }
    }

    /// <summary>Two unknown words side by side are a person's: "Marisol Quintanilla" has nothing of Madison.</summary>
    private static bool IsOfName(IReadOnlyList<SaidWord> words, int at, Predicate<int> isUnknown) =>
        !PlaceSpans.IsLedUpTo(words, at)
        && ((at + 1 < words.Count && !words[at + 1].AfterBreak && IsLong(words, at + 1, isUnknown)) || (at > 0 && !words[at].AfterBreak && IsLong(words, at - 1, isUnknown)));

    private static bool IsLong(IReadOnlyList<SaidWord> words, int at, Predicate<int> isUnknown) =>
        words[at].Folded.Length >= ShortestOfName && words[at].Folded.All(char.IsAsciiLetter) && isUnknown(at);

    /// <summary>The place of the closest name, where it is a large city.</summary>
    private static PlaceMatch? Meant(string typed, Gazetteer places) =>
        places.Resolve(typed) is { Kind: PlaceMatchKind.Unknown, Candidates: [{ Kind: PlaceKind.City } closest, ..] }
            && closest.People >= PlaceSpans.PeopleOfKnownCity && SearchText.Fold(closest.Name).Count(letter => letter == ' ') == SearchText.Fold(typed).Count(letter => letter == ' ')
            ? places.Named(closest.Name)
            : null;
}
