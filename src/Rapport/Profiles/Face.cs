using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Rapport.Portraits;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>What stands for a face: her photograph, a drawing, or two letters.</summary>
/// <param name="Photograph">The mark of her photograph; null where there is none.</param>
/// <param name="Drawing">Null outside a demo where she chose none herself: a face by lot beside the name of a real person would be taken for hers.</param>
/// <param name="Label">What a screen reader says of it; null where the name stands beside it.</param>
internal sealed record Face(string? Photograph, PortraitDrawing? Drawing, string Initials, string? Label) : IHtmlContent
{
    /// <summary>Beside the name, as on lists.</summary>
    /// <param name="store">Whose people they are.</param>
    /// <param name="id">The number of the profile.</param>
    /// <param name="claimed">What its owner chose is shown.</param>
    /// <param name="chosen">As the row keeps it.</param>
    /// <param name="name">For the letters.</param>
    public static Face Of(Store store, long id, bool claimed, string? chosen, PersonName? name) => Of(store, id, claimed, chosen, name, photographed: null, drawn: null);

    /// <summary>The same, large, on the page of one person.</summary>
    /// <param name="store">Whose people they are.</param>
    /// <param name="id">The number of the profile.</param>
    /// <param name="claimed">What its owner chose is shown.</param>
    /// <param name="chosen">As the row keeps it.</param>
    /// <param name="name">For the letters.</param>
    /// <param name="photographed">What a screen reader says of a photograph.</param>
    /// <param name="drawn">What it says of a drawing.</param>
    public static Face Of(Store store, long id, bool claimed, string? chosen, PersonName? name, string? photographed, string? drawn)
    {
        var own = claimed ? OwnFace.Read(chosen) : null;
        if (own?.Photograph is { } mark)
        {
            return new Face(mark, Drawing: null, Listed.Initials(name), photographed);
        }
        var drawing = own?.Drawn ?? (claimed && store.Mark.Kind == StoreKind.Demo ? Portrait.Of(store.Mark.StoreId, id) : null);
        return new Face(Photograph: null, drawing is { } portrait ? new PortraitDrawing(portrait, drawn) : null, Listed.Initials(name), drawn);
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        if (Photograph is not null)
        {
            // Lists show it with at most 84 points, a page with 128: width and height hold its place while it comes.
            var (size, points) = Label is null ? (ProfileLinks.SmallPhotograph, "84") : (ProfileLinks.LargePhotograph, "128");
            writer.Write("<img class=\"portrait\" alt=\"");
            encoder.Encode(writer, Label ?? "");
            writer.Write("\" width=\"");
            writer.Write(points);
            writer.Write("\" height=\"");
            writer.Write(points);
            writer.Write("\" src=\"");
            writer.Write(ProfileLinks.Photograph(Photograph, size));
            writer.Write("\">");
            return;
        }
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
