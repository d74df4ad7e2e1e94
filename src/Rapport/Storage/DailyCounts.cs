namespace Rapport.Storage;

/// <summary>How long daily counts are kept.</summary>
internal static class DailyCounts
{
    /// <summary>A year, and the month that is compared with the same one of the year before.</summary>
    public const int DaysKept = 400;
}
