using System.Globalization;
using System.Text;
using Rapport.Cli;

namespace Rapport.Statistics;

/// <summary>
/// Tables of figures as plain text, as wide as they are: what is copied into a paper, or piped on, keeps its rows. The first
/// column holds names, all others numbers. Sentences are broken between words on a terminal, and stand in one line elsewhere.
/// </summary>
internal static class Aligned
{
    private const string Gap = "  ";

    /// <param name="heads">What stands above the columns, in one line or in two.</param>
    /// <param name="rows">The cells.</param>
    public static void Print(string[] heads, IEnumerable<string[]> rows)
    {
        var above = heads.Select(head => head.Split('\n')).ToArray();
        var lines = above.Max(head => head.Length);
        string[][] all =
        [
            .. Enumerable.Range(0, lines).Select(line => above.Select(head => head.ElementAtOrDefault(line - lines + head.Length) ?? "").ToArray()),
            .. rows.Select(row => row.Select(Printed.Line).ToArray()),
        ];
        var widths = heads.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            Console.Out.WriteLine(string.Join(Gap, row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
    }

    /// <summary>Prints a sentence, or several.</summary>
    public static void Say(string text)
    {
        var width = Console.IsOutputRedirected ? int.MaxValue : Math.Clamp(Console.WindowWidth, 40, 100);
        var line = new StringBuilder();
        foreach (var word in Printed.Line(text).Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                Console.Out.WriteLine(line);
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        Console.Out.WriteLine(line);
    }

    /// <summary>A number as a sentence has it: two digits that say something, and two decimals where that is more.</summary>
    public static string Short(double number) => Math.Abs(number) switch
    {
        0 => "0",
        >= 0.0995 and < 1e5 => number.ToString("0.00", CultureInfo.InvariantCulture),
        >= 0.00995 and < 1e5 => number.ToString("0.000", CultureInfo.InvariantCulture),
        >= 0.000995 and < 1e5 => number.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => Number(number),
    };

    /// <summary>A number with four decimals, or as a power where that would hide it; a dash where there is none.</summary>
    public static string Number(double? number) => number switch
    {
        null or double.NaN => "-",
        0 => "0",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        { } known when Math.Abs(known) is >= 1e7 or < 1e-3 => known.ToString("0.000e+0", CultureInfo.InvariantCulture),
        { } known when Math.Abs(known) >= 1000 => known.ToString("0.0", CultureInfo.InvariantCulture),
        { } known => known.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>A chance, not finer than anybody needs it.</summary>
    public static string Chance(double? p) => p switch
    {
        null or double.NaN => "-",
        < 0.0001 => "< 0.0001",
        { } known => known.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    public static string Percent(double? percent) => percent is { } known && !double.IsNaN(known) ? known.ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";

    /// <summary>"0.21 to 0.34"; a dash where there is no end.</summary>
    public static string Range(double low, double high) => double.IsNaN(low) && double.IsNaN(high) ? "-" : $"{Number(low)} to {Number(high)}";
}
