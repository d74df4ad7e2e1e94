using System.Globalization;

namespace Rapport.Cli;

/// <summary>Numbers with their noun, in the number that fits: "1 burst", "2 bursts".</summary>
internal static class Counted
{
    public static string Of(long count, string one) => Of(count, one, one + "s");

    public static string Of(long count, string one, string many) =>
        count.ToString("N0", CultureInfo.InvariantCulture) + " " + (count == 1 ? one : many);
}
