using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace Rapport.Profiles;

/// <summary>
/// Reads a vocabulary's CSV file: <c>code, en, es, also</c> and columns of its own, found by name; further words in
/// <c>also</c> are parted by <c>|</c>.
/// </summary>
internal static class VocabularyFile
{
    private static readonly string[] OwnedByAll = ["code", "en", "es", "also"];

    /// <summary>A vocabulary from the file that comes with the program.</summary>
    internal static Vocabulary Read(string name, TextReader text, string file) => Merge(name, null, text, file);

    /// <summary>
    /// A vocabulary with the rows of an operator's file: a known code's filled cells replace what stood there, new codes
    /// come last.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is wrong; the message says where and what to do.</exception>
    internal static Vocabulary Extend(Vocabulary below, TextReader text, string file) =>
        Merge(below.Name, below, text, file);

    private static Vocabulary Merge(string name, Vocabulary? below, TextReader text, string file)
    {
        try
        {
            using var rows = Sep.New(',').Reader(o => o with { Unescape = true, DisableColCountCheck = true }).From(text);
            var header = rows.Header.ColNames;
            CheckHeader(header, below, file);
            string[] own = below is null ? [.. header.Except(OwnedByAll, StringComparer.Ordinal)] : [.. below.Columns];
            var terms = new OrderedDictionary<string, Term>(StringComparer.Ordinal);
            foreach (var term in below?.Terms ?? [])
            {
                terms.Add(term.Code, term);
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                var line = row.LineNumberFrom;
                if (row.Span.Trim().IsEmpty)
                {
                    continue;
                }

                if (row.ColCount != header.Count)
                {
                    throw Wrong(file, line, $"has {Text(row.ColCount)} cells, but the first line names "
                        + $"{Text(header.Count)}. Put a text that holds a comma in double quotes.");
                }

                var cells = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 0; i < header.Count; i++)
                {
                    cells[header[i]] = row[i].ToString().Trim();
                }

                var code = cells["code"];
                if (code.Length is 0 or > 60 || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
                {
                    throw Wrong(file, line, $"has the code \"{code}\". A code is made of letters A to Z, digits and "
                        + "hyphens, 60 at most, like \"chronic-pain\".");
                }

                if (!seen.Add(code))
                {
                    throw Wrong(file, line, $"has the code \"{code}\" a second time. Keep one of the two lines.");
                }

                terms[code] = Filled(cells, terms.GetValueOrDefault(code), own, file, line);
            }

            return new Vocabulary(name, own, [.. terms.Values]);
        }
        catch (Exception error) when (error is (ArgumentException and not DecoderFallbackException) or InvalidOperationException or NotSupportedException
            || (error is InvalidDataException && !error.Message.StartsWith(file, StringComparison.Ordinal)))
        {
            throw new InvalidDataException(
                $"{file}: this is not a CSV file with the columns code,en,es,also. Look for a quote that is never closed.",
                error);
        }
    }

    private static void CheckHeader(IReadOnlyList<string> header, Vocabulary? below, string file)
    {
        foreach (var needed in OwnedByAll.Take(3).Where(c => !header.Contains(c, StringComparer.Ordinal)))
        {
            throw Wrong(file, 1, $"does not name the column \"{needed}\". Begin the file with the line \"code,en,es,also\".");
        }

        if (below is not null)
        {
            var known = OwnedByAll.Concat(below.Columns).ToList();
            foreach (var unknown in header.Where(c => !known.Contains(c, StringComparer.Ordinal)))
            {
                throw Wrong(file, 1, $"names a column \"{unknown}\" that is not known. Known are {string.Join(", ", known)}.");
            }
        }
    }

    private static Term Filled(Dictionary<string, string> cells, Term? old, string[] own, string file, int line)
    {
        var english = Cell("en", old?.English);
        var spanish = Cell("es", old?.Spanish);
        if (english.Length == 0 || spanish.Length == 0)
        {
            throw Wrong(file, line, $"gives the new code \"{cells["code"]}\" no word in "
                + $"{(english.Length == 0 ? "English" : "Spanish")}. Fill the column \"{(english.Length == 0 ? "en" : "es")}\".");
        }

        var also = cells.GetValueOrDefault("also", "")
            .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Term(
            cells["code"],
            english,
            spanish,
            also.Length > 0 ? also : old?.Also ?? [],
            own.ToDictionary(c => c, c => Cell(c, old?[c]), StringComparer.Ordinal));

        string Cell(string column, string? before) =>
            cells.GetValueOrDefault(column, "") is { Length: > 0 } cell ? cell : before ?? "";
    }

    private static InvalidDataException Wrong(string file, int line, string what) =>
        new($"{file}, line {Text(line)}: this line {what}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
