using Rapport.Core.Places;
using Rapport.Maps;

namespace Rapport.Search;

/// <summary>A number on the map.</summary>
/// <param name="Number">From 1, in the order in which the list comes to its people.</param>
/// <param name="At">Where it stands.</param>
/// <param name="Areas">The ZIPs it stands for, its own first.</param>
/// <param name="People">How many of those found meet people there.</param>
/// <param name="Card">The position on this page of the first of them; null when none is on it.</param>
internal sealed record NumberedPin(int Number, MapPoint At, IReadOnlyList<PostalArea> Areas, int People, int? Card)
{
    /// <summary>Every ZIP it stands for, by towns: "Oakland 94610, 94611; Piedmont 94618".</summary>
    public string Places => string.Join("; ", Areas.GroupBy(area => area.City, StringComparer.Ordinal)
        .Select(city => $"{city.Key} {string.Join(", ", city.Select(area => area.Zip))}"));
}

/// <summary>Where the people found meet others: land, lines, names, and a number for each ZIP.</summary>
/// <param name="Ground">Land, lines and places.</param>
/// <param name="CirclePixels">The radius of the search around the middle of the map; null when it has none.</param>
/// <param name="Pins">The numbers, rising.</param>
/// <param name="Texts">Names and counts.</param>
/// <param name="NotDrawn">How many ZIPs with people found are under no number.</param>
/// <param name="PeopleNotDrawn">How many people those are.</param>
/// <param name="FromAfar">How many of those found meet nobody in person here.</param>
internal sealed record ResultMap(
    MapGround Ground,
    int? CirclePixels,
    IReadOnlyList<NumberedPin> Pins,
    IReadOnlyList<MapText> Texts,
    int NotDrawn,
    int PeopleNotDrawn,
    int FromAfar)
{
    public const int Width = 296;
    public const int Height = 350;

    private readonly Dictionary<int, int> _byArea = Pins
        .SelectMany(pin => pin.Areas, (pin, area) => (Area: area.Number, Pin: pin.Number))
        .ToDictionary(pair => pair.Area, pair => pair.Pin);

    /// <summary>Whether some number stands for several ZIPs.</summary>
    public bool SharesNumbers => Pins.Any(pin => pin.Areas.Count > 1);

    /// <summary>The number that stands for an area of the index; null when none does.</summary>
    public int? NumberOf(int? area) => area is { } number && _byArea.TryGetValue(number, out var pin) ? pin : null;

    /// <summary>The anchor of the person who stands at a position on this page, from 0.</summary>
    public static string CardId(int position) => FormattableString.Invariant($"person-{position + 1}");
}
