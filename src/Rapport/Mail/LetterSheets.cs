using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Rapport.Layout;

namespace Rapport.Mail;

/// <summary>A letter with a code, to be printed.</summary>
/// <param name="Language">In which it is written.</param>
/// <param name="Address">To whom, line by line; empty lines are left out.</param>
/// <param name="Before">What stands before the page and the code, a paragraph each.</param>
/// <param name="Page">The page on which the code is typed.</param>
/// <param name="Code">It.</param>
/// <param name="After">What stands behind it.</param>
internal sealed record LetterSheet(Language Language, IReadOnlyList<string> Address, IReadOnlyList<string> Before, string Page, string Code, IReadOnlyList<string> After);

/// <summary>Letters to print and post, one a sheet, with the address where a window envelope shows it. One file that fetches nothing.</summary>
internal static class LetterSheets
{
    /// <param name="title">Of the file.</param>
    /// <param name="letters">What is printed.</param>
    /// <param name="day">What stands above them.</param>
    public static string Html(string title, IReadOnlyList<LetterSheet> letters, DateOnly day)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{(letters is [var first, ..] ? first.Language.Code : "en")}\">\n<head><meta charset=\"utf-8\"><title>{Plain(title)}</title>\n")
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
                p:last-child { font-size: 10pt; }
                </style></head>
                <body>

                """);
        foreach (var letter in letters)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section lang=\"{letter.Language.Code}\">\n<p class=\"day\">{Plain(letter.Language.Say(() => day.ToString("D", CultureInfo.CurrentCulture)))}</p>\n")
                .Append("<address>").AppendJoin("<br>", letter.Address.Where(line => line.Length > 0).Select(Plain)).Append("</address>\n<div class=\"words\">\n")
                .AppendJoin("", letter.Before.Select(Paragraph))
                .Append(CultureInfo.InvariantCulture, $"<p><b>{Plain(letter.Page)}</b></p>\n<p class=\"code\">{Plain(letter.Code)}</p>\n")
                .AppendJoin("", letter.After.Select(Paragraph))
                .Append("</div>\n</section>\n");
        }
        return html.Append("</body>\n</html>\n").ToString();
    }

    private static string Paragraph(string text) => $"<p>{Plain(text)}</p>\n";

    private static string Plain(string text) => HtmlEncoder.Default.Encode(text);
}
