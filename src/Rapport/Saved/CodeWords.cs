using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Search;
using Rapport.Layout;

namespace Rapport.Saved;

/// <summary>A code as somebody wrote it.</summary>
/// <param name="Code">The words in one form, however they were written; null when they are no code.</param>
/// <param name="Count">How many words were written.</param>
/// <param name="Wrong">Which of them are not ours, from 1, as they were written.</param>
internal sealed record ReadCode(string? Code, int Count, IReadOnlyList<(int Number, string Word)> Wrong);

/// <summary>
/// The words that codes are made of: 2,048 in each language, six of which are one of 2^66. A code is read in either language,
/// for who saves in one may open in the other.
/// </summary>
internal static class CodeWords
{
    /// <summary>Words of a code.</summary>
    public const int Count = 6;

    /// <summary>Letters that are read of what somebody writes as a code.</summary>
    public const int Longest = 200;

    private static readonly IReadOnlyList<string> English = Read("en");
    private static readonly IReadOnlyList<string> Spanish = Read("es");
    private static readonly FrozenSet<string> Known = English.Concat(Spanish).Select(SearchText.Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The list of a language, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Of(Language language) => language == Language.Spanish ? Spanish : English;

    /// <summary>A new code, each word drawn from the whole list, whatever the others are.</summary>
    public static IReadOnlyList<string> Draw(Language language) => RandomNumberGenerator.GetItems<string>([.. Of(language)], Count);

    /// <summary>Reads a code; case, accents, and what stands between the words do not count.</summary>
    public static ReadCode Parse(string? written)
    {
        var text = written ?? "";
        // They are shown, and copied, with their numbers.
        var words = SearchText.Fold(text[..Math.Min(text.Length, Longest)]).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.All(char.IsAsciiDigit)).ToArray();
        var wrong = words.Select((word, at) => (Number: at + 1, Word: word)).Where(one => !Known.Contains(one.Word)).ToList();
        return new ReadCode(words.Length == Count && wrong.Count == 0 ? string.Join(' ', words) : null, words.Length, wrong);
    }

    private static List<string> Read(string language)
    {
        var resource = $"Rapport.Saved.Words.{language}.txt";
        using var stream = typeof(CodeWords).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without the words of codes ({resource}).");
        using var text = new StreamReader(stream, Encoding.UTF8);
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
