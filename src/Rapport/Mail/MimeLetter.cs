using System.Globalization;
using System.Net;
using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Rapport.Mail;

/// <summary>
/// A letter as a mail: the same words as plain text and as HTML, nothing that is fetched from anywhere, so that nobody learns that it was
/// opened.
/// </summary>
internal static class MimeLetter
{
    /// <param name="mail">Gives the number and the date, which stay the same however often it is sent.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="from">Whose mail it is.</param>
    /// <param name="site">Where the world finds the site.</param>
    public static MimeMessage Make(OutgoingMail mail, Letter letter, MailboxAddress from, Uri site)
    {
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id:N}@{from.Domain}",
            Date = new DateTimeOffset(mail.MadeAt, TimeSpan.Zero),
            Subject = letter.Subject,
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(letter.To));
        // Machines that answer ("I am away") leave it unanswered.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, letter.Language);
        var link = letter.Path is { } path ? new Uri(site, path) : null;
        message.Body = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = PlainOf(letter, link) },
            new TextPart(TextFormat.Html) { Text = HtmlOf(letter, link) },
        };
        return message;
    }

    private static string PlainOf(Letter letter, Uri? link)
    {
        var text = new StringBuilder();
        foreach (var paragraph in letter.Paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }
        if (link is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{letter.Button}:\n{link.AbsoluteUri}\n\n");
        }
        return text.Append(letter.Closing).Append('\n').ToString();
    }

    // The few rules that every program for mail knows; colours are left to it, so that it can be dark.
    private static string HtmlOf(Letter letter, Uri? link)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{letter.Language}\">\n<head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Plain(letter.Subject)}</title></head>\n")
            .Append("<body style=\"font: 17px/1.5 system-ui, sans-serif; max-width: 34em; margin: 0 auto; padding: 24px\">\n");
        foreach (var paragraph in letter.Paragraphs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Plain(paragraph)}</p>\n");
        }
        if (link is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin: 28px 0\"><a href=\"{Plain(link.AbsoluteUri)}\" style=\"background: #0f5e63; color: #ffffff; text-decoration: none; ")
                .Append(CultureInfo.InvariantCulture, $"padding: 13px 22px; border-radius: 10px; font-weight: 600; display: inline-block\">{Plain(letter.Button)}</a></p>\n")
                .Append(CultureInfo.InvariantCulture, $"<p style=\"font-size: 14px; word-break: break-all\">{Plain(link.AbsoluteUri)}</p>\n");
        }
        return html.Append(CultureInfo.InvariantCulture, $"<p style=\"font-size: 14px\">{Plain(letter.Closing)}</p>\n</body>\n</html>\n").ToString();
    }

    private static string Plain(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
