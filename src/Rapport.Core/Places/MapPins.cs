namespace Rapport.Core.Places;

/// <summary>A pin on a map, standing where the first of its places lies.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Places">The positions, in what was given, of the places it stands for; the first is its own.</param>
public sealed record MapPin(MapPoint At, IReadOnlyList<int> Places);

/// <summary>Sets pins that never cover one another.</summary>
public static class MapPins
{
    /// <summary>
    /// Gives each place a pin, in their order. A place too near an older pin to have its own is taken under the nearest one,
    /// as a reader could not tell them apart; one that would need a pin too many, or lies outside, has none.
    /// </summary>
    /// <param name="places">Where the places lie; the more important come first.</param>
    /// <param name="within">Where pins may stand.</param>
    /// <param name="apart">By position, how far a place must lie from all older pins to have one, in pixels; 0 or more.</param>
    /// <param name="most">How many pins there may be; 0 or more.</param>
    public static IReadOnlyList<MapPin> Set(IReadOnlyList<MapPoint> places, MapBox within, Func<int, double> apart, int most)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(apart);
        var pins = new List<(MapPoint At, List<int> Places)>();
        for (var place = 0; place < places.Count; place++)
        {
            var point = places[place];
            var (nearest, distance) = (-1, double.MaxValue);
            for (var pin = 0; pin < pins.Count; pin++)
            {
                if (point.PixelsTo(pins[pin].At) < distance)
                {
                    (nearest, distance) = (pin, point.PixelsTo(pins[pin].At));
                }
            }

            if (distance < apart(place))
            {
                pins[nearest].Places.Add(place);
            }
            else if (pins.Count < most && within.Contains(point))
            {
                pins.Add((point, [place]));
            }
        }

        return [.. pins.Select(pin => new MapPin(pin.At, pin.Places))];
    }
}
