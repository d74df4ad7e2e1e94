using System.Globalization;
using System.Text;
using nietras.SeparatedValues;
using Rapport.Core.PlainWords;
using Rapport.Core.Search;
using Rapport.Profiles;

namespace Rapport.Search.PlainWords;

/// <summary>
/// Reads what people say and what they mean by it: a CSV file with the columns <c>language, said, means</c>. Several
/// meanings are parted by <c>|</c>, each a filter and a value ("issue:sleep"); <c>nothing</c> is said of words that ask for
/// nothing, <c>small</c> of those that may also stand inside of what is said. A <c>?</c> behind the meanings says that they count only where
/// nothing else of their kind is said ("my ex" beside "co-parenting"); three dots in what is said stand for up to three words of any kind.
/// </summary>
internal static class SaidFile
{
    private const string Nothing = "nothing";
    private const string Small = "small";
    private const char Faint = '?';
    private const int LongestSaid = 100;
    private const int MostRows = 20_000;
    private static readonly string[] Columns = ["language", "said", "means"];

    /// <summary>The file that comes with the program.</summary>
    public static IReadOnlyList<Said> BuiltIn(SearchKeys keys)
    {
        const string resource = "Rapport.Search.PlainWords.said.csv";
        using var stream = typeof(SaidFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without what people say ({resource}).");
        using var text = new StreamReader(stream, Encoding.UTF8);
        return Read(text, "said.csv", keys);
    }

    /// <summary>What an operator's <c>said.csv</c> in a folder says, which goes before ours, and ours; the folder may be absent.</summary>
    /// <exception cref="InvalidDataException">The file is wrong; the message says where and what to do.</exception>
    public static IReadOnlyList<Said> Load(string folder, SearchKeys keys)
    {
        var file = Path.Combine(folder, Vocabularies.SaidFile);
        if (!File.Exists(file))
        {
            return BuiltIn(keys);
        }
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return [.. Read(text, file, keys), .. BuiltIn(keys)];
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException($"{file}: this file is not in UTF-8. Save it again as \"CSV UTF-8\".", error);
        }
    }

    private static List<Said> Read(TextReader text, string file, SearchKeys keys)
    {
        try
        {
            using var rows = Sep.New(',').Reader(options => options with { Unescape = true, DisableColCountCheck = true }).From(text);
            if (!rows.Header.ColNames.SequenceEqual(Columns, StringComparer.Ordinal))
            {
                throw Wrong(file, 1, $"does not name the columns. Begin the file with the line \"{string.Join(',', Columns)}\".");
            }
            var said = new List<Said>();
            foreach (var row in rows)
            {
                if (row.Span.Trim().IsEmpty)
                {
                    continue;
                }
                if (row.ColCount != Columns.Length)
                {
                    throw Wrong(file, row.LineNumberFrom, $"has not {Columns.Length} cells. Put a text that holds a comma in double quotes.");
                }
                if (said.Count == MostRows)
                {
                    throw Wrong(file, row.LineNumberFrom, $"is one too many. Keep to {MostRows.ToString(CultureInfo.InvariantCulture)} lines.");
                }
                said.Add(One(row[0].ToString().Trim(), row[1].ToString().Trim(), row[2].ToString().Trim(), file, row.LineNumberFrom, keys));
            }
            return said;
        }
        catch (Exception error) when (error is (ArgumentException and not DecoderFallbackException) or InvalidOperationException or NotSupportedException
            || (error is InvalidDataException && !error.Message.StartsWith(file, StringComparison.Ordinal)))
        {
            throw new InvalidDataException(
                $"{file}: this is not a CSV file with the columns {string.Join(',', Columns)}. Look for a quote that is never closed.", error);
        }
    }

    private static Said One(string language, string said, string means, string file, int line, SearchKeys keys)
    {
        if (language is not ("en" or "es"))
        {
            throw Wrong(file, line, $"has the language \"{language}\". Write en or es.");
        }
        if (said.Length > LongestSaid || SearchText.Fold(said).Length == 0)
        {
            throw Wrong(file, line, $"says nothing, or more than {LongestSaid} letters. Write what people say in a few words.");
        }
        var isFaint = means.EndsWith(Faint);
        var meanings = means is Nothing or Small ? [] : means.TrimEnd(Faint).Split('|').Select(meaning => MeaningOf(meaning, file, line, keys)).ToList();
        return new Said(new Phrase(language, said, meanings) { IsFaint = isFaint }, means == Small);
    }

    private static Meaning MeaningOf(string text, string file, int line, SearchKeys keys)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (key, code) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return keys.Schema.IndexOf(key) is >= 0 and var position && keys.Schema.Keys[position].OrdinalOf(code) >= 0
            ? new Meaning(key, code)
            : throw Wrong(file, line, $"means \"{text}\", which no filter has. \"./rapport search --keys\" lists the filters and their values.");
    }

    private static InvalidDataException Wrong(string file, int line, string what) =>
        new($"{file}, line {line.ToString(CultureInfo.InvariantCulture)}: this line {what}");
}

/// <summary>One row of the file.</summary>
/// <param name="IsSmall">Whether it may stand inside of what is said.</param>
internal sealed record Said(Phrase Phrase, bool IsSmall);
