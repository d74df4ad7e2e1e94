namespace Rapport.Pictures;

/// <summary>What is taken of a file that somebody sends as a picture.</summary>
internal static class PictureLimits
{
    /// <summary>Bytes of the file.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>
    /// Bytes that are read before the answer. A photograph of a telephone often has more than may be kept: who sends one hears that, and not a
    /// line that is cut.
    /// </summary>
    public const int MostHeard = 32 * 1024 * 1024;

    /// <summary>Width by height.</summary>
    public const int MostPoints = 25_000_000;

    /// <summary>Points of the shorter side; below, a face is a blur.</summary>
    public const int FewestPoints = 200;
}
