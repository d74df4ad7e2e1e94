namespace Rapport.Core.PlainWords;

/// <summary>Gathers the words that no chosen part explains.</summary>
internal static class Unread
{
    /// <summary>So many words before tell what unknown ones are about.</summary>
    private const int WordsBefore = 3;

    private const int DigitsOfZip = 5;

    /// <summary>Stand inside of names: "Maria de la Cruz". Alone they say nothing.</summary>
    private static readonly HashSet<string> OfNames = new(["de", "la", "las", "los", "del", "y"], StringComparer.Ordinal);

    private static readonly HashSet<string> BeforePlace = new(
        ["near", "in", "around", "zip", "cerca", "en", "condado", "ciudad", "pueblo", "municipio", "zona"], StringComparer.Ordinal);

    private static readonly HashSet<string> BehindPlace = new(["county", "city", "area"], StringComparer.Ordinal);
    private static readonly HashSet<string> BehindPlan = new(["insurance", "plan", "ppo", "hmo"], StringComparer.Ordinal);

    private static readonly HashSet<string> BeforePlan = new(
        [
            "insurance", "takes", "take", "accepts", "accept", "accepting", "covered", "plan", "seguro", "seguros", "aseguranza", "aseguradora",
            "poliza", "acepta", "acepte", "aceptan", "acepten", "toma", "toman", "tome", "tomen", "cubre", "cubierto", "cubierta",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> BeforeIssue = new(
        [
            "with", "for", "about", "help", "have", "having", "has", "con", "para", "por", "tengo", "tiene", "ayuda", "trastorno", "problema",
            "problemas", "sintomas", "sindrome",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> BehindIssue = new(
        ["disorder", "problem", "problems", "issue", "issues", "symptoms", "syndrome"], StringComparer.Ordinal);

    /// <summary>Which words are not explained, with the small words inside of names.</summary>
    public static List<int> Of(List<SaidWord> words, List<Part> chosen)
    {
        var isRest = Enumerable.Range(0, words.Count).Select(at => !chosen.Exists(part => part.From <= at && at < part.To)).ToArray();
        var says = words.Select((_, at) => chosen.Exists(part => part.From <= at && at < part.To && part.Says)).ToArray();
        for (var at = 1; at < words.Count; at++)
        {
            if (!isRest[at] && isRest[at - 1] && IsOfName(at))
            {
                var next = at + 1;
                while (next < words.Count && !isRest[next] && IsOfName(next))
                {
                    next++;
                }

                isRest[at] = next < words.Count && isRest[next] && !words[next].AfterBreak;
            }
        }

        return [.. Enumerable.Range(0, words.Count).Where(at => isRest[at])];

        bool IsOfName(int at) => !says[at] && !words[at].AfterBreak && OfNames.Contains(words[at].Folded);
    }

    /// <summary>The same in runs, each with what it seems to be about.</summary>
    public static IEnumerable<UnreadWords> Runs(List<SaidWord> words, List<int> rest)
    {
        for (var first = 0; first < rest.Count;)
        {
            var last = first;
            while (last + 1 < rest.Count && rest[last + 1] == rest[last] + 1 && !words[rest[last + 1]].AfterBreak)
            {
                last++;
            }

            yield return new UnreadWords(Kind(words, rest[first], rest[last] + 1), words[rest[first]].Start, words[rest[last]].End);
            first = last + 1;
        }
    }

    private static UnreadKind Kind(List<SaidWord> words, int from, int to)
    {
        if (to - from == 1 && words[from].Folded is { Length: DigitsOfZip } number && number.All(char.IsAsciiDigit))
        {
            return UnreadKind.Place;
        }

        if (to < words.Count && !words[to].AfterBreak)
        {
            var behind = words[to].Folded;
            if (BehindPlan.Contains(behind) || BehindPlace.Contains(behind) || BehindIssue.Contains(behind))
            {
                return BehindPlan.Contains(behind) ? UnreadKind.Plan : BehindPlace.Contains(behind) ? UnreadKind.Place : UnreadKind.Issue;
            }
        }

        for (var at = from - 1; at >= Math.Max(0, from - WordsBefore) && !words[at + 1].AfterBreak; at--)
        {
            var before = words[at].Folded;
            if (BeforePlace.Contains(before))
            {
                return UnreadKind.Place;
            }

            if (BeforePlan.Contains(before))
            {
                return UnreadKind.Plan;
            }

            if (BeforeIssue.Contains(before))
            {
                return UnreadKind.Issue;
            }
        }

        return UnreadKind.Other;
    }
}
