using System.Text.RegularExpressions;

namespace Rapport.Core.Places;

/// <summary>Tells "online in Texas" from "Texas": people write how they want to meet where a place is asked.</summary>
public static partial class OnlineText
{
    /// <summary>Takes the words for "online" off a typed place, in English or Spanish, before or behind it.</summary>
    /// <param name="typed">Any text.</param>
    /// <param name="place">What is left of it, as it was typed; empty where nothing else was.</param>
    /// <returns>Whether online was said.</returns>
    public static bool TryRead(string? typed, out string place)
    {
        place = typed ?? "";
        if (place.Length is 0 or > PlaceText.LongestText)
        {
            return false;
        }

        var said = Before().Match(place) is { Success: true } before ? before : Behind().Match(place);
        if (said.Success)
        {
            place = place.Remove(said.Index, said.Length).Trim();
        }

        return said.Success;
    }

    private const string Words =
        @"(on[- ]?line|en\s+l(í|i\u0301|i)nea|por\s+(internet|video)|by\s+video|virtual(ly|mente)?|tele(health|therapy|salud|terapia))";

    // A word must end there: "Onlineville" would be a town.
    [GeneratedRegex(
        @"^\W*" + Words + @"(?![\p{L}\p{Nd}])\W*((in|en|within|for|para|from|desde)(?![\p{L}\p{Nd}])\W*)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Before();

    [GeneratedRegex(
        @"[\s,(]+" + Words + @"\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Behind();
}
