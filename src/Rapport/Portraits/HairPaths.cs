namespace Rapport.Portraits;

/// <summary>Hair behind and before the head, as outlines on the portrait's 120 by 120.</summary>
internal static class HairPaths
{
    /// <summary>What lies behind the shoulders and the head, empty where nothing does; and what lies before.</summary>
    public static (string Back, string Front) Of(Hair hair) => hair switch
    {
        Hair.Short => ("", "M38.5 55C35 34 44 22 60 22s25 12 21.5 33c-1-8-3-12-6.5-15-9 2-21 1.5-29.5-1-4 4-6 8-7 16z"),
        Hair.Fade => ("", "M39.5 47C39.5 32 48 24 60 24s20.5 8 20.5 23c-2-4-4-6.5-7-7.5-8-2-19-2-27 0-3 1-5 3.5-7 7.5z"),
        Hair.Bob => (
            "M60 20c-18 0-28 13-28 31 0 9-1 17-2 24 0 6 5 10 14 9l16-3 16 3c9 1 14-3 14-9-1-7-2-15-2-24 0-18-10-31-28-31z",
            "M37 66c1-12 3-24 12-32 7 8 20 13 30 15 2 5 3 11 4 17 5-26-4-43-23-43S33 40 37 66z"),
        Hair.Long => (
            "M60 20c-19 0-27 14-28 32L27 104h66L88 52c-1-18-9-32-28-32z",
            "M37 74c1-18 8-35 23-44 15 9 22 26 23 44 4-30-3-52-23-52S33 44 37 74z"),
        Hair.Wave => (
            "M60 20c-18 0-27 12-27 29 0 8-5 10-4 18 1 6-3 9 0 14 3 6 12 7 18 4h26c6 3 15 2 18-4 3-5-1-8 0-14 1-8-4-10-4-18 0-17-9-29-27-29z",
            "M38.5 60c0-12 5-19 14-25 8 7 19 9 27 10 2 4 2.5 9 2 15 5-24-4-38-21-38S34 37 38.5 60z"),
        Hair.Curls => (
            Circles((60, 24, 12), (46, 26, 11), (74, 26, 11), (36, 36, 11), (84, 36, 11), (31, 50, 11), (89, 50, 11), (34, 64, 10), (86, 64, 10), (60, 40, 24)),
            Circles((44, 36, 7.5), (54, 31, 8), (66, 31, 8), (76, 36, 7.5))),
        Hair.Bun => (Circles((60, 18.5, 9.5)), "M39 55c-2-19 6-30 21-30s23 11 21 30c-2-9-8-17-21-17S41 46 39 55z"),
        Hair.Scarf => (
            "M60 17C40 17 29 32 30 54c1 18-3 33-12 50h84c-9-17-13-32-12-50 1-22-10-37-30-37z",
            "M60 17C40 17 31 32 32 54c0 12-1 26-5 38 20 10 46 10 66 0-4-12-5-26-5-38 1-22-8-37-28-37zm0 13c12 0 19 8 19 23s-7 28-19 28-19-13-19-28 7-23 19-23z"),
        _ => throw new ArgumentOutOfRangeException(nameof(hair), hair, "No outline for this hair."),
    };

    private static string Circles(params ReadOnlySpan<(double X, double Y, double Radius)> circles)
    {
        var path = new System.Text.StringBuilder();
        foreach (var (x, y, radius) in circles)
        {
            path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x - radius} {y}a{radius} {radius} 0 1 1 {2 * radius} 0a{radius} {radius} 0 1 1-{2 * radius} 0");
        }
        return path.ToString();
    }
}
