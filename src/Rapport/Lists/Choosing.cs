using System.Globalization;

namespace Rapport.Lists;

/// <summary>Two to four of a list, to be seen side by side.</summary>
internal static class Choosing
{
    /// <summary>The name of the boxes, and of what is wrong with them.</summary>
    public const string Field = "person";

    public const int Fewest = 2;

    /// <summary>More than four columns are no comparison.</summary>
    public const int Most = 4;

    /// <summary>Those ticked who stand on the list, in its order.</summary>
    public static IReadOnlyList<long> Ticked(IFormCollection form, IReadOnlyList<long> list)
    {
        var ticked = form[Field].Select(Id).ToHashSet();
        return [.. list.Where(id => ticked.Contains(id))];
    }

    public static bool IsRight(IReadOnlyList<long> chosen) => chosen.Count is >= Fewest and <= Most;

    /// <summary>A person's number; 0, which nobody has, for anything else.</summary>
    public static long Id(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id <= uint.MaxValue ? id : 0;
}
