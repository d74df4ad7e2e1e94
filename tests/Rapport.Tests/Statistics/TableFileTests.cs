using System.Text;
using Rapport.Core.Statistics;
using Rapport.Statistics;

namespace Rapport.Tests.Statistics;

/// <summary>Tables as people have them, and what is told of those that are broken.</summary>
public sealed class TableFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"rapport-{Guid.CreateVersion7():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("g,y\na,1\nb,2\n")]
    [InlineData("g;y\r\na;1\r\nb;2\r\n")]
    [InlineData("\"g\"\t\"y\"\na\t1\nb\t2")]
    [InlineData("\ufeffg,y\r\n\"a\",\"1\"\r\n\r\nb,2\r\n\r\n")]
    [InlineData(" g , y \n a , 1 \n b , 2 \n")]
    public void Separators_line_ends_quotes_blanks_and_a_mark_of_byte_order_are_found_out(string text)
    {
        var table = Read(text, ["g", "y"]);

        Assert.Equal(["a", "b"], table.Levels("g").Names);
        Assert.Equal([1, 2], table.Numbers("y"));
    }

    [Fact]
    public void Quoted_cells_hold_separators_line_ends_and_quotes() =>
        Assert.Equal(["a, \"b\"\nc"], Read("g,y\n\"a, \"\"b\"\"\nc\",1\n", ["g", "y"]).Levels("g").Names);

    [Theory]
    [InlineData("g,y\na,1\n\"C\"x,2\n")]
    [InlineData("g,y\na,1\n\"C\" \"x\",2\n")]
    public void A_cell_that_goes_on_behind_its_quotes_is_told_with_its_line(string text) =>
        Assert.Contains("row 2 (line 3) holds a cell in quotes with more behind its end", Assert.Throws<TableException>(() => Read(text, ["g", "y"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Quotes_within_a_cell_are_letters_of_it() =>
        Assert.Equal(["5\" disk", "a"], Read("g,y\na,1\n\"5\"\" disk\" ,2\n", ["g", "y"]).Levels("g").Names);

    [Fact]
    public void Empty_cells_NA_and_a_point_are_missing() =>
        Assert.Equal([double.NaN, double.NaN, double.NaN, 3], Read("g,y\na,\na,NA\na,.\na,3\n", ["y"]).Numbers("y"));

    [Fact]
    public void What_else_stands_for_a_missing_value_is_said() =>
        Assert.Equal([double.NaN, -9, double.NaN], Read("g,y\na,-99\na,-9\na,none\n", ["y"], missing: ["-99", "none"]).Numbers("y"));

    [Fact]
    public void Letters_of_another_encoding_are_told_and_make_no_two_names_one()
    {
        File.WriteAllText(_path, "g,y\nMüller,1\nMöller,2\n", Encoding.Latin1);
        Assert.Contains("save it as \"CSV UTF-8\"", Refused(), StringComparison.Ordinal);
        File.WriteAllText(_path, "g;Größe\na;1\n", Encoding.Latin1);
        Assert.Contains("save it as \"CSV UTF-8\"", Refused(), StringComparison.Ordinal);
        File.WriteAllBytes(_path, [.. "PK\u0003\u0004"u8, 20, 0, 6, 0, 8, 0]);
        Assert.Contains("a workbook", Refused(), StringComparison.Ordinal);
        File.WriteAllText(_path, "g,y\nMüller,1\nMöller,2\n", Encoding.Unicode);
        Assert.Equal(["Möller", "Müller"], TableFile.Read(_path, null, null, false, [], (_, _) => { }, CancellationToken.None).Levels("g").Names);

        string Refused() => Assert.Throws<TableException>(() => TableFile.Read(_path, null, null, false, [], (_, _) => { }, CancellationToken.None)).Message;
    }

    [Fact]
    public void Only_the_columns_that_are_asked_for_are_kept() =>
        Assert.Equal(["y", "g"], Read("g,text,y\na,\"1,2\",1\n", ["y", "g"]).Names);

    [Fact]
    public void Columns_without_a_name_may_repeat_and_all_others_are_kept_where_none_is_asked_for() =>
        Assert.Equal(["y"], Read("y;;\n1;;\n", null).Names);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("g,y\n", "has names in its first line, and no row under them")]
    [InlineData("g,g\n1,2\n", "Two columns of")]
    [InlineData("g,y\na,1\nb\n", "row 2 (line 3) has 1 cell, the first line 2 names. Cells that are not known are left empty")]
    [InlineData("g,y\na,1,5\n", "row 1 (line 2) has 3 cells, the first line 2 names. A cell that holds the separator stands in quotes")]
    [InlineData("g,y\na,1\nb,\"2\nc,3\n", "row 2 (line 3) opens a quote")]
    [InlineData("g,y\na\0b,1\n", "row 1 (line 2) holds a sign that no text has")]
    [InlineData("g\0,\0y\n", "is no text in UTF-8")]
    [InlineData("g,z\na,1\n", "There is no column \"y\".")]
    public void What_is_broken_is_told_with_its_place(string text, string told) =>
        Assert.Contains(told, Assert.Throws<TableException>(() => Read(text, ["g", "y"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_decimal_comma_is_asked_about_and_then_read()
    {
        const string Text = "g;y\na;3,5\n";
        Assert.Contains(
            "Column \"y\", row 1: \"3,5\" has a comma. If it stands for the decimal point, say --decimal-comma",
            Assert.Throws<TableException>(() => Read(Text, ["y"]).Numbers("y")).Message, StringComparison.Ordinal);
        Assert.Equal([3.5], Read(Text, ["y"], decimalComma: true).Numbers("y"));
    }

    [Fact]
    public void What_is_no_file_is_told()
    {
        Assert.Contains("There is no file", Refused(_path + ".not"), StringComparison.Ordinal);
        Assert.Contains("is a folder", Refused(Path.GetTempPath()), StringComparison.Ordinal);

        static string Refused(string path) =>
            Assert.Throws<TableException>(() => TableFile.Read(path, null, null, false, [], (_, _) => { }, CancellationToken.None)).Message;
    }

    [Fact]
    public void A_long_file_tells_how_far_it_is_and_hears_that_it_shall_stop()
    {
        using (var writer = new StreamWriter(_path))
        {
            writer.WriteLine("g,y");
            for (var row = 0; row < 20_000; row++)
            {
                writer.WriteLine("group,1.25");
            }
        }
        var told = new List<(long Done, long Total)>();
        using var stop = new CancellationTokenSource();
        Assert.Equal(20_000, TableFile.Read(_path, ["y"], null, false, [], (done, total) => told.Add((done, total)), stop.Token).Rows);
        Assert.Equal(4, told.Count);
        Assert.All(told, one => Assert.InRange(one.Done, 1, one.Total));

        Assert.Throws<OperationCanceledException>(() => TableFile.Read(_path, ["y"], null, false, [], (_, _) => stop.Cancel(), stop.Token));
    }

    private Table Read(string text, string[]? columns, bool decimalComma = false, string[]? missing = null)
    {
        File.WriteAllText(_path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return TableFile.Read(_path, columns, null, decimalComma, missing ?? [], (_, _) => { }, CancellationToken.None);
    }
}
