using MailKit.Security;
using Rapport.Mail;
using Rapport.Storage;

namespace Rapport.Tests.Mail;

public sealed class MailServerTests
{
    private const string From = "Rapport <mail@example.net>";

    [Theory]
    [InlineData("smtps://ana:p%40ss%3Aword@mail.example.org", "mail.example.org", 465, SecureSocketOptions.SslOnConnect, "p@ss:word")]
    [InlineData("smtp://ana:secret@mail.example.org", "mail.example.org", 587, SecureSocketOptions.StartTls, "secret")]
    [InlineData("smtp://mail.example.org:2525", "mail.example.org", 2525, SecureSocketOptions.StartTls, null)]
    [InlineData("smtp://localhost", "localhost", 25, SecureSocketOptions.None, null)]
    [InlineData("smtp://127.0.0.1:1025", "127.0.0.1", 1025, SecureSocketOptions.None, null)]
    public void A_server_is_read_and_beyond_this_machine_nothing_goes_over_an_open_line(
        string url, string host, int port, SecureSocketOptions security, string? password)
    {
        var server = MailServer.Read(url, From);
        Assert.Equal((host, port, security, password), (server.Host, server.Port, server.Security, server.Account?.Password));
        Assert.Equal("mail@example.net", server.From.Address);
        Assert.DoesNotContain("secret", server.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("https://ana:hunter2@mail.example.org")]
    [InlineData("smtp://ana:hunter2@mail.example.org/inbox")]
    [InlineData("smtp://ana:hunter2/@mail.example.org")]
    public void What_is_no_server_is_told_without_its_password(string url)
    {
        var problem = Assert.Throws<StoreProblem>(() => MailServer.Read(url, From));
        Assert.Contains("RAPPORT_SMTP", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("Rapport"), InlineData("a@b@c@")]
    public void Who_sends_must_be_said(string? from) =>
        Assert.Contains("RAPPORT_MAIL_FROM", Assert.Throws<StoreProblem>(() => MailServer.Read("smtp://localhost", from)).Message, StringComparison.Ordinal);
}
