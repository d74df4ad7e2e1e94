namespace Rapport.Statistics;

/// <summary>Numbers as JSON has them: there is none for what is not a number, nor for what has no end.</summary>
internal static class Bare
{
    public static double? Number(double? number) => number is { } known && double.IsFinite(known) ? known : null;

    public static double?[] Numbers(IEnumerable<double> numbers) => [.. numbers.Select(number => Number(number))];
}
