using System.Text;
using Rapport.Registry;
using Rapport.Registry.Reading;

namespace Rapport.Tests.Registry.Reading;

/// <summary>One broken row among good ones: the good ones are all read, the broken one is told.</summary>
public sealed class BrokenRowTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly string[] _lines = [.. File.ReadAllLines(RegistryParts.Sample("npidata-330.csv")).Take(9)];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_rows_are_whole_to_begin_with()
    {
        var (records, counts, rejects) = Read(string.Join('\n', _lines));
        Assert.Equal(8, records.Count);
        Assert.Equal(0, counts.Rejected);
        Assert.Equal("", rejects);
    }

    [Fact]
    public void A_last_row_that_is_cut_off()
    {
        _lines[8] = _lines[8][.._lines[8].LastIndexOf(",\"\",\"\",\"\"", StringComparison.Ordinal)];
        var rejects = OneRejected(string.Join('\n', _lines));
        Assert.Contains("\n9,", rejects, StringComparison.Ordinal);
        Assert.Contains("ends in the middle of this row", rejects, StringComparison.Ordinal);
        // With a line end after it, it is a bad row and not the end of the file.
        Assert.Contains("it was cut off", OneRejected(string.Join('\n', _lines) + "\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_row_that_is_cut_off_inside_quotes()
    {
        var text = string.Join('\n', _lines);
        Assert.Contains(
            "the file ends in the middle of this row",
            OneRejected(text[..(text.LastIndexOf("OAKLAND", StringComparison.Ordinal) + 3)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_with_a_column_too_many()
    {
        _lines[4] += ",\"\"";
        Assert.Contains("\n5,", OneRejected(string.Join('\n', _lines)), StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_bytes_are_told_with_their_column()
    {
        _lines[4] = _lines[4].Replace("VAN DER BERG", "VAN\0BERG", StringComparison.Ordinal);
        Assert.Contains(
            "\n5,Provider Last Name (Legal Name),", OneRejected(string.Join('\n', _lines)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_swallows_no_other_row()
    {
        _lines[4] = _lines[4].Replace("VAN DER BERG\"", "VAN DER BERG", StringComparison.Ordinal);
        var rejects = OneRejected(string.Join('\n', _lines));
        Assert.Contains("\n5,", rejects, StringComparison.Ordinal);
        Assert.Contains("a quote is opened and never closed", rejects, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_in_the_last_row()
    {
        _lines[8] = _lines[8].Replace("OAKLAND\"", "OAKLAND", StringComparison.Ordinal);
        Assert.Contains("\n9,", OneRejected(string.Join('\n', _lines) + "\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_ten_megabytes()
    {
        _lines[4] = _lines[4].Replace("VAN DER BERG", new string('x', 10_000_000), StringComparison.Ordinal);
        var rejects = OneRejected(string.Join('\n', _lines));
        Assert.Contains("longer than", rejects, StringComparison.Ordinal);
        Assert.InRange(rejects.Length, 1, 1000);
    }

    [Fact]
    public void A_cell_longer_than_the_registry_allows()
    {
        _lines[4] = _lines[4].Replace("VAN DER BERG", new string('x', 400), StringComparison.Ordinal);
        Assert.Contains("\n5,Provider Last Name", OneRejected(string.Join('\n', _lines)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8()
    {
        var text = string.Join('\n', _lines).Replace("VAN DER BERG", "Pe\u00F1a", StringComparison.Ordinal);
        File.WriteAllBytes(_path, Encoding.Latin1.GetBytes(text));
        var (records, counts, rejects) = RegistryParts.Read(_path);
        // The eighth row has such letters of its own.
        Assert.Equal((6, 2L), (records.Count, counts.Rejected));
        Assert.Contains("not UTF-8", rejects, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_lines_and_windows_line_ends_are_no_rows()
    {
        var (records, counts, _) = Read(string.Join("\r\n", _lines) + "\r\n\r\n\r\n");
        Assert.Equal((8, 8L), (records.Count, counts.Read));
    }

    [Fact]
    public void A_mark_at_the_beginning_is_no_part_of_the_first_column()
    {
        File.WriteAllText(_path, string.Join('\n', _lines), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(8, RegistryParts.Read(_path).Records.Count);
    }

    [Fact]
    public void Every_row_cut_anywhere_leaves_the_others_whole()
    {
        // The third row is cut at many places, as a disk or a transfer may do it.
        var row = _lines[3];
        for (var length = 0; length < row.Length; length += 7)
        {
            var lines = (string[])_lines.Clone();
            lines[3] = row[..length];
            var (records, counts, _) = Read(string.Join('\n', lines));
            Assert.Equal(7, records.Count);
            Assert.Equal(length == 0 ? 0 : 1, counts.Rejected);
        }
    }

    [Fact]
    public void Columns_may_stand_in_any_order()
    {
        var reordered = _lines.Select(line => string.Join(',', line.Split("\",\"").Select(cell => $"\"{cell.Trim('"')}\"").Reverse()));
        var (records, _, rejects) = Read(string.Join('\n', reordered));
        Assert.Equal("", rejects);
        Assert.Equal(8, records.Count);
    }

    private string OneRejected(string text)
    {
        var (records, counts, rejects) = Read(text);
        Assert.Equal((7, 1L), (records.Count, counts.Rejected));
        Assert.Equal(3, rejects.Split('\n').Length);
        return rejects;
    }

    private (List<RegistryRecord> Records, RowCounts Counts, string Rejects) Read(string text)
    {
        File.WriteAllText(_path, text);
        return RegistryParts.Read(_path);
    }
}
