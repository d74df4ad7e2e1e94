using System.Text.RegularExpressions;

namespace Rapport.Claims;

/// <summary>
/// How hard a text is to read, from the length of its sentences and words. Both formulas are meant for running text; on
/// single labels they say little, so the site's own texts are weighed by the page.
/// </summary>
internal static partial class ReadingEase
{
    // Words that the rules below count one syllable too many, and one too few.
    private static readonly string[] Shorter =
    [
        "business", "something", "someone", "sometimes", "somewhere", "evening", "evenings", "themselves", "homework", "lately", "safely",
    ];

    private static readonly string[] Longer = ["being", "client", "clients", "science", "idea", "area", "areas", "quiet", "diet"];

    /// <summary>
    /// The school grade in the United States: 0.39 words a sentence + 11.8 syllables a word − 15.59. Kincaid, Fishburne,
    /// Rogers and Chissom, Research Branch Report 8-75, Naval Technical Training Command, 1975.
    /// </summary>
    public static double EnglishGrade(IEnumerable<string> texts)
    {
        var (words, sentences, syllables) = Count(texts, EnglishSyllables);
        return (0.39 * words / sentences) + (11.8 * syllables / words) - 15.59;
    }

    /// <summary>
    /// Ease of Spanish, 0 to 100 and beyond: 206.84 − 60 syllables a word − 1.02 words a sentence. Fernández Huerta,
    /// "Medidas sencillas de lecturabilidad", Consigna 214, 1959; 70 to 80 is a text for the sixth grade, more is easier.
    /// </summary>
    public static double SpanishEase(IEnumerable<string> texts)
    {
        var (words, sentences, syllables) = Count(texts, SpanishSyllables);
        return 206.84 - (60.0 * syllables / words) - (1.02 * words / sentences);
    }

    /// <summary>The words that are counted: runs of letters; numbers and places to fill in are none.</summary>
    public static int Words(string text) => Word().Count(ToFillIn().Replace(text, ""));

    /// <summary>Syllables as they are spoken, by rule: groups of vowels, less the silent e.</summary>
    public static int EnglishSyllables(string word)
    {
        var w = word.ToLowerInvariant().Replace("’", "'", StringComparison.Ordinal);
        if (word.Length is > 1 and < 6 && word.All(char.IsUpper))
        {
            // Letters are named one by one (CBT); ZIP is a word.
            return word == "ZIP" ? 1 : word.Length + (2 * word.Count(letter => letter == 'W'));
        }
        w = PossessiveEnd().Replace(w, "");
        var count = VowelGroup().Count(w);
        if (SilentEnd().IsMatch(w))
        {
            count--;
        }
        count += TwoVowels().Count(w);
        return Math.Max(1, count
            + (Longer.Contains(w, StringComparer.Ordinal) ? 1 : 0) - (Shorter.Contains(w, StringComparer.Ordinal) ? 1 : 0));
    }

    /// <summary>
    /// Syllables by the rules of the spelling: a vowel each, but weak ones (i, u, final y) join their neighbour unless an
    /// accent parts them; the u of que, qui, gue, gui is silent.
    /// </summary>
    public static int SpanishSyllables(string word)
    {
        var w = SilentU().Replace(word.ToLowerInvariant(), "");
        var count = 0;
        var before = ' ';
        for (var i = 0; i < w.Length; i++)
        {
            var here = w[i] == 'y' && (i == w.Length - 1) ? 'i' : w[i];
            if ("aeoáéóíúiuü".Contains(here, StringComparison.Ordinal))
            {
                var joins = "aeoáéóíúiuü".Contains(before, StringComparison.Ordinal)
                    && ((Weak(here) && before is not ('í' or 'ú')) || (Weak(before) && here is not ('í' or 'ú')));
                count += joins ? 0 : 1;
            }
            before = here;
        }
        return Math.Max(1, count);

        static bool Weak(char letter) => letter is 'i' or 'u' or 'ü';
    }

    /// <summary>The sentences of a text, as they are counted.</summary>
    public static IReadOnlyList<string> Sentences(string text) => [.. SentenceEnd().Split(text).Select(sentence => sentence.Trim()).Where(sentence => Words(sentence) > 0)];

    private static (int Words, int Sentences, int Syllables) Count(IEnumerable<string> texts, Func<string, int> syllablesOf)
    {
        var (words, sentences, syllables) = (0, 0, 0);
        foreach (var sentence in texts.SelectMany(text => SentenceEnd().Split(ToFillIn().Replace(text, ""))))
        {
            var found = Word().Matches(sentence);
            sentences += found.Count > 0 ? 1 : 0;
            words += found.Count;
            syllables += found.Sum(match => syllablesOf(match.Value));
        }
        return words > 0 ? (words, sentences, syllables) : throw new ArgumentException("There is no word to weigh.", nameof(texts));
    }

    [GeneratedRegex(@"\p{L}+(?:['’]\p{L}+)*", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\{\d[^}]*\}", RegexOptions.None, 10_000)]
    private static partial Regex ToFillIn();

    [GeneratedRegex(@"(?<=[.!?])\s+|\n", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[aeiouy]+", RegexOptions.None, 10_000)]
    private static partial Regex VowelGroup();

    [GeneratedRegex("'s?$", RegexOptions.None, 10_000)]
    private static partial Regex PossessiveEnd();

    // Made, miles, asked, used; not table, needed, pages, where the e sounds.
    [GeneratedRegex("[^aeiouy]e$(?<![^aeiouylr]le)|[^aeiouytd]ed$|[^aeiouyscxzg]es$(?<!(?:sh|ch)es)(?<![^aeiouylr]les)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex SilentEnd();

    // Two vowels that are two sounds: medium, insurance's own, video, create, usual; not patience, nation.
    [GeneratedRegex("(?<![tscg])i[aou](?!u)|(?<=[^q])ua|eo(?!p)|ea(?=te)|ying$|uing$|oing$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TwoVowels();

    [GeneratedRegex("(?<=[qg])u(?=[eéií])", RegexOptions.None, 10_000)]
    private static partial Regex SilentU();
}
