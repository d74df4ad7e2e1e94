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

    private static readonly HashSet<string> Children = new(["kids", "children", "ninos", "hijos", "chamacos"], StringComparer.Ordinal);

    private static readonly HashSet<string> Babies = new(["baby", "newborn", "bebe"], StringComparer.Ordinal);

    // "My toxic mother": of somebody's own people, and no trouble to be helped with.
    private static readonly HashSet<string> Possessives = new(["my", "our", "his", "her", "mi", "mis", "nuestra", "nuestro"], StringComparer.Ordinal);

    private static readonly HashSet<string> Wishes = new(
        [
            "want", "wants", "need", "needs", "looking", "seeking", "prefer", "like", "someone", "somebody", "therapist", "therapists", "counselor", "who",
            "does", "offers", "uses", "dr", "doctor", "named", "called",
            "quiero", "quisiera", "necesito", "busco", "buscando", "prefiero", "alguien", "terapeuta", "persona", "sepa", "conozca", "dra", "doctora", "llamada", "llamado",
        ], StringComparer.Ordinal);

    // "I feel like" and "I want to scream" wish for nobody; "I want to try hypnosis" does.
    private static readonly HashSet<string> BeforeLike = new(["feel", "feels", "feeling", "felt", "seems", "looks", "just", "its", "act", "acts", "acting"], StringComparer.Ordinal);
    private static readonly HashSet<string> BehindTo = new(["try", "do", "see", "find", "learn", "talk", "use", "work", "meet"], StringComparer.Ordinal);

    // Of unknown words behind these, and of what "takes" somebody's time, nobody's page is full.
    private static readonly HashSet<string> Asking = new(["help", "have", "has", "having", "ayuda", "tengo", "tiene", "trastorno", "sindrome"], StringComparer.Ordinal);
    private static readonly HashSet<string> OfPlans = new(["insurance", "plan", "seguro", "seguros", "aseguranza", "accepts", "accept", "acepta", "acepte", "aceptan", "covered"], StringComparer.Ordinal);
    private static readonly HashSet<string> InSomething = new(["the", "my", "a", "his", "her", "la", "el", "mi", "su", "un", "una"], StringComparer.Ordinal);

    // What somebody says of when she can come, and of whom she wants to see.
    private static readonly HashSet<string> OfMeeting = new(
        [
            "only", "available", "free", "after", "appointment", "appointments", "session", "sessions", "schedule", "meet", "slots", "openings", "hours", "see", "talk",
            "preferably", "preferred", "please", "comfortable", "rather", "solo", "disponible", "libre", "cita", "citas", "horario", "consulta", "atienda", "atiendan", "puedo", "can",
        ], StringComparer.Ordinal);

    /// <summary>The same reading; where it is a story, without the words that only tell it.</summary>
    /// <param name="said">What was read.</param>
    /// <param name="reading">What was understood.</param>
    public static PlainReading Heard(string said, PlainReading reading)
    {
        if (reading.Meanings.Any(meaning => meaning.Code is "parenting" or "co-parenting" or "custody-evaluation" or "parent-training"))
        {
            // Whose children it is about is no client of that age.
            reading = reading.Without(part => part.Meanings.All(meaning => meaning.Key == "age") && Words(said[part.Start..part.End]) is [.., var kids] && Children.Contains(kids));
        }
        if (reading.Meanings.Any(meaning => meaning.Code is "pregnancy-birth" or "smoking" or "alcohol" or "drugs" or "ocd" or "relationships" or "partner-violence" or "low-mood"))
        {
            // "Quit vaping before the baby comes" looks for nobody who sees babies.
            reading = reading.Without(part => part.Meanings.All(meaning => meaning.Key == "age") && Words(said[part.Start..part.End]) is [.., var baby] && Babies.Contains(baby));
        }
        if (reading.IsCut || !reading.Meanings.Any(meaning => meaning.Key == Issue) || !Tells(said))
        {
            return reading;
        }
        reading = reading.Without(part => IsOfStory(said, reading, part));
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

    // "I cry every night" asks for no evenings, "a man attacked me" for no man: when and who of what is told, beside an issue or nothing that is wished for.
    private static bool IsOfStory(string said, PlainReading reading, ReadPart part)
    {
        if (!part.Meanings.All(meaning => meaning.Key is "times" or "gender" or "format" or "approach" or "accessibility" or "payment" or "faith")
            || (part.Meanings[0].Key is not ("times" or "gender") && said[part.Start..part.End].Contains(' ', StringComparison.Ordinal)))
        {
            return false;
        }
        var before = Words(Clause(said, part.Start));
        if (Words(said[part.End..]) is [var next, ..] && OfMeeting.Contains(next))
        {
            return false;
        }
        var isOfMeeting = part.Meanings[0].Key == "gender" ? Words(said[part.Start..part.End]).Any(word => Wishes.Contains(word) || OfMeeting.Contains(word)) : before.Any(OfMeeting.Contains)
            || !reading.Parts.Any(other => other.End <= part.Start && other.Start >= part.Start - Clause(said, part.Start).Length && other.Meanings.Any(meaning => meaning.Key == Issue));
        return !isOfMeeting && Tells(Clause(said, part.Start)) && !HasWish([.. before.TakeLast(WordsBefore + 1)]) && !before.TakeLast(WordsBefore).Any(OfMeeting.Contains);
    }

    // What stands in quotes begins with one.
    private static bool IsTold(string said, UnreadWords words)
    {
        var before = Words(Clause(said, words.Start));
        return char.IsLetterOrDigit(said[words.Start]) && !IsNamed(said, words) && !HasWish([.. before.TakeLast(WordsBefore)]) && words.Kind switch
        {
            UnreadKind.Other => true,
            UnreadKind.Issue => (before is [.., var last] && Possessives.Contains(last))
                || (before.Any(Tellers.Contains) && !HasWish(before) && !before.TakeLast(WordsBefore).Any(Asking.Contains)),
            UnreadKind.Place => before is [.., var last] && InSomething.Contains(last),
            UnreadKind.Plan => before.Any(Tellers.Contains) && !HasWish(before) && !Words(said).Any(OfPlans.Contains),
            _ => false,
        };
    }

    private static bool HasWish(string[] words) => Enumerable.Range(0, words.Length).Any(at => Wishes.Contains(words[at]) && words[at] switch
    {
        "like" => at == 0 || !BeforeLike.Contains(words[at - 1]),
        "want" or "wants" or "need" or "needs" when at + 1 < words.Length && words[at + 1] == "to" => at + 2 < words.Length && BehindTo.Contains(words[at + 2]),
        _ => true,
    });

    // Among small letters a capital begins a name, or a sentence.
    private static bool IsNamed(string said, UnreadWords words) =>
        char.IsUpper(said[words.Start]) && said.AsSpan(0, words.Start).TrimEnd() is [.., not ('.' or '!' or '?')] && said.Count(char.IsLower) > said.Count(char.IsUpper);

    private static string Clause(string said, int end)
    {
        var from = said.AsSpan(0, end).LastIndexOfAny(Breaks) + 1;
        return said[from..end];
    }

    // "CBT-I" is no "I".
    private static bool Tells(string text) => Words(text.Replace("-i", "", StringComparison.OrdinalIgnoreCase)).Any(Tellers.Contains);

    private static string[] Words(string text) => SearchText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
