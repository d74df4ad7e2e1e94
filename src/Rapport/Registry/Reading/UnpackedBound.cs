using System.Globalization;

namespace Rapport.Registry.Reading;

/// <summary>How much a packed table may unpack to before it is taken for an attack.</summary>
internal static class UnpackedBound
{
    /// <summary>The largest table the registry has ever published is about 11 GB; far more than that is not from there.</summary>
    public const long LargestTable = 64L << 30;

    /// <summary>Registry tables pack about 12 to 1. A thousand to one is the most that the method can do.</summary>
    public const int LargestRatio = 200;

    /// <summary>Small files of equal bytes pack well without being an attack.</summary>
    private const long AlwaysAllowed = 16L << 20;

    /// <summary>In bytes, for this many packed ones.</summary>
    public static long Of(long packed) =>
        Math.Min(LargestTable, Math.Max(AlwaysAllowed, packed > LargestTable / LargestRatio ? LargestTable : packed * LargestRatio));

    /// <summary>What is said of a file that goes beyond it.</summary>
    public static string Exceeded(string name) => string.Create(CultureInfo.InvariantCulture,
        $"{name} unpacks to more than {LargestRatio} times its size or more than {LargestTable >> 30} GB. A registry file does not; it was not read further.");
}
