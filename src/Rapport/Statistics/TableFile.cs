using System.Globalization;
using System.Text;
using nietras.SeparatedValues;
using Rapport.Cli;
using Rapport.Core.Statistics;

namespace Rapport.Statistics;

/// <summary>Told a row of a table, numbered from 1 below the names of the columns; its cells last until the next.</summary>
internal delegate void RowTaken(long row, SepReader.Row cells);

/// <summary>
/// Reads a table from a file, or from standard input, row after row: of a file of any size only the columns that are asked
/// for are kept. Comma, semicolon and tab are told apart by the header; what a decimal comma is, is never guessed.
/// </summary>
internal static class TableFile
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>What stands in a cell that holds nothing: R writes NA, SPSS a point.</summary>
    public static readonly IReadOnlyList<string> UsuallyMissing = ["NA", "."];

    // Letters that are none are told: "Müller" and "Möller" would else become one group.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // How every workbook begins, which is an archive.
    private const string Archive = "PK\u0003\u0004";

    private const int RowsBetweenLooks = 1 << 12;

    // Of so many columns each may have a pool of its texts; a pool for each of a million takes gigabytes.
    private const int Pooled = 1 << 10;

    // Ratings and names repeat, so each is kept once; texts of no end of kinds are not worth looking up.
    private static readonly SepCreateToString Kept = SepToString.PoolPerCol(
        maximumStringLength: 48, initialCapacity: 1 << 8, maximumCapacity: 1 << 17);

    /// <param name="path">The file; <see cref="StandardInput"/> reads standard input.</param>
    /// <param name="columns">The columns to keep; null keeps all.</param>
    /// <param name="maybe">A column to keep too, if there is one.</param>
    /// <param name="decimalComma">Whether 3,5 is three and a half.</param>
    /// <param name="missing">What stands in a cell that holds nothing, beside <see cref="UsuallyMissing"/>.</param>
    /// <param name="progress">Told how many bytes of how many are read; of 0 where nobody knows.</param>
    /// <exception cref="TableException">It is no table, or has no such column; the message says where and what to do.</exception>
    public static Table Read(
        string path, IReadOnlyCollection<string>? columns, string? maybe, bool decimalComma, IReadOnlyCollection<string> missing, RowProgress progress, CancellationToken stop)
    {
        var empty = missing.Concat(UsuallyMissing).ToHashSet(StringComparer.Ordinal);
        var isMissing = empty.GetAlternateLookup<ReadOnlySpan<char>>();
        // -99 is -99.00 too.
        double[] codes = [.. empty.Where(text => double.TryParse(text, CultureInfo.InvariantCulture, out _)).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        var (header, asked, cells) = (Array.Empty<string>(), Array.Empty<int>(), Array.Empty<List<string>>());
        Each(
            path,
            names =>
            {
                header = names;
                asked = Places(names, Array.Find(names, name => name.Equals(maybe, StringComparison.OrdinalIgnoreCase)) is { } there ? [.. columns ?? [], there] : columns);
                cells = [.. asked.Select(_ => new List<string>())];
            },
            (_, row) =>
            {
                for (var i = 0; i < asked.Length; i++)
                {
                    var cell = row[asked[i]];
                    cells[i].Add(isMissing.Contains(cell.Span) || (codes.Length > 0 && double.TryParse(cell.Span, CultureInfo.InvariantCulture, out var number) && codes.Contains(number)) ? "" : cell.ToString());
                }
            },
            progress, stop);
        return new Table([.. asked.Select(place => header[place])], [.. cells.Select(column => column.ToArray())], decimalComma);
    }

    /// <summary>Reads row after row and keeps none.</summary>
    /// <param name="path">The file; <see cref="StandardInput"/> reads standard input.</param>
    /// <param name="header">Told the names of the first line.</param>
    /// <param name="take">Told each row.</param>
    /// <param name="progress">Told how many bytes of how many are read; of 0 where nobody knows.</param>
    /// <exception cref="TableException">It is no table; the message says where and what to do.</exception>
    public static void Each(string path, Action<string[]> header, RowTaken take, RowProgress progress, CancellationToken stop)
    {
        using var input = Open(path);
        var name = path == StandardInput ? "Standard input" : path;
        try
        {
            using var text = new HeadedReader(new StreamReader(input, Utf8, detectEncodingFromByteOrderMarks: true));
            if (text.Head.StartsWith(Archive, StringComparison.Ordinal) || text.Head.Contains('\0', StringComparison.Ordinal))
            {
                throw NotUtf8(name);
            }
            if (string.IsNullOrWhiteSpace(text.Head))
            {
                throw new TableException($"{name} is empty. The first line names the columns, each further line is a row.");
            }
            Each(text, name, header, take, () => progress(input.CanSeek ? input.Position : 0, input.CanSeek ? input.Length : 0), stop);
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8(name);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidDataException or ArgumentException)
        {
            // A quote that is never closed takes in all that follows, up to the longest row there can be.
            throw new TableException($"{name} holds a row that does not end, most often because a quote (\") is opened and not closed.");
        }
    }

    private static TableException NotUtf8(string name) => new(
        $"{name} is no text in UTF-8: a workbook, or a CSV file in an older encoding. In the spreadsheet, save it as \"CSV UTF-8\".");

    private static void Each(HeadedReader text, string name, Action<string[]> told, RowTaken take, Action progress, CancellationToken stop)
    {
        using var rows = Sep.New(text.Separator).Reader(options => options with
        {
            HasHeader = false,
            Unescape = true,
            Trim = SepTrim.Outer,
            DisableColCountCheck = true,
            CultureInfo = null,
            CreateToString = text.Head.AsSpan().Count(text.Separator) < Pooled ? Kept : SepToString.Direct,
        }).From(text);
        rows.MoveNext();
        var header = Header(rows.Current, name);
        told(header);
        var taken = 0L;
        for (var row = 1L; rows.MoveNext();)
        {
            if (row % RowsBetweenLooks == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress();
            }
            var current = rows.Current;
            if (current.ColCount == 1 && current[0].Span.IsWhiteSpace())
            {
                // A blank line is no row.
                continue;
            }
            var quotes = current.Span.Count('"');
            if (quotes % 2 != 0)
            {
                // All that follows it, to the end of the file, would else be taken for one cell.
                throw new TableException(
                    $"{name}, row {row} (line {current.LineNumberFrom}) opens a quote (\") that nothing closes. A cell in quotes writes its own quotes twice.");
            }
            if (quotes > 0 && FollowsQuote(current.Span, text.Separator))
            {
                throw new TableException(
                    $"{name}, row {row} (line {current.LineNumberFrom}) holds a cell in quotes with more behind its end. A cell in quotes writes its own quotes twice, and ends with the last.");
            }
            if (current.Span.Contains('\0'))
            {
                throw new TableException($"{name}, row {row} (line {current.LineNumberFrom}) holds a sign that no text has (NUL). Write that cell anew.");
            }
            if (current.ColCount != header.Length)
            {
                throw Miscounted(name, row, current, header.Length);
            }
            take(row, current);
            taken++;
            row++;
        }
        stop.ThrowIfCancellationRequested();
        if (taken == 0)
        {
            throw new TableException($"{name} has names in its first line, and no row under them.");
        }
    }

    // "C"x: whether that is C or Cx or "C"x, nobody knows.
    private static bool FollowsQuote(ReadOnlySpan<char> row, char separator)
    {
        var (isQuoted, isStart) = (false, true);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '"' && (isQuoted || isStart))
            {
                if (isQuoted && i + 1 < row.Length && row[i + 1] == '"')
                {
                    i++;
                    continue;
                }
                if (isQuoted && row[(i + 1)..].TrimStart(' ') is [var next, ..] && next != separator)
                {
                    return true;
                }
                isQuoted = !isQuoted;
                isStart = false;
                continue;
            }
            isStart = !isQuoted && (row[i] == separator || (isStart && row[i] == ' '));
        }
        return false;
    }

    private static Stream Open(string path)
    {
        if (path == StandardInput)
        {
            return Console.OpenStandardInput();
        }
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new TableException($"The name of the file is empty. Name one, or {StandardInput} for standard input.");
        }
        if (Directory.Exists(path))
        {
            throw new TableException($"{path} is a folder. Name a file in it.");
        }
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"There is no file {path}.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new TableException($"{path} may not be read by this account.");
        }
    }

    private static string[] Header(SepReader.Row row, string name)
    {
        var header = new string[row.ColCount];
        for (var i = 0; i < header.Length; i++)
        {
            header[i] = row[i].ToString();
        }
        // Columns without a name (row numbers, what a spreadsheet leaves at the edge) cannot be asked for, so they may repeat.
        if (header.Where(column => column.Length > 0).GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new TableException($"Two columns of {name} are called \"{twice.Key}\". Give one of them another name in its first line.");
        }
        return header;
    }

    private static int[] Places(string[] header, IReadOnlyCollection<string>? columns)
    {
        if (columns is null)
        {
            return [.. Enumerable.Range(0, header.Length).Where(place => header[place].Length > 0)];
        }
        if (header is [['s', 'e', 'p', '=', ..], ..] && header.Length <= 2)
        {
            throw new TableException("The first line says sep=, which tells a spreadsheet how cells are parted. Take that line out: the first line names the columns.");
        }
        if (header.Length == 1 && header[0].Contains('|', StringComparison.Ordinal))
        {
            throw new TableException("Its cells are parted by |. Save it with commas, semicolons or tabs.");
        }
        return [.. columns.Distinct(StringComparer.Ordinal).Select(column =>
            Array.IndexOf(header, column) is var place and >= 0 && column.Length > 0
                ? place
                : throw TableException.NoColumn(column, [.. header.Where(other => other.Length > 0)]))];
    }

    private static TableException Miscounted(string name, long row, SepReader.Row current, int expected) => new(
        $"{name}, row {row} (line {current.LineNumberFrom}) has {Counted.Of(current.ColCount, "cell")}, the first line {Counted.Of(expected, "name")}. "
        + (current.ColCount < expected
            ? "Cells that are not known are left empty, not left out; or the file breaks off here."
            : "A cell that holds the separator stands in quotes; decimal commas need semicolons or tabs between the cells."));
}
