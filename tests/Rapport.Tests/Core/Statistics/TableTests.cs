using Rapport.Core.Statistics;

namespace Rapport.Tests.Core.Statistics;

/// <summary>Columns as numbers and as groups, and what is told of cells that are neither.</summary>
public sealed class TableTests
{
    [Fact]
    public void A_column_is_read_as_numbers_and_an_empty_cell_is_missing() =>
        Assert.Equal([3.5, double.NaN, -1e9, 0.25], Of("3.5", "", "-1e9", " .25 ").Numbers("x"));

    [Theory]
    [InlineData("abc", "Column \"x\", row 2: \"abc\" is not a number.")]
    [InlineData("Inf", "row 2: \"Inf\" is not a finite number.")]
    [InlineData("NaN", "row 2: \"NaN\" is not a finite number.")]
    [InlineData("1e999", "row 2: \"1e999\" is not a finite number.")]
    [InlineData("3,5", "row 2: \"3,5\" has a comma. If it stands for the decimal point, say --decimal-comma")]
    public void What_is_no_number_is_told_with_its_column_and_row(string cell, string told)
    {
        var table = Of("1", cell);
        Assert.Contains(told, Assert.Throws<TableException>(() => table.Numbers("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decimal_commas_are_read_where_somebody_said_so_and_points_are_then_refused()
    {
        Assert.Equal([3.5, 1000], Of(decimalComma: true, "3,5", "1000").Numbers("x"));
        var mixed = Of(decimalComma: true, "3,5", "3.5");
        Assert.Contains("has a point", Assert.Throws<TableException>(() => mixed.Numbers("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_is_numeric_when_all_that_is_filled_is_a_number()
    {
        Assert.True(Of("1", "", "2.5").IsNumeric("x"));
        Assert.False(Of("1", "T02").IsNumeric("x"));
        Assert.False(Of("", "").IsNumeric("x"));
        // A column of decimal commas taken for groups would be a guess that nobody sees.
        Assert.Contains("row 2", Assert.Throws<TableException>(() => Of("1", "2,5").IsNumeric("x")).Message, StringComparison.Ordinal);
        Assert.False(Of("1,5", "T02").IsNumeric("x"));
    }

    [Fact]
    public void Levels_stand_in_order_numbers_by_value_and_texts_by_letter()
    {
        var numbers = Of("10", "9", "", "10.0", "2").Levels("x");
        Assert.Equal(["2", "9", "10"], numbers.Names);
        Assert.Equal([2, 1, -1, 2, 0], numbers.Codes);
        var texts = Of("b", "10", " a", "b").Levels("x");
        Assert.Equal(["10", "a", "b"], texts.Names);
        Assert.Equal([2, 0, 1, 2], texts.Codes);
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_with_those_that_come_near()
    {
        var table = new Table(["therapist", "client", "y"], [["a"], ["b"], ["1"]]);
        Assert.Contains(
            "There is no column \"Terapist\". Do you mean \"therapist\"?",
            Assert.Throws<TableException>(() => table.Levels("Terapist")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "The table has \"therapist\", \"client\", \"y\".",
            Assert.Throws<TableException>(() => table.Numbers("outcome")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_stands_twice_is_refused() =>
        Assert.Contains("\"y\"", Assert.Throws<TableException>(() => new Table(["y", "y"], [["1"], ["2"]])).Message, StringComparison.Ordinal);

    private static Table Of(params string[] cells) => Of(decimalComma: false, cells);

    private static Table Of(bool decimalComma, params string[] cells) => new(["x"], [cells], decimalComma);
}
