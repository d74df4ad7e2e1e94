using Rapport.Core.Places;

namespace Rapport.Search;

/// <summary>Writes names and counts on a map where there is room for them.</summary>
/// <param name="view">What the map shows.</param>
/// <param name="gazetteer">Knows the towns.</param>
/// <param name="language">The reader's language: "en" or "es".</param>
/// <param name="people">Says "4 people" in it.</param>
internal sealed class MapNames(MapView view, Gazetteer gazetteer, string language, Func<int, string> people)
{
    private const int MostTowns = 8;
    private const int TownsBeforeCounts = 3;
    private const int MostCounties = 3;

    /// <summary>With more counties in view than these, a map is of the land, not of counties.</summary>
    private const int MostCountiesInView = 16;

    private const double LeastCountyShare = 0.06;

    /// <summary>Wide letters of the fonts that a reader may have, pixels each; the sizes stand in the stylesheet.</summary>
    private const double TownLetter = 9.6;
    private const double SmallLetter = 8.2;
    private const int LineHeight = 18;
    private const int Beside = (ResultMaps.PinPixels / 2) + 3;

    /// <summary>A count nearer to another number than this might be read as that one's.</summary>
    private const int FromOthers = 10;

    private readonly OpenSpace _space = new(view.Box.Grown(-3));
    private readonly List<MapText> _texts = [];

    public IReadOnlyList<MapText> Place(Place place, LandInView land, IReadOnlyList<NumberedPin> pins)
    {
        foreach (var pin in pins)
        {
            _space.Take(MapBox.Around(pin.At, ResultMaps.PinPixels, ResultMaps.PinPixels));
        }
        var towns = Towns(place, pins);
        var written = Write(towns.Take(TownsBeforeCounts), pins);
        foreach (var pin in pins)
        {
            var others = pins.Where(other => other != pin)
                .Select(other => MapBox.Around(other.At, ResultMaps.PinPixels + (2 * FromOthers), ResultMaps.PinPixels)).ToList();
            PutBeside(pin.At, "count", people(pin.People), SmallLetter, rightFirst: true, others);
        }
        Write(towns.Skip(TownsBeforeCounts).TakeWhile(_ => written < MostTowns), pins);
        Counties(land);
        return _texts;
    }

    /// <summary>The town of the search, then those with most people, in view.</summary>
    private List<(string Name, MapPoint At)> Towns(Place place, IReadOnlyList<NumberedPin> pins)
    {
        var own = place.Kind switch
        {
            PlaceKind.City => place.Name,
            PlaceKind.Zip => place.Areas[0].City,
            _ => null,
        };
        var cities = gazetteer.Cities.Where(city => MayShow(city) && (place.Kind != PlaceKind.State || city.State == place.State))
            .Select(city => (city.Name, city.State, At: view.Project(city.Point))).Where(city => view.Box.Contains(city.At))
            .Take(MostTowns * 3).ToList();
        if (own is not null && cities.FindIndex(city => city.Name == own && city.State == place.State) is var at and not 0)
        {
            var first = at > 0 ? cities[at] : (own, place.State, view.Project(place.Point));
            cities = [first, .. cities.Where((_, i) => i != at)];
        }
        return [.. cities.Select(city => (city.Name, Near(city.At, city.Name, pins)))];
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
                PutBeside(at, "town", name, TownLetter, rightFirst: false);
            }
            else
            {
                Try("town", name, at.X, at.Y + 5, "middle", TownLetter);
            }
        }
        return _texts.Count;
    }

    private void PutBeside(MapPoint at, string kind, string text, double letter, bool rightFirst, List<MapBox>? clearOf = null)
    {
        ReadOnlySpan<int> sides = rightFirst ? [0, 2, 3, 1] : [1, 3, 2, 0];
        foreach (var side in sides)
        {
            var done = side switch
            {
                0 => Try(kind, text, at.X + Beside, at.Y + 5, "start", letter, clearOf),
                1 => Try(kind, text, at.X - Beside, at.Y + 5, "end", letter, clearOf),
                2 => Try(kind, text, at.X, at.Y + Beside + 12, "middle", letter, clearOf),
                _ => Try(kind, text, at.X, at.Y - Beside, "middle", letter, clearOf),
            };
            if (done)
            {
                return;
            }
        }
    }

    private bool Try(string kind, string text, double x, double y, string anchor, double letter, List<MapBox>? clearOf = null)
    {
        var width = text.Length * letter;
        var left = anchor switch { "start" => x, "end" => x - width, _ => x - (width / 2) };
        var box = new MapBox(left, y - LineHeight + 4, left + width, y + 4);
        if (clearOf?.Exists(box.Overlaps) == true || !_space.TryTake(box))
        {
            return false;
        }
        _texts.Add(new MapText(kind, (int)Math.Round(x), (int)Math.Round(y), anchor, text));
        return true;
    }

    private void Counties(LandInView land)
    {
        if (land.Counties.Count > MostCountiesInView)
        {
            return;
        }
        var least = LeastCountyShare * view.Box.Right * view.Box.Bottom;
        foreach (var county in land.Counties.Select(county => (County: county, county.Area)).Where(county => county.Area >= least)
            .OrderByDescending(county => county.Area).Select(county => county.County).Take(MostCounties))
        {
            Write(county);
        }
    }

    /// <summary>In two lines, as near to the middle of the county's part of the map as there is room inside it.</summary>
    private void Write(CountyInView county)
    {
        const int step = 12;
        var lines = Lines(language == "es" ? county.SpanishName : county.Name);
        var (width, height) = (lines.Max(line => line.Length) * SmallLetter, lines.Length * LineHeight);
        var inside = new List<MapPoint>();
        for (var x = step / 2; x < view.Box.Right; x += step)
        {
            for (var y = step / 2; y < view.Box.Bottom; y += step)
            {
                if (county.Contains(new MapPoint(x, y)))
                {
                    inside.Add(new MapPoint(x, y));
                }
            }
        }
        if (inside.Count == 0)
        {
            return;
        }
        var middle = new MapPoint(inside.Average(point => point.X), inside.Average(point => point.Y));
        foreach (var at in inside.OrderBy(point => point.PixelsTo(middle)))
        {
            var box = MapBox.Around(at, width, height);
            if (_space.IsFree(box.Grown(6)) && county.Contains(new MapPoint(box.Left, box.Top)) && county.Contains(new MapPoint(box.Right, box.Top))
                && county.Contains(new MapPoint(box.Left, box.Bottom)) && county.Contains(new MapPoint(box.Right, box.Bottom)))
            {
                _space.Take(box);
                _texts.AddRange(lines.Select((line, i) =>
                    new MapText("county", (int)at.X, (int)(box.Top + ((i + 1) * LineHeight) - 4), "middle", line)));
                return;
            }
        }
    }

    private static string[] Lines(string name) => name.LastIndexOf(' ') is > 0 and var blank ? [name[..blank], name[(blank + 1)..]] : [name];

    // Most of the country's towns lie too far north or south, which costs nothing to see.
    private bool MayShow(Place city) => Math.Abs(city.Point.Latitude - view.Centre.Latitude) * 69 * view.PixelsPerMile <= view.Box.Bottom / 2;
}
