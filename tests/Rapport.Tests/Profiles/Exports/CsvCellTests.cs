using System.Text.RegularExpressions;
using CsCheck;
using Rapport.Profiles.Exports;

namespace Rapport.Tests.Profiles.Exports;

/// <summary>A cell says what was written, and is a formula nowhere.</summary>
public sealed partial class CsvCellTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("42", "42")]
    [InlineData("/therapist/ana-1", "/therapist/ana-1")]
    [InlineData("Ana María", "\"Ana María\"")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("she said \"no\"", "\"she said \"\"no\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("5 + 5 = 10", "\"5 + 5 = 10\"")]
    public void A_plain_text_stays_as_it_is_and_is_quoted_where_it_must_be(string? text, string cell) =>
        Assert.Equal(cell, CsvCell.Of(text));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t1")]
    [InlineData("\r1")]
    [InlineData("\n1")]
    [InlineData("\"=1+1")]
    [InlineData("\"\"=1+1")]
    [InlineData("'=1")]
    [InlineData("“=1")]
    [InlineData("  =1")]
    [InlineData("\ufeff=1")]
    [InlineData("＝1")]
    [InlineData("=HYPERLINK(\"https://example.com/\"&A1,\"Ana\")")]
    public void What_a_spreadsheet_may_take_for_a_formula_begins_with_a_mark_that_makes_it_text(string text) =>
        Assert.Equal($"\"'{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", CsvCell.Of(text));

    [Theory]
    [InlineData("x;=cmd", "\"x;'=cmd\"")]
    [InlineData("first line\n=1+1\n@x", "\"first line\n'=1+1\n'@x\"")]
    [InlineData("\t=1", "\"'\t'=1\"")]
    [InlineData("a\t -1", "\"a\t' -1\"")]
    [InlineData("a; b", "\"a; b\"")]
    public void Nor_does_one_begin_inside_where_a_program_parts_cells_by_semicolons_or_tabs(string text, string cell) =>
        Assert.Equal(cell, CsvCell.Of(text));

    [Fact]
    public void Any_text_can_be_read_back_and_none_begins_a_formula() => Gen.String[Gen.Char["=+-@'\"\t\r\n ,;aé0"], 0, 8].Sample(text =>
    {
        var cell = CsvCell.Of(text);
        var read = cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
        Assert.DoesNotContain(read.TrimStart('"', ' ').Take(1), first => "=+-@\t\r\n".Contains(first));
        // As docs/api.md tells: the first "'" goes where a sign, after quotes and blanks, comes behind it.
        var behind = read.TrimStart('\'', '"', ' ');
        read = read.StartsWith('\'') && behind.Length > 0 && "=+-@\t\r\n".Contains(behind[0]) ? read[1..] : read;
        Assert.Equal(text, InnerMark().Replace(read, ""));
    });

    [GeneratedRegex("""(?<=[;\t\r\n])'(?=["' ]*[=+\-@])""", RegexOptions.None, 1000)]
    private static partial Regex InnerMark();
}
