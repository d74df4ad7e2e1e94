using Rapport.Core.Places;

namespace Rapport.Maps;

/// <summary>Something written on a map.</summary>
/// <param name="Kind">What it is, as the stylesheet calls it: "town", "county", "count".</param>
/// <param name="X">Pixels from the left.</param>
/// <param name="Y">Pixels from above, of the line on which the letters stand.</param>
/// <param name="Anchor">Which part of the text X means: "start", "middle" or "end".</param>
/// <param name="Text">The words.</param>
internal sealed record MapText(string Kind, int X, int Y, string Anchor, string Text);

/// <summary>Writes on a map where there is room, so that nothing written covers anything.</summary>
/// <param name="view">What the map shows.</param>
/// <param name="language">The reader's language: "en" or "es".</param>
internal sealed class MapLettering(MapView view, string language)
{
    /// <summary>Wide letters of the fonts that a reader may have, pixels each; the sizes stand in the stylesheet.</summary>
    public const double TownLetter = 9.6;

    /// <inheritdoc cref="TownLetter"/>
    public const double SmallLetter = 8.2;

    private const int LineHeight = 18;

    private readonly OpenSpace _space = new(view.Box.Grown(-3));
    private readonly List<MapText> _texts = [];

    public IReadOnlyList<MapText> Texts => _texts;

    /// <summary>Keeps a space free of letters.</summary>
    public void Keep(MapBox box) => _space.Take(box);

    /// <summary>Writes to one side of a point, or to another, where there is room.</summary>
    /// <param name="gap">Pixels between the point and the letters.</param>
    /// <param name="rightFirst">Rather to the right and below than to the left and above.</param>
    /// <param name="clearOf">What the letters must not come near, though others may.</param>
    public void PutBeside(MapPoint at, int gap, string kind, string text, double letter, bool rightFirst, List<MapBox>? clearOf = null)
    {
        ReadOnlySpan<int> sides = rightFirst ? [0, 2, 3, 1] : [1, 3, 2, 0];
        foreach (var side in sides)
        {
            var done = side switch
            {
                0 => Try(kind, text, at.X + gap, at.Y + 5, "start", letter, clearOf),
                1 => Try(kind, text, at.X - gap, at.Y + 5, "end", letter, clearOf),
                2 => Try(kind, text, at.X, at.Y + gap + 12, "middle", letter, clearOf),
                _ => Try(kind, text, at.X, at.Y - gap, "middle", letter, clearOf),
            };
            if (done)
            {
                return;
            }
        }
    }

    /// <summary>Writes with its middle at a point, if there is room.</summary>
    public bool TryPut(MapPoint at, string kind, string text, double letter) => Try(kind, text, at.X, at.Y + 5, "middle", letter, null);

    /// <summary>In two lines, as near to the middle of the county's part of the map as there is room inside it.</summary>
    public void Put(NamedCounty named)
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

    private bool Try(string kind, string text, double x, double y, string anchor, double letter, List<MapBox>? clearOf)
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

    private static string[] Lines(string name) => name.LastIndexOf(' ') is > 0 and var blank ? [name[..blank], name[(blank + 1)..]] : [name];
}
