using Rapport.Core.Places;
using Rapport.Maps;

namespace Rapport.Search;

/// <summary>Writes names and counts on a map where there is room for them.</summary>
/// <param name="view">What the map shows.</param>
/// <param name="language">The reader's language: "en" or "es".</param>
/// <param name="people">Says "4 people" in it.</param>
internal sealed class MapNames(MapView view, string language, Func<int, string> people)
{
    private const int MostTowns = 8;
    private const int TownsBeforeCounts = 3;

    private const int Beside = (ResultMaps.PinPixels / 2) + 3;

    /// <summary>A count nearer to another number than this might be read as that one's.</summary>
    private const int FromOthers = 10;

    private readonly MapLettering _lettering = new(view, language);

    public IReadOnlyList<MapText> Place(MapGround ground, IReadOnlyList<NumberedPin> pins)
    {
        foreach (var pin in pins)
        {
            _lettering.Keep(MapBox.Around(pin.At, ResultMaps.PinPixels, ResultMaps.PinPixels));
        }
        var towns = ground.Towns.Select(town => (town.Name, Near(town.At, town.Name, pins))).ToList();
        var written = Write(towns.Take(TownsBeforeCounts), pins);
        foreach (var pin in pins)
        {
            var others = pins.Where(other => other != pin)
                .Select(other => MapBox.Around(other.At, ResultMaps.PinPixels + (2 * FromOthers), ResultMaps.PinPixels)).ToList();
            _lettering.PutBeside(pin.At, Beside, "count", people(pin.People), MapLettering.SmallLetter, rightFirst: true, others);
        }
        Write(towns.Skip(TownsBeforeCounts).TakeWhile(_ => written < MostTowns), pins);
        foreach (var county in ground.Counties)
        {
            _lettering.Put(county);
        }
        return _lettering.Texts;
    }

    /// <summary>A town's name goes with the number that stands in it, so that neither hides the other.</summary>
    private static MapPoint Near(MapPoint town, string name, IReadOnlyList<NumberedPin> pins) =>
        pins.Where(pin => pin.Areas.Any(area => area.City == name)).OrderBy(pin => pin.At.PixelsTo(town)).Select(pin => (MapPoint?)pin.At).FirstOrDefault()
            is { } pin && pin.PixelsTo(town) < 2 * ResultMaps.PinPixels ? pin : town;

    private int Write(IEnumerable<(string Name, MapPoint At)> towns, IReadOnlyList<NumberedPin> pins)
    {
        foreach (var (name, at) in towns)
        {
            if (pins.Any(pin => pin.At.PixelsTo(at) < Beside))
            {
                _lettering.PutBeside(at, Beside, "town", name, MapLettering.TownLetter, rightFirst: false);
            }
            else
            {
                _lettering.TryPut(at, "town", name, MapLettering.TownLetter);
            }
        }
        return _lettering.Texts.Count;
    }
}
