using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Rapport.Profiles;

/// <summary>An opening as a sign and words.</summary>
/// <param name="State">open · waiting · full · unknown: decides the sign.</param>
internal sealed record OpeningLine(string State, string Text) : IHtmlContent
{
    /// <summary>The same sign, and another sentence after the first.</summary>
    public OpeningLine Followed(string sentence) => this with { Text = $"{Text}. {sentence}" };

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write("<span class=\"state ");
        writer.Write(State);
        writer.Write("\"><svg viewBox=\"0 0 13 13\" aria-hidden=\"true\">");
        writer.Write(State switch
        {
            "open" => "<circle class=\"sign-fill\" cx=\"6.5\" cy=\"6.5\" r=\"6\"/>",
            "waiting" => "<circle class=\"sign-ring\" cx=\"6.5\" cy=\"6.5\" r=\"5.4\"/><path class=\"sign-fill\" d=\"M6.5 1.1a5.4 5.4 0 0 1 0 10.8z\"/>",
            "full" => "<circle class=\"sign-ring\" cx=\"6.5\" cy=\"6.5\" r=\"5.4\"/>",
            _ => "<circle class=\"sign-dots\" cx=\"6.5\" cy=\"6.5\" r=\"5.4\"/>",
        });
        writer.Write("</svg><span>");
        encoder.Encode(writer, Text);
        writer.Write("</span></span>");
    }
}
