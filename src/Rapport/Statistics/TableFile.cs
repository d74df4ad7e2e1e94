using System.Globalization;
using Rapport.Cli;
using Rapport.Core.Statistics;
using Rapport.Tables;

namespace Rapport.Statistics;

/// <summary>
/// Reads a table from a file, or from standard input, row after row: of a file of any size only the columns that are asked
/// for are kept. Comma, semicolon and tab are told apart by the header; what a decimal comma is, is never guessed.
/// </summary>
internal static class TableFile
{
    /// <summary>What stands in a cell that holds nothing: R writes NA, SPSS a point.</summary>
    public static readonly IReadOnlyList<string> UsuallyMissing = ["NA", "."];

    /// <param name="path">The file; <see cref="TableRows.StandardInput"/> reads standard input.</param>
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
        TableRows.Each(
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
}
