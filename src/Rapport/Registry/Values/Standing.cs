namespace Rapport.Registry.Values;

/// <summary>How somebody holds a licence, as it is typed after it: "LPC-A", "LPC RESIDENT", "LMHC-QS".</summary>
/// <param name="Word">The word in full, in capitals.</param>
/// <param name="Letters">What it is shortened to.</param>
/// <param name="Full">She holds the licence itself, and more; otherwise she is on the way to it.</param>
/// <param name="Short">A beginning so usual that it is plain although it is short; empty where there is none.</param>
internal sealed record Standing(string Word, string[] Letters, bool Full = false, string Short = "")
{
    private const int ShortestCut = 4;
    private const int ShortestMisspelt = 7;

    public static readonly Standing[] All =
    [
        new("SUPERVISOR", ["S", "QS", "CS", "SUPV"], Full: true),
        new("ASSOCIATE", ["A"]),
        new("CANDIDATE", ["C"], Short: "CAN"),
        new("INTERN", ["I"], Short: "INT"),
        new("INTRAINING", ["IT"]),
        new("LIMITEDPERMIT", ["LP"]),
        new("PROVISIONAL", ["P"]),
        new("RESIDENT", ["R"]),
        new("STUDENT", [], Short: "STU"),
        new("SUPERVISEE", []),
        new("TEMPORARY", ["T", "TEMP"]),
        new("TRAINEE", ["T"]),
    ];

    /// <summary>Every way to write it.</summary>
    public IEnumerable<string> Forms => Letters.Append(Word);

    /// <summary>Those that are plain without a hyphen too: the word, and letters that end no other credential.</summary>
    public string[] Glued { get; } = [Word, .. Letters.Where(letters => letters is "QS")];

    /// <summary>Whether these are the letters of one, or of several.</summary>
    public static bool IsLetters(string key) => Array.Exists(All, standing => Array.IndexOf(standing.Letters, key) >= 0);

    /// <summary>What this may be: the word or its beginning, misspelt by a letter, or, after a hyphen, its letters.</summary>
    public static IReadOnlyList<Standing> Of(string key, bool afterHyphen) =>
    [
        .. All.Where(standing => (afterHyphen && standing.Letters.Contains(key, StringComparer.Ordinal))
            || key == standing.Word || (key.Length > 0 && key == standing.Short)
            || (key.Length >= ShortestCut && standing.Word.StartsWith(key, StringComparison.Ordinal))
            || (standing.Word.Length >= ShortestMisspelt && DifferByOne(key, standing.Word))),
    ];

    // One letter too many, too few, or another.
    private static bool DifferByOne(string typed, string word)
    {
        if (Math.Abs(typed.Length - word.Length) > 1)
        {
            return false;
        }
        var same = typed.AsSpan().CommonPrefixLength(word);
        var (more, less) = typed.Length >= word.Length ? (typed, word) : (word, typed);
        var rest = more.AsSpan(Math.Min(same + 1, more.Length));
        return rest.SequenceEqual(less.AsSpan(more.Length == less.Length ? Math.Min(same + 1, less.Length) : same));
    }
}
