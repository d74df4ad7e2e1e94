using System.Globalization;
using System.Text;
using Rapport.Core.Places;

namespace Rapport.Maps;

/// <summary>Writes lines as the shortest text of an SVG path: whole numbers, each as a step from the one before.</summary>
internal static class PathText
{
    /// <summary>So many steps of the text go to a pixel: half a pixel is the finest a map needs.</summary>
    public const int StepsPerPixel = 2;

    /// <param name="lines">Lines in pixels; one that shrinks to less than two points, or three if closed, is left out.</param>
    /// <param name="closed">Whether the last point of each is joined to the first.</param>
    public static string Of(IEnumerable<IReadOnlyList<MapPoint>> lines, bool closed)
    {
        var text = new StringBuilder(1024);
        var (lastX, lastY) = (0, 0);
        foreach (var line in lines)
        {
            var points = Steps(line, closed);
            if (points.Count < (closed ? 3 : 2))
            {
                continue;
            }
            for (var i = 0; i < points.Count; i++)
            {
                // What follows a move without a letter of its own is a line.
                text.Append(i == 0 ? "m" : "");
                Number(text, points[i].X - lastX);
                Number(text, points[i].Y - lastY);
                (lastX, lastY) = points[i];
            }
            if (closed)
            {
                text.Append('z');
                (lastX, lastY) = points[0];
            }
        }
        return text.ToString();
    }

    private static List<(int X, int Y)> Steps(IReadOnlyList<MapPoint> line, bool closed)
    {
        var points = new List<(int X, int Y)>(line.Count);
        foreach (var point in line)
        {
            var step = ((int)Math.Round(point.X * StepsPerPixel), (int)Math.Round(point.Y * StepsPerPixel));
            if (points.Count == 0 || points[^1] != step)
            {
                points.Add(step);
            }
        }
        if (closed && points.Count > 1 && points[^1] == points[0])
        {
            points.RemoveAt(points.Count - 1);
        }
        return points;
    }

    // A minus parts numbers as well as a blank does.
    private static void Number(StringBuilder text, int number)
    {
        if (number >= 0 && text[^1] != 'm')
        {
            text.Append(' ');
        }
        text.Append(CultureInfo.InvariantCulture, $"{number}");
    }
}
