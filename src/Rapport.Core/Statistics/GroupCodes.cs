namespace Rapport.Core.Statistics;

/// <summary>Numbers that may stand for groups, as 1, 2 and 3 for three schools: taken as a quantity they would have one slope.</summary>
internal static class GroupCodes
{
    private const int Most = 6;

    /// <summary>Whether the numbers are three to six whole ones in a row, from 0 or 1.</summary>
    public static bool Are(IEnumerable<double> numbers)
    {
        double[] distinct = [.. numbers.Distinct().Take(Most + 1).Order()];
        return distinct.Length is >= 3 and <= Most && distinct[0] is 0 or 1 && distinct[^1] - distinct[0] == distinct.Length - 1
            && Array.TrueForAll(distinct, number => number == Math.Floor(number));
    }
}
