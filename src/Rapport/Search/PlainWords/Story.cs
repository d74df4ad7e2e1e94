using System.Buffers;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;

namespace Rapport.Search.PlainWords;

/// <summary>
/// Who tells what happened ("i drink a bottle of wine every night and cant stop") has said what help is for once an issue is understood;
/// the words around it tell of a life, and nobody's page is to be looked through for "bottle". What is wished for, named or put in quotes is
/// looked for still.
/// </summary>
internal static class Story
{
    private const string Issue = "issue";
    private const string Mark = "told:";

    /// <summary>So many words before tell what others are for.</summary>
    private const int WordsBefore = 3;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(",;.!?\n");

    private static readonly HashSet<string> Tellers = new(
        [
            "i", "im", "ive", "id", "cant", "couldnt", "wont", "dont", "doesnt", "keep", "keeps", "been", "never", "was", "were", "got", "anymore", "my", "me", "we", "weve", "our", "he", "hes", "she", "shes", "they", "theyre", "his", "her",
            "yo", "me", "mi", "mis", "nos", "nuestro", "nuestra", "nuestros", "nuestras", "estoy", "tengo", "siento", "llevo", "se", "puedo", "estaba", "fui", "nunca", "siempre",
        ], StringComparer.Ordinal);

    // "My toxic mother": of somebody's own people, and no trouble to be helped with.
    private static readonly HashSet<string> Possessives = new(["my", "our", "his", "her", "mi", "mis", "nuestra", "nuestro"], StringComparer.Ordinal);

    private static readonly HashSet<string> Wishes = new(
        [
            "want", "wants", "need", "needs", "looking", "seeking", "prefer", "try", "like", "someone", "somebody", "therapist", "therapists", "counselor", "who",
            "does", "offers", "uses", "dr", "doctor", "named", "called", "at",
            "quiero", "quisiera", "necesito", "busco", "buscando", "prefiero", "alguien", "terapeuta", "que", "dra", "doctora", "llamada", "llamado",
        ], StringComparer.Ordinal);

    /// <summary>The same reading; where it is a story, without the words that only tell it.</summary>
    /// <param name="said">What was read.</param>
    /// <param name="reading">What was understood.</param>
    public static PlainReading Heard(string said, PlainReading reading)
    {
        if (reading.IsCut || reading.Unread.Count == 0 || !reading.Meanings.Any(meaning => meaning.Key == Issue) || !Words(said).Any(Tellers.Contains))
        {
            return reading;
        }
        List<UnreadWords> told = [.. reading.Unread.Where(words => IsTold(said, words))];
        return told.Count == 0 ? reading : reading with
        {
            Told = told,
            Rest = string.Join(' ', reading.Unread.Except(told).Select(words => said[words.Start..words.End])),
        };
    }

    /// <summary>The words that only tell, as they go with a search from page to page.</summary>
    public static IEnumerable<string> Marked(string said, PlainReading reading) =>
        reading.Told.SelectMany(words => Words(said[words.Start..words.End])).Distinct(StringComparer.Ordinal).Select(word => Mark + word);

    /// <summary>The words of a search that only told, and were not looked for.</summary>
    public static IReadOnlyList<string> Of(SearchRequest request) =>
        [.. (request.Heard ?? []).Where(heard => heard.StartsWith(Mark, StringComparison.Ordinal)).Select(heard => heard[Mark.Length..])];

    // What stands in quotes begins with one.
    private static bool IsTold(string said, UnreadWords words) =>
        (words.Kind == UnreadKind.Other || (words.Kind == UnreadKind.Issue && Words(Clause(said, words.Start)) is [.., var before] && Possessives.Contains(before)))
        && char.IsLetterOrDigit(said[words.Start]) && !IsNamed(said, words)
        && !Words(Clause(said, words.Start)).TakeLast(WordsBefore).Any(Wishes.Contains);

    // Among small letters a capital begins a name, or a sentence.
    private static bool IsNamed(string said, UnreadWords words) =>
        char.IsUpper(said[words.Start]) && said.AsSpan(0, words.Start).TrimEnd() is [.., not ('.' or '!' or '?')] && said.Count(char.IsLower) > said.Count(char.IsUpper);

    private static string Clause(string said, int end)
    {
        var from = said.AsSpan(0, end).LastIndexOfAny(Breaks) + 1;
        return said[from..end];
    }

    private static string[] Words(string text) => SearchText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
