using Rapport.Core.Places;
using Rapport.Places;

namespace Rapport.Registry.Values;

/// <summary>
/// Reads the column of a town. A town is shown even where the place may be a home, and no town of the United States holds
/// a number: what does is a street or telephone in the wrong column, of which nothing is taken.
/// </summary>
internal static class TownText
{
    /// <summary>House numbers are shorter than this, telephone numbers longer.</summary>
    private const int MostHouseDigits = 6;

    /// <summary>The town as typed; that of the ZIP, or nothing, where a number stands in it.</summary>
    public static string Read(string text, string state, string zip, string country) =>
        HoldsNumber(text) ? OfZip(state, zip, country) : text;

    /// <summary>The town that the post names for a ZIP of this state; empty when that is not known.</summary>
    public static string OfZip(string state, string zip, string country) =>
        PostalCode.IsZip(country) && PlaceTable.Gazetteer.Find(zip) is { } area && (state.Length == 0 || state == area.State.Code)
            ? area.City
            : "";

    /// <summary>The two letters of the state of a ZIP; empty when that is not known.</summary>
    public static string StateOfZip(string zip, string country) =>
        PostalCode.IsZip(country) && PlaceTable.Gazetteer.Find(zip) is { } area ? area.State.Code : "";

    /// <summary>Whether the state has a town of this name.</summary>
    public static bool IsTown(string text, string state) =>
        State.TryParse(state, out var of) && PlaceTable.Gazetteer.Find(of, text) is { Kind: PlaceKind.City };

    /// <summary>The first line of an address: what was typed into the town when the lines are empty, so that a home is told there as well.</summary>
    public static string Line1(string line1, string line2, string town)
    {
        var digits = town.Count(char.IsAsciiDigit);
        return line1.Length == 0 && line2.Length == 0 && digits is > 0 and <= MostHouseDigits && char.IsAsciiDigit(town[0]) ? town : line1;
    }

    private static bool HoldsNumber(string text) => text.Any(char.IsNumber);
}
