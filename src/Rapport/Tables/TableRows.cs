using System.Text;
using nietras.SeparatedValues;
using Rapport.Cli;
using Rapport.Core.Statistics;

namespace Rapport.Tables;

/// <summary>Told a row of a table, numbered from 1 below the names of the columns; its cells last until the next.</summary>
internal delegate void RowTaken(long row, SepReader.Row cells);

/// <summary>
/// Goes through the rows of a table in a file, or from standard input. Comma, semicolon and tab are told apart by the header.
/// What is not certain to be read rightly is refused, with its row and the mend.
/// </summary>
internal static class TableRows
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

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
        // What fails in whoever takes the rows is no matter of the file.
        var isTaking = false;
        void Watched(long row, SepReader.Row cells)
        {
            isTaking = true;
            take(row, cells);
            isTaking = false;
        }
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
            Each(text, name, header, Watched, () => progress(input.CanSeek ? input.Position : 0, input.CanSeek ? input.Length : 0), stop);
        }
        catch (DecoderFallbackException)
        {
            throw NotUtf8(name);
        }
        catch (Exception e) when (!isTaking && e is NotSupportedException or InvalidDataException or ArgumentException)
        {
            // A quote that is never closed takes in all that follows, up to the longest row there can be.
            throw new TableException($"{name} holds a row that does not end, most often because a quote (\") is opened and not closed.");
        }
    }

    /// <summary>The cells of a row as texts that last.</summary>
    public static string[] Texts(SepReader.Row cells)
    {
        var texts = new string[cells.ColCount];
        for (var at = 0; at < texts.Length; at++)
        {
            texts[at] = cells[at].ToString();
        }
        return texts;
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

    private static TableException Miscounted(string name, long row, SepReader.Row current, int expected) => new(
        $"{name}, row {row} (line {current.LineNumberFrom}) has {Counted.Of(current.ColCount, "cell")}, the first line {Counted.Of(expected, "name")}. "
        + (current.ColCount < expected
            ? "Cells that are not known are left empty, not left out; or the file breaks off here."
            : "A cell that holds the separator stands in quotes; decimal commas need semicolons or tabs between the cells."));
}
