using System.Globalization;
using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Maps;

namespace Rapport.Search;

/// <summary>Draws the map of a page of results.</summary>
/// <param name="grounds">The land, and the places on it.</param>
/// <param name="language">The reader's language: "en" or "es".</param>
/// <param name="people">Says "4 people" in it.</param>
internal sealed class ResultMaps(MapGrounds grounds, string language, Func<int, string> people)
{
    /// <summary>A number and the ring around it, pixels.</summary>
    public const int PinPixels = 30;

    /// <summary>More numbers than these say nothing; the list has twenty people.</summary>
    public const int MostPins = 25;

    /// <summary>Numbers of people who are not on this page leave room for names.</summary>
    private const int RoomOfOthers = 46;

    /// <summary>
    /// The map, in the reader's language. Null where there is nothing to show on one: no place was asked for, or nobody
    /// found meets people in person.
    /// </summary>
    /// <param name="place">Where the search looks.</param>
    /// <param name="radiusMiles">How far around it; not read for a state.</param>
    /// <param name="result">What was found, counted by areas.</param>
    /// <param name="page">Those on this page, in their order.</param>
    public ResultMap? Draw(Place? place, double radiusMiles, SearchResult result, IReadOnlyList<SearchHit> page)
    {
        if (place is null || result.Areas.Count == 0)
        {
            return null;
        }
        var hasCircle = MapGrounds.HasCircle(place);
        var ground = grounds.Of(place, radiusMiles, ResultMap.Width, ResultMap.Height);
        var view = ground.View;
        var pins = Pins(view, result, page, nearestFirst: hasCircle);
        var drawn = pins.Sum(pin => pin.People);
        var areas = pins.Sum(pin => pin.Areas.Count);
        var inPerson = result.Areas.Sum(area => area.Count);
        return new ResultMap(
            ground,
            hasCircle && radiusMiles >= MapGrounds.LeastRadiusMiles ? (int)Math.Round(radiusMiles * view.PixelsPerMile) : null,
            pins,
            new MapNames(view, language, people).Place(ground, pins),
            result.Areas.Count - areas,
            inPerson - drawn,
            result.Total - inPerson);
    }

    private List<NumberedPin> Pins(MapView view, SearchResult result, IReadOnlyList<SearchHit> page, bool nearestFirst)
    {
        var counts = result.Areas.ToDictionary(area => area.Area, area => area.Count);
        var cards = new Dictionary<int, int>();
        for (var i = 0; i < page.Count; i++)
        {
            if (page[i].Area is { } area && counts.ContainsKey(area))
            {
                cards.TryAdd(area, i);
            }
        }
        var others = result.Areas.Where(area => !cards.ContainsKey(area.Area)).Select(area => Of(area.Area));
        // From the index they come by number of people; around a place the nearest ones matter more.
        var areas = cards.OrderBy(card => card.Value).Select(card => Of(card.Key))
            .Concat(nearestFirst ? others.OrderBy(area => view.Centre.MilesTo(area.Point)).ThenBy(area => area.Number) : others)
            .ToList();
        var pins = MapPins.Set([.. areas.Select(area => view.Project(area.Point))], view.Box.Grown(-PinPixels / 2),
            place => place < cards.Count ? PinPixels - 2 : RoomOfOthers, MostPins);
        return [.. pins.Select((pin, i) =>
        {
            var own = pin.Places.Select(at => areas[at]).ToList();
            var numbers = own.Select(area => area.Number).ToList();
            var onPage = numbers.Where(cards.ContainsKey).Select(number => cards[number]).ToList();
            return new NumberedPin(i + 1, pin.At, own, numbers.Sum(number => counts[number]), onPage.Count > 0 ? onPage.Min() : null);
        })];
    }

    // The index knows places by ZIPs of this very table only.
    private PostalArea Of(int area) => grounds.Gazetteer.Find(area.ToString("00000", CultureInfo.InvariantCulture))!;
}
