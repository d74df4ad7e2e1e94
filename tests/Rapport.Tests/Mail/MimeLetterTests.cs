using AngleSharp.Html.Parser;
using MimeKit;
using Rapport.Mail;

namespace Rapport.Tests.Mail;

public sealed class MimeLetterTests
{
    private static readonly Letter Letter = new(
        "ana@example.org", "es", "Un enlace para usted", ["Hola, <José> & Ana:", "Toque el botón."], "Abrir", "/es/a/b?c=1", "Lo pidió usted.");

    [Fact]
    public void It_says_the_same_as_text_and_as_HTML_and_fetches_nothing()
    {
        using var message = Made();
        Assert.Contains("Hola, <José> & Ana:", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://therapists.example.org/es/a/b?c=1", message.TextBody, StringComparison.Ordinal);
        var html = new HtmlParser().ParseDocument(message.HtmlBody!);
        Assert.Equal("es", html.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Hola, <José> & Ana:", html.QuerySelector("p")!.TextContent);
        Assert.Equal("https://therapists.example.org/es/a/b?c=1", html.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Lo pidió usted.", html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(html.QuerySelectorAll("img, script, link, iframe, video, audio, object, style"));
        Assert.DoesNotContain("url(", message.HtmlBody, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void It_is_the_same_mail_however_often_it_is_made()
    {
        using var one = Made();
        using var other = Made();
        Assert.Equal((one.MessageId, one.Date, one.Subject), (other.MessageId, other.Date, other.Subject));
        Assert.Equal("auto-generated", one.Headers["Auto-Submitted"]);
        Assert.Equal("ana@example.org", one.To.Mailboxes.Single().Address);
    }

    [Fact]
    public void A_line_end_in_its_subject_or_address_makes_no_header()
    {
        var mail = new OutgoingMail { Id = Guid.CreateVersion7(), Kind = "trial", Content = [], MadeAt = default };
        using var message = MimeLetter.Make(mail, Letter with { Subject = "One\r\nBcc: eve@example.org" }, From, Site);
        Assert.False(message.Headers.Contains("Bcc"));
        Assert.Throws<ParseException>(() => MimeLetter.Make(mail, Letter with { To = "ana@example.org\r\nBcc: eve@example.org" }, From, Site));
        Assert.Throws<ParseException>(() => MimeLetter.Make(mail, Letter with { To = "ana@example.org, eve@example.org" }, From, Site));
    }

    private static MailboxAddress From { get; } = new("Rapport", "mail@example.net");

    private static Uri Site { get; } = new("https://therapists.example.org");

    private static MimeMessage Made() => MimeLetter.Make(
        new OutgoingMail { Id = new Guid("019acb30-0000-7000-8000-000000000000"), Kind = "trial", Content = [], MadeAt = new DateTime(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc) },
        Letter, From, Site);
}
