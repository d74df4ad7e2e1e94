using System.Net;
using MailKit.Security;
using MimeKit;
using Rapport.Storage;

namespace Rapport.Mail;

/// <summary>The server that takes this site's mails, and the name they come from.</summary>
/// <param name="Host">Where it is.</param>
/// <param name="Port">On which port it listens.</param>
/// <param name="Security">Whether the line is sealed from its first byte, or after a word (STARTTLS).</param>
/// <param name="Account">Who signs in there; null where nobody has to.</param>
/// <param name="From">Whose mails they are; it names no illness and no therapy unless the operator wants it so.</param>
internal sealed record MailServer(string Host, int Port, SecureSocketOptions Security, NetworkCredential? Account, MailboxAddress From)
{
    /// <summary>Names the server; it may hold a password, so no command takes it.</summary>
    public const string Variable = "RAPPORT_SMTP";

    /// <summary>Names the sender.</summary>
    public const string FromVariable = "RAPPORT_MAIL_FROM";

    private const string Examples =
        "smtps://ACCOUNT:PASSWORD@mail.example.org for a line that is sealed from the start (port 465), smtp://ACCOUNT:PASSWORD@mail.example.org "
        + "for one that is sealed with STARTTLS (port 587), or smtp://localhost:25 for a server on this machine";

    /// <summary>How it is named in messages: never with a password.</summary>
    public string Name => $"{Host}:{Port}";

    /// <summary>The server that the environment names; null where it names none.</summary>
    /// <exception cref="StoreProblem">What it says cannot be read.</exception>
    public static MailServer? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server
            ? Read(server, Environment.GetEnvironmentVariable(FromVariable))
            : null;

    /// <summary>Reads both variables.</summary>
    /// <exception cref="StoreProblem">Names what is wrong and how it is written, never the password.</exception>
    public static MailServer Read(string server, string? from)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var uri) || uri is not { Scheme: "smtp" or "smtps", PathAndQuery: "/" or "", Fragment: "" }
            || uri.Host.Length == 0)
        {
            throw new StoreProblem($"{Variable} is no mail server. Write {Examples}. Letters of a password that are none of an address are written as %40 for @, %2F for / and so on.");
        }
        if (from is null || !MailboxAddress.TryParse(from, out var sender) || !sender.Address.Contains('@', StringComparison.Ordinal))
        {
            throw new StoreProblem(
                $"{FromVariable} must say from whom mails come when {Variable} names a server, like \"Rapport <mail@therapists.example.org>\".");
        }
        var isSealed = uri.Scheme == "smtps";
        var isHere = IsHere(uri.Host);
        var parts = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var account = uri.UserInfo.Length == 0 ? null : new NetworkCredential(parts[0], parts.ElementAtOrDefault(1) ?? "");
        // Beyond this machine nothing goes over an open line: whoever listens would read links that open accounts.
        var security = isSealed ? SecureSocketOptions.SslOnConnect : isHere ? SecureSocketOptions.None : SecureSocketOptions.StartTls;
        return new MailServer(uri.Host, uri.Port > 0 ? uri.Port : isSealed ? 465 : isHere ? 25 : 587, security, account, sender);
    }

    private static bool IsHere(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
