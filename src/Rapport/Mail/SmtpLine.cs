using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Rapport.Mail;

/// <summary>What became of a mail that a server was asked to take.</summary>
internal enum Handed
{
    /// <summary>The server said that it has it.</summary>
    Taken,

    /// <summary>Not now, or nobody knows: the line broke before the server answered.</summary>
    NotNow,

    /// <summary>Never: there is no such mailbox, or the server does not want this mail.</summary>
    Never,

    /// <summary>No mail can be sent: no server, or it does not let us in.</summary>
    NoServer,
}

/// <summary>How it ended, and in which words of the server; these may name the address.</summary>
internal sealed record HandedOver(Handed How, string Says);

/// <summary>One conversation with the mail server; it is kept for the next mail as long as it lasts.</summary>
internal sealed class SmtpLine(MailServer server) : IDisposable
{
    /// <summary>A server that says nothing for so long is not there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>For one mail with all that belongs to it; shorter than it is held for.</summary>
    private static readonly TimeSpan WholePatience = TimeSpan.FromSeconds(45);

    private SmtpClient? _client;

    /// <summary>Hands one mail over. Nothing is thrown but when it is told to stop.</summary>
    public async Task<HandedOver> Send(MimeMessage message, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(WholePatience);
        if (await Connect(limit.Token, stop) is { } problem)
        {
            return new HandedOver(Handed.NoServer, problem);
        }
        try
        {
            return new HandedOver(Handed.Taken, await _client!.SendAsync(message, limit.Token));
        }
        catch (SmtpCommandException e)
        {
            // After a refusal the conversation goes on, but for the one that ends it.
            if (e.StatusCode == SmtpStatusCode.ServiceNotAvailable)
            {
                Close();
                return new HandedOver(Handed.NoServer, Reply(e));
            }
            return new HandedOver(Of(e), Reply(e));
        }
        catch (ServiceNotAuthenticatedException e)
        {
            Close();
            return new HandedOver(Handed.NoServer, $"{server.Name} wants an account and a password first: {e.Message}");
        }
        catch (NotSupportedException)
        {
            return new HandedOver(Handed.Never, "The server takes no address with letters beyond plain English ones.");
        }
        catch (Exception e) when (IsTrouble(e) && !stop.IsCancellationRequested)
        {
            Close();
            return new HandedOver(Handed.NotNow, e is OperationCanceledException or TimeoutException
                ? "The server did not answer in time." : $"The line broke before the server answered: {e.Message}");
        }
    }

    /// <summary>Whether the server is there and lets us in; null where it does, else why not.</summary>
    public async Task<string?> Try(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        return await Connect(limit.Token, stop);
    }

    /// <summary>Says goodbye.</summary>
    public async Task End()
    {
        if (_client is { IsConnected: true } client)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception e) when (IsTrouble(e))
            {
                // It is gone all the same.
            }
        }
        Close();
    }

    public void Dispose() => Close();

    private async Task<string?> Connect(CancellationToken limit, CancellationToken stop)
    {
        if (_client is { IsConnected: true })
        {
            return null;
        }
        Close();
        _client = new SmtpClient
        {
            Timeout = (int)Patience.TotalMilliseconds,
            // The name of this machine is nobody's business.
            LocalDomain = server.From.Domain,
            // It would ask a third party about each certificate, and fail where that one cannot be reached.
            CheckCertificateRevocation = false,
        };
        try
        {
            await _client.ConnectAsync(server.Host, server.Port, server.Security, limit);
            if (server.Account is { } account)
            {
                await _client.AuthenticateAsync(account, limit);
            }
            return null;
        }
        catch (NotSupportedException)
        {
            Close();
            return $"{server.Name} offers no STARTTLS, and mails go over no open line. Use smtps:// for a line that is sealed from the start.";
        }
        catch (AuthenticationException e)
        {
            Close();
            return $"{server.Name} does not let this account in: {e.Message}";
        }
        catch (SslHandshakeException)
        {
            Close();
            return $"{server.Name} has no certificate that this machine trusts for that name.";
        }
        catch (SmtpCommandException e)
        {
            Close();
            return $"{server.Name} answered: {Reply(e)}";
        }
        catch (Exception e) when (IsTrouble(e) && !stop.IsCancellationRequested)
        {
            Close();
            return e is OperationCanceledException or TimeoutException ? $"{server.Name} does not answer." : $"{server.Name} cannot be reached: {e.Message}";
        }
    }

    private static Handed Of(SmtpCommandException e) => e switch
    {
        { StatusCode: < (SmtpStatusCode)500 } => Handed.NotNow,
        // Whom it does not take mails from, it takes none from.
        { ErrorCode: SmtpErrorCode.SenderNotAccepted } or { StatusCode: SmtpStatusCode.AuthenticationRequired } => Handed.NoServer,
        _ => Handed.Never,
    };

    private static string Reply(SmtpCommandException e) => $"{(int)e.StatusCode} {e.Message}";

    private static bool IsTrouble(Exception e) => e is IOException or SocketException or SmtpProtocolException or ServiceNotConnectedException
        or TimeoutException or OperationCanceledException or System.Security.Authentication.AuthenticationException;

    private void Close()
    {
        _client?.Dispose();
        _client = null;
    }
}
