namespace Rapport.Core.PlainWords;

/// <summary>
/// Tells where somebody comes from apart from where she looks: "my family came from Peru", "soy de Cuba", "born in Texas".
/// What a person says of herself is no place to search at.
/// </summary>
internal static class Origins
{
    /// <summary>So many words before "from" tell who comes from there.</summary>
    private const int WordsBefore = 3;

    private static readonly HashSet<string> Distances = new(["mile", "miles", "mi", "minutes", "min", "mins", "far", "away", "hour", "hours"], StringComparer.Ordinal);

    private static readonly HashSet<string> BeforeFrom = new(
        [
            "am", "im", "are", "were", "is", "was", "shes", "hes", "theyre", "came", "come", "comes", "coming", "moved", "immigrated", "emigrated",
            "migrated", "fled", "escaped", "originally", "refugee", "refugees", "immigrant", "immigrants", "family", "parents", "people", "arrived",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> BeforeIn = new(["born", "raised", "up", "naci", "nacio", "nacimos", "nacido", "nacida", "creci", "crecio", "crecimos", "criada", "criado"], StringComparer.Ordinal);

    private static readonly HashSet<string> BeforeDe = new(
        [
            "soy", "somos", "es", "son", "era", "vengo", "venimos", "viene", "vienen", "vino", "vine", "vinieron", "vinimos", "llegue", "llegamos",
            "llego", "originaria", "originario", "refugiada", "refugiado", "refugiados", "inmigrante", "inmigrantes", "familia", "padres", "papas", "hui", "huimos",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether the place that begins at a word is one that somebody comes from.</summary>
    public static bool IsOne(IReadOnlyList<SaidWord> words, int from)
    {
        if (from < 2 || words[from].AfterBreak || words[from - 1].AfterBreak)
        {
            return false;
        }

        return words[from - 1].Folded switch
        {
            "from" => !Distances.Contains(words[from - 2].Folded) && SomebodyComes(words, from - 1),
            "in" or "en" => BeforeIn.Contains(words[from - 2].Folded),
            "de" => BeforeDe.Contains(words[from - 2].Folded),
            _ => false,
        };
    }

    private static bool SomebodyComes(IReadOnlyList<SaidWord> words, int end)
    {
        for (var at = end - 1; at >= Math.Max(0, end - WordsBefore) && !words[at + 1].AfterBreak; at--)
        {
            if (BeforeFrom.Contains(words[at].Folded))
            {
                return true;
            }
        }

        return false;
    }
}
