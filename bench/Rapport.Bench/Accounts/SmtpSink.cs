using System.Net;
using System.Net.Sockets;

namespace Rapport.Bench.Accounts;

/// <summary>A mail server on this machine that takes every mail and throws it away.</summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _taken;

    public SmtpSink()
    {
        _listener.Start();
        _ = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Mails that it took.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public void Dispose() => _listener.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                _ = Converse(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task Converse(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            var isMail = false;
            while (await reader.ReadLineAsync() is { } line)
            {
                if (isMail)
                {
                    if (line == ".")
                    {
                        isMail = false;
                        Interlocked.Increment(ref _taken);
                        await writer.WriteLineAsync("250 taken");
                    }
                    continue;
                }
                isMail = line == "DATA";
                await writer.WriteLineAsync(isMail ? "354 go on" : line == "QUIT" ? "221 goodbye" : "250 ok");
                if (line == "QUIT")
                {
                    return;
                }
            }
        }
    }
}
