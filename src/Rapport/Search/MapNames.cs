using Rapport.Core.Places;

namespace Rapport.Search;

/// <summary>Writes names and counts on a map where there is room for them.</summary>
/// <param name="view">What the map shows.</param>
/// <param name="language">The reader's language: "en" or "es".</param>
/// <param name="people">Says "4 people" in it.</param>
internal sealed class MapNames(MapView view, string language, Func<int, string> people)
{
    private const int MostTowns = 8;
    private const int TownsBeforeCounts = 3;

    /// <summary>Wide letters of the fonts that a reader may have, pixels each; the sizes stand in the stylesheet.</summary>
    private const double TownLetter = 9.6;
    private const double SmallLetter = 8.2;
    private const int LineHeight = 18;
    private const int Beside = (ResultMaps.PinPixels / 2) + 3;

    /// <summary>A count nearer to another number than this might be read as that one's.</summary>
    private const int FromOthers = 10;

    private readonly OpenSpace _space = new(view.Box.Grown(-3));
    private readonly List<MapText> _texts = [];

    public IReadOnlyList<MapText> Place(MapGround ground, IReadOnlyList<NumberedPin> pins)
    {
        foreach (var pin in pins)
        {
            _space.Take(MapBox.Around(pin.At, ResultMaps.PinPixels, ResultMaps.PinPixels));
        }
        var towns = ground.Towns.Select(town => (town.Name, Near(town.At, town.Name, pins))).ToList();
        var written = Write(towns.Take(TownsBeforeCounts), pins);
        foreach (var pin in pins)
        {
            var others = pins.Where(other => other != pin)
                .Select(other => MapBox.Around(other.At, ResultMaps.PinPixels + (2 * FromOthers), ResultMaps.PinPixels)).ToList();
            PutBeside(pin.At, "count", people(pin.People), SmallLetter, rightFirst: true, others);
        }
        Write(towns.Skip(TownsBeforeCounts).TakeWhile(_ => written < MostTowns), pins);
        foreach (var county in ground.Counties)
        {
            Write(county);
        }
        return _texts;
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

    /// <summary>In two lines, as near to the middle of the county's part of the map as there is room inside it.</summary>
    private void Write(NamedCounty named)
    {
        var county = named.County;
        var lines = Lines(language == "es" ? county.SpanishName : county.Name);
        var (width, height) = (lines.Max(line => line.Length) * SmallLetter, lines.Length * LineHeight);
        foreach (var at in named.Inside)
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
}
