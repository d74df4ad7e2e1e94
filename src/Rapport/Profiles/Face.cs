using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Rapport.Portraits;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>What stands where a photograph would: a drawn portrait, or two letters.</summary>
/// <param name="Drawing">Null outside a demo: a face by lot beside the name of a real person would be taken for hers.</param>
internal sealed record Face(PortraitDrawing? Drawing, string Initials) : IHtmlContent
{
    /// <param name="label">What a screen reader says of the drawing; null where the name stands beside it.</param>
    public static Face Of(Store store, long id, bool claimed, PersonName? name, string? label = null) => new(
        claimed && store.Mark.Kind == StoreKind.Demo ? new PortraitDrawing(Portrait.Of(store.Mark.StoreId, id), label) : null, Listed.Initials(name));

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (Drawing is not null)
        {
            Drawing.WriteTo(writer, encoder);
            return;
        }
        writer.Write("<span class=\"initials\" aria-hidden=\"true\">");
        encoder.Encode(writer, Initials);
        writer.Write("</span>");
    }
}
