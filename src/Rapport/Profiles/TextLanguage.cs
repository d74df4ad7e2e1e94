using System.Collections.Frozen;

namespace Rapport.Profiles;

/// <summary>In which language somebody's own words are, so that a screen reader speaks them in it.</summary>
internal static class TextLanguage
{
    // The commonest small words that the other language does not have; "no", "me", "a", "he" and "son" are in both.
    private static readonly FrozenSet<string> English = Set(
        "the and to of is it that you we with for are what this your my not but have when who at be or by from they there i "
        + "people can our an was if all do on in");

    private static readonly FrozenSet<string> Spanish = Set(
        "de la que el y los las un una con para por su mi se lo le es al del usted como pero más si cuando quien sin sus nos "
        + "hay está muy yo en o también todo nada gente");

    /// <summary>Letters of the longest of them; a longer word is none.</summary>
    private const int Longest = 8;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> InEnglish = English.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> InSpanish = Spanish.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>"en" or "es"; null where the words do not tell.</summary>
    public static string? SpokenIn(string text)
    {
        var (english, spanish) = (0, 0);
        var word = 0;
        Span<char> small = stackalloc char[Longest];
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i]))
            {
                continue;
            }
            // "Los Angeles" is a name, in whichever language it stands.
            if (i > word && i - word <= Longest && !IsName(text, word, i))
            {
                var one = small[..text.AsSpan(word, i - word).ToLowerInvariant(small)];
                english += InEnglish.Contains(one) ? 1 : 0;
                spanish += InSpanish.Contains(one) ? 1 : 0;
            }
            word = i + 1;
        }
        // A name or a title in the other language does not make it that one.
        return english > 2 * spanish ? "en" : spanish > 2 * english ? "es" : null;
    }

    private static bool IsName(string text, int from, int end) =>
        from > 0 && end - from > 1 && char.IsUpper(text[from]) && char.IsLower(text[from + 1]);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
