using System.Globalization;
using System.Text;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// A picture in SVG that stands by itself: light and dark by the reader's choice, with title and description for who hears
/// it, text that is text, and nothing that is fetched or run.
/// </summary>
/// <param name="width">In pixels.</param>
/// <param name="height">In pixels.</param>
internal sealed class Drawing(double width, double height)
{
    private const string Style =
        "svg{--ground:#fff;--text:#22282b;--quiet:#556066;--line:#e3dbce;--edge:#857f73;--accent:#0f5e63;--soft:#e4f0ed;--ochre:#b5761a}"
        + "@media(prefers-color-scheme:dark){svg{--ground:#1f2427;--text:#ece7df;--quiet:#a9b2b5;--line:#363e42;--edge:#7f8a8e;--accent:#7cc7c4;--soft:#1d3435;--ochre:#e5b667}}"
        + "text{font:14px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif;fill:var(--text);font-variant-numeric:tabular-nums}"
        + ".ground{fill:var(--ground)}.quiet{fill:var(--quiet);font-size:13px}.strong{font-weight:600}.line{stroke:var(--line);stroke-width:1}"
        + ".edge{stroke:var(--edge);stroke-width:1;fill:none}.zero{stroke:var(--edge);stroke-width:1;stroke-dasharray:3 3}.mean{stroke:var(--accent);stroke-width:1.5;stroke-dasharray:5 4}"
        + ".range{stroke:var(--text);stroke-width:1.5;fill:none}.study{fill:var(--accent)}.whole{fill:var(--ochre)}.foretold{stroke:var(--ochre);stroke-width:3;stroke-linecap:round}"
        + ".region{fill:var(--soft);stroke:var(--edge);stroke-width:1}.end{text-anchor:end}.middle{text-anchor:middle}";

    private readonly StringBuilder _body = new();

    /// <summary>A line of text; places are in pixels from above and left, of the left end of its base line if no class says otherwise.</summary>
    /// <param name="x">In pixels from the left.</param>
    /// <param name="y">In pixels from above.</param>
    /// <param name="text">What stands there.</param>
    /// <param name="classes">How it looks.</param>
    /// <param name="whole">What it stands for where it is shortened: told to whoever points at it.</param>
    public Drawing Text(double x, double y, string text, string classes = "", string? whole = null)
    {
        var named = classes.Length == 0 ? "" : $" class=\"{classes}\"";
        var title = whole is null || whole == text ? "" : $"<title>{Escaped(whole)}</title>";
        return Add($"<text x=\"{Written(x)}\" y=\"{Written(y)}\"{named}>{title}{Escaped(text)}</text>");
    }

    /// <summary>A straight line between two points.</summary>
    public Drawing Line(double x1, double y1, double x2, double y2, string classes) =>
        Add($"<line x1=\"{Written(x1)}\" y1=\"{Written(y1)}\" x2=\"{Written(x2)}\" y2=\"{Written(y2)}\" class=\"{classes}\"/>");

    /// <summary>A square about its middle.</summary>
    public Drawing Square(double x, double y, double side, string classes) =>
        Add($"<rect x=\"{Written(x - (side / 2))}\" y=\"{Written(y - (side / 2))}\" width=\"{Written(side)}\" height=\"{Written(side)}\" class=\"{classes}\"/>");

    /// <summary>A filled circle about its middle.</summary>
    public Drawing Dot(double x, double y, double radius, string classes) =>
        Add($"<circle cx=\"{Written(x)}\" cy=\"{Written(y)}\" r=\"{Written(radius)}\" class=\"{classes}\"/>");

    /// <summary>An area with these corners.</summary>
    public Drawing Shape(string classes, params (double X, double Y)[] corners) =>
        Add($"<polygon points=\"{string.Join(' ', corners.Select(corner => $"{Written(corner.X)},{Written(corner.Y)}"))}\" class=\"{classes}\"/>");

    /// <summary>The whole file.</summary>
    public string Finish(string title, string description) =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title desc\" width=\"{Written(width)}\" height=\"{Written(height)}\" viewBox=\"0 0 {Written(width)} {Written(height)}\">\n"
        + $"<title id=\"title\">{Escaped(title)}</title>\n<desc id=\"desc\">{Escaped(description)}</desc>\n<style>{Style}</style>\n"
        + $"<rect width=\"100%\" height=\"100%\" class=\"ground\"/>\n{_body}</svg>\n";

    private static string Written(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);

    /// <summary>Names come from anybody's table: what means something to a browser, or may not stand in XML, does not stay.</summary>
    private static string Escaped(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            safe.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format || rune.Value is 0xFFFE or 0xFFFF => " ",
                _ => rune.ToString(),
            });
        }
        return safe.ToString();
    }

    private Drawing Add(string element)
    {
        _body.Append(element).Append('\n');
        return this;
    }
}
