namespace Rapport.Core.PlainWords;

/// <summary>Finds the words that say that what follows is not wanted: "not a", "anything but", "don't want", "que no sea".</summary>
internal static class Denials
{
    private const int MostBetween = 3;

    private static readonly HashSet<string> Words = new(
        ["not", "no", "non", "without", "except", "isnt", "arent", "sin", "menos", "excepto", "nada", "tampoco"], StringComparer.Ordinal);

    private static readonly HashSet<string> Between = new(
        ["a", "an", "any", "be", "into", "the", "from", "use", "un", "una", "sea", "sean", "de", "la", "el", "muy", "too", "very", "with", "con"], StringComparer.Ordinal);

    /// <summary>"Don't want CBT", but not "don't sleep": what follows must be a wish.</summary>
    private static readonly HashSet<string> Wishes = new(
        ["want", "need", "like", "quiero", "quiera", "quieren", "necesito", "busco", "deseo", "looking", "for", "interested", "in"], StringComparer.Ordinal);

    private static readonly HashSet<string> BeforeWishes = new(["dont", "doesnt", "do", "not", "no", "didnt"], StringComparer.Ordinal);
    private static readonly HashSet<string> BeforeBut = new(["anything", "anyone", "anybody", "everything", "everyone", "nothing"], StringComparer.Ordinal);
    private static readonly HashSet<string> BeforeThan = new(["other", "rather"], StringComparer.Ordinal);

    /// <summary>Whether some of the words deny what may follow: "que no sea".</summary>
    public static bool StandIn(IReadOnlyList<SaidWord> words, int from, int to) =>
        Enumerable.Range(from, to - from).Any(at => Words.Contains(words[at].Folded) || BeforeWishes.Contains(words[at].Folded) || BeforeBut.Contains(words[at].Folded) || BeforeThan.Contains(words[at].Folded));

    /// <summary>Where the denial begins that leads up to a word; the word itself where there is none.</summary>
    public static int Begin(IReadOnlyList<SaidWord> words, int at)
    {
        for (var from = at - 1; from >= Math.Max(0, at - 1 - MostBetween) && !words[from + 1].AfterBreak; from--)
        {
            var word = words[from].Folded;
            if (Words.Contains(word))
            {
                return from;
            }

            var before = from > 0 && !words[from].AfterBreak ? words[from - 1].Folded : "";
            if ((word == "but" && BeforeBut.Contains(before)) || (word == "than" && BeforeThan.Contains(before)) || (word == "of" && before == "instead")
                || (Wishes.Contains(word) && BeforeWishes.Contains(before)))
            {
                return before == "not" && from > 1 && words[from - 2].Folded == "do" ? from - 2 : from - 1;
            }

            if (!Between.Contains(word) && !Wishes.Contains(word))
            {
                break;
            }
        }

        return at;
    }
}
