using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Rapport.Layout;

namespace Rapport.Rosters;

/// <summary>Letters to print and post, one a sheet, with the address where a window envelope shows it. One file that fetches nothing.</summary>
internal static class InvitationSheets
{
    private static readonly Words L = Words.For("Rapport.Rosters.InvitationSheets");

    /// <param name="letters">Whom they go to.</param>
    /// <param name="roster">Who named them.</param>
    /// <param name="site">Where the world finds the site.</param>
    /// <param name="language">In which they are written.</param>
    /// <param name="day">What stands above them.</param>
    public static string Html(IReadOnlyList<PaperInvitation> letters, string roster, PublicAddress site, Language language, DateOnly day) => language.Say(() =>
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{language.Code}\">\n<head><meta charset=\"utf-8\"><title>{Plain(L["Letters to {0}", roster])}</title>\n")
            .Append(
                """
                <style>
                @page { size: letter; margin: 0; }
                body { margin: 0; font: 12pt/1.5 Georgia, serif; color: #000; background: #fff; }
                section { box-sizing: border-box; width: 8.5in; height: 11in; padding: 1in; page-break-after: always; break-after: page; position: relative; }
                address { position: absolute; top: 2in; left: .875in; font-style: normal; line-height: 1.3; }
                .day { text-align: right; margin: 0; }
                .words { margin-top: 3in; }
                .code { font: 700 18pt/1.4 ui-monospace, "Courier New", monospace; letter-spacing: .05em; }
                .small { font-size: 10pt; }
                </style></head>
                <body>

                """);
        foreach (var letter in letters)
        {
            string[] lines = [letter.Name.Display(), letter.Place.Practice ?? "", letter.Place.Line1 ?? "", letter.Place.Line2 ?? "", $"{letter.Place.City}, {letter.Place.State} {letter.Place.Zip}"];
            html.Append("<section>\n")
                .Append(CultureInfo.CurrentCulture, $"<p class=\"day\">{Plain(day.ToString("D", CultureInfo.CurrentCulture))}</p>\n")
                .Append("<address>").AppendJoin("<br>", lines.Where(line => line.Length > 0).Select(Plain)).Append("</address>\n<div class=\"words\">\n")
                .Append(Paragraph(L["Dear {0},", letter.Name.Display()]))
                .Append(Paragraph(L["{0} named you for its directory of therapists. There is an entry ready for you. Nobody sees it before you have looked at it.", roster]))
                .Append(Paragraph(L["Open this page, and type the code:"]))
                .Append(CultureInfo.InvariantCulture, $"<p><b>{Plain(site.Of(language, "/claim/code")!)}</b></p>\n<p class=\"code\">{letter.Code}</p>\n")
                .Append(Paragraph(L["It takes two minutes. The code works for 60 days, and once. Whoever has it can take over your entry: keep this letter to yourself."]))
                .Append(CultureInfo.InvariantCulture, $"<p class=\"small\">{Plain(L["You do not want to be listed? Say so on the same page, and nobody writes to you again."])}</p>\n</div>\n</section>\n");
        }
        return html.Append("</body>\n</html>\n").ToString();
    });

    private static string Paragraph(string text) => $"<p>{Plain(text)}</p>\n";

    private static string Plain(string text) => HtmlEncoder.Default.Encode(text);
}
