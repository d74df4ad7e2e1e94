using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Rapport.Portraits;

/// <summary>
/// A portrait as SVG for a page: attributes alone, because pages allow no style of their own, and no names, because
/// twenty of them stand in a list. The stylesheet rounds and sizes it.
/// </summary>
/// <param name="label">What a screen reader says; null where the name stands beside it.</param>
internal sealed class PortraitDrawing(Portrait portrait, string? label = null) : IHtmlContent
{
    private static readonly string[] CircleRows = ["34", "46", "100"];

    private static readonly string Cheeks =
        $"<g fill=\"{Palette.Cheek}\" fill-opacity=\".16\"><circle cx=\"48\" cy=\"63\" r=\"4.6\"/><circle cx=\"72\" cy=\"63\" r=\"4.6\"/></g>";

    private static readonly string Glasses =
        $"<g fill=\"none\" stroke=\"{Palette.Frame}\" stroke-width=\"1.6\"><circle cx=\"51.5\" cy=\"55\" r=\"6.2\"/>"
        + "<circle cx=\"68.5\" cy=\"55\" r=\"6.2\"/><path d=\"M57.7 55q2.3-1.5 4.6 0\"/></g>";

    private static readonly string Eyes =
        $"<g fill=\"none\" stroke-linecap=\"round\"><path stroke=\"{Palette.Line}\" stroke-width=\"2.1\" stroke-opacity=\".82\" d=\"M48.8 55.5q2.7-4 5.4 0M65.8 55.5q2.7-4 5.4 0\"/>";

    private readonly Tint _tint = Palette.Tints[portrait.Tint];
    private readonly Skin _skin = Palette.Skins[portrait.Skin];
    private readonly string _hair = Palette.Hairs[portrait.HairColour];

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write("<svg class=\"portrait\" viewBox=\"0 0 120 120\"");
        if (label is null)
        {
            writer.Write(" aria-hidden=\"true\">");
        }
        else
        {
            writer.Write(" role=\"img\" aria-label=\"");
            encoder.Encode(writer, label);
            writer.Write("\">");
        }
        Draw(writer);
        writer.Write("</g></svg>");
    }

    /// <summary>Straight to the page: twenty portraits a page, put together as texts first, were a fifth of what a page took.</summary>
    private void Draw(TextWriter to)
    {
        Path(to, _tint.Ground, "M0 0h120v120H0z");
        Circle(to, _tint.Circle, portrait.Corner % 2 == 0 ? "26" : "94", CircleRows[portrait.Corner / 2], "50");
        // The person fills the circle even where it is small.
        to.Write("<g transform=\"matrix(1.16 0 0 1.16 -9.6 -8.64)\">");
        var (back, front) = HairPaths.Of(portrait.Hair);
        var hair = portrait.Hair == Hair.Scarf ? Palette.Tints[portrait.Cloth].Cloth : _hair;
        if (back.Length > 0)
        {
            Path(to, hair, back);
        }
        Path(to, _tint.Cloth, "M6 124C6 101 30 89 60 89S114 101 114 124z");
        Path(to, _skin.Shade, "M51 70h18v18c0 7-18 7-18 0z");
        if (portrait.Hair is not (Hair.Bob or Hair.Long or Hair.Scarf))
        {
            Circle(to, _skin.Shade, "39.5", "56", "4.6");
            Circle(to, _skin.Shade, "80.5", "56", "4.6");
        }
        Path(to, _skin.Tone, "M60 27c13 0 20.5 10 20.5 25S73 81 60 81 39.5 67 39.5 52 47 27 60 27z");
        to.Write(Cheeks);
        if (portrait.Beard)
        {
            Path(to, _hair, "M39.7 56c2 5 5 8 8 8 4-1 8-1.6 12.3-1.6S68.3 63 72.3 64c3 0 6-3 8-8C81 72 72 83.5 60 83.5S39 72 39.7 56z");
        }
        Face(to);
        if (portrait.Glasses)
        {
            to.Write(Glasses);
        }
        Path(to, hair, front);
        if (portrait.Earrings)
        {
            Circle(to, Palette.Earring, "38.7", "62.5", "2");
            Circle(to, Palette.Earring, "81.3", "62.5", "2");
        }
    }

    /// <summary>Eyes closed, one stroke for the nose, a quiet mouth.</summary>
    private void Face(TextWriter to)
    {
        to.Write(Eyes);
        to.Write("<path stroke=\"");
        to.Write(_skin.Shade);
        to.Write("\" stroke-width=\"1.7\" d=\"M60.5 57.5q-1.5 4-.2 5.5\"/><path stroke=\"");
        to.Write(portrait.Beard ? _skin.Tone : Palette.Line);
        to.Write("\" stroke-width=\"2\" stroke-opacity=\".7\" d=\"M54 69q6 5 12 0\"/></g>");
    }

    private static void Path(TextWriter to, string fill, string d)
    {
        to.Write("<path fill=\"");
        to.Write(fill);
        to.Write("\" d=\"");
        to.Write(d);
        to.Write("\"/>");
    }

    private static void Circle(TextWriter to, string fill, string x, string y, string radius)
    {
        to.Write("<circle fill=\"");
        to.Write(fill);
        to.Write("\" cx=\"");
        to.Write(x);
        to.Write("\" cy=\"");
        to.Write(y);
        to.Write("\" r=\"");
        to.Write(radius);
        to.Write("\"/>");
    }
}
