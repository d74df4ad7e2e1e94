using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Rapport.Tests.Support;

/// <summary>What a server is asked in turn by who hands it a mail.</summary>
public enum SmtpStep
{
    Greeting,
    Hello,
    Sender,
    Recipient,
    Data,

    /// <summary>The mail is there; the server has not answered.</summary>
    Whole,

    /// <summary>The server has answered that it took it.</summary>
    Taken,
}

/// <summary>
/// A mail server on a free port of this machine that speaks enough of SMTP to take mails, and to refuse, delay and drop them as a test
/// wishes.
/// </summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    /// <summary>Ends the conversation without a word.</summary>
    public const string Drop = "";

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _ended = new(0, 1);

    private SmtpServer(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>As the environment names it.</summary>
    public string Url => $"smtp://127.0.0.1:{Port}";

    /// <summary>Mails that it said it has, in their order.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>How many conversations were begun.</summary>
    public int Conversations { get; private set; }

    /// <summary>Answers instead of the server: a reply, <see cref="Drop"/>, or null for the usual one. The text is what was asked.</summary>
    public Func<SmtpStep, string, string?>? Instead { get; set; }

    /// <summary>Waits before each answer.</summary>
    public TimeSpan Pause { get; set; }

    public static SmtpServer Start(int port = 0) => new(port);

    /// <summary>Waits until so many mails came.</summary>
    public async Task WaitFor(int mails, int seconds = 30)
    {
        for (var tries = 0; Mails.Count < mails; tries++)
        {
            Assert.True(tries < seconds * 20, $"{Mails.Count} of {mails} mails came.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _ended.WaitAsync();
        _ended.Dispose();
        _stop.Dispose();
    }

    private async Task Listen()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Conversations++;
                talks.Add(Talk(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
        finally
        {
            _ended.Release();
        }
    }

    private async Task Talk(TcpClient client)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                if (!await Answer(stream, SmtpStep.Greeting, "", "220 test ESMTP"))
                {
                    return;
                }
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    if (!await Heard(stream, reader, line))
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The other side, or the test, is gone.
        }
    }

    private async Task<bool> Heard(NetworkStream stream, StreamReader reader, string line)
    {
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                return await Answer(stream, SmtpStep.Hello, line, "250-test\r\n250 8BITMIME");
            case "MAIL":
                return await Answer(stream, SmtpStep.Sender, line, "250 ok");
            case "RCPT":
                return await Answer(stream, SmtpStep.Recipient, line, "250 ok");
            case "DATA":
                // Another conversation is answered meanwhile: whether the mail is asked for is known from this answer alone.
                var answer = Instead?.Invoke(SmtpStep.Data, line) ?? "354 go on";
                return await Say(stream, answer) && (!answer.StartsWith("354", StringComparison.Ordinal) || await Take(stream, reader));
            case "QUIT":
                await Write(stream, "221 bye");
                return false;
            default:
                await Write(stream, "250 ok");
                return true;
        }
    }

    private async Task<bool> Take(NetworkStream stream, StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        if (Instead?.Invoke(SmtpStep.Whole, text.ToString()) is { } other)
        {
            return await Say(stream, other);
        }
        await Wait();
        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        Mails.Enqueue(await MimeMessage.LoadAsync(bytes, _stop.Token));
        await Write(stream, "250 taken");
        return Instead?.Invoke(SmtpStep.Taken, text.ToString()) is null;
    }

    private Task<bool> Answer(NetworkStream stream, SmtpStep step, string asked, string usual) => Say(stream, Instead?.Invoke(step, asked) ?? usual);

    private async Task<bool> Say(NetworkStream stream, string answer)
    {
        await Wait();
        if (answer.Length == 0)
        {
            return false;
        }
        await Write(stream, answer);
        return true;
    }

    private Task Wait() => Pause > TimeSpan.Zero ? Task.Delay(Pause, _stop.Token) : Task.CompletedTask;

    private static Task Write(NetworkStream stream, string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n")).AsTask();
}
