using System.Net.Sockets;
using System.Text;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

/// <summary>What reaches no page is answered by the server alone, and carries the headers of every other answer.</summary>
public sealed class RefusalsTests
{
    private const string Rest = " HTTP/1.1\r\nHost: care.example\r\n";

    [Theory]
    [InlineData("GET /a%00b" + Rest + "\r\n", 400)]
    [InlineData("HELLO\r\n\r\n", 400)]
    [InlineData("CONNECT care.example:443" + Rest + "\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400)]
    [InlineData("GET /" + Rest + "No colon\r\n\r\n", 400)]
    [InlineData("POST /" + Rest + "Content-Length: many\r\n\r\n", 400)]
    public async Task What_cannot_be_read_is_refused_with_all_headers(string sent, int status)
    {
        await using var app = await HostedApp.Start();
        Check(await Answers(app, sent), status);
        Assert.Empty(app.Log.Lines);
    }

    [Theory]
    [InlineData("Cookie: other=caf\u00E9")]
    [InlineData("Accept-Language: \u00E9")]
    public async Task A_letter_beyond_ASCII_in_a_header_keeps_nobody_out(string header)
    {
        await using var app = await HostedApp.Start();
        Assert.StartsWith("HTTP/1.1 200 ", await Answers(app, $"GET /crisis{Rest}Connection: close\r\n{header}\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_far_too_long_is_refused_with_all_headers()
    {
        await using var app = await HostedApp.Start();
        Check(await Answers(app, $"GET /{new string('a', 100_000)}{Rest}\r\n"), 414);
        Check(await Answers(app, $"GET /{Rest}Cookie: a={new string('a', 100_000)}\r\n\r\n"), 431);
    }

    [Fact]
    public async Task A_second_request_on_one_connection_is_refused_after_the_first_was_answered()
    {
        await using var app = await HostedApp.Start();
        var said = await Answers(app, $"GET /robots.txt{Rest}\r\nGET /%00{Rest}\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", said, StringComparison.Ordinal);
        Check(said[said.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal)..], 400);
    }

    /// <summary>Such a program reads frames, and would take a line of the older protocol for a broken one.</summary>
    [Fact]
    public async Task Who_speaks_the_newer_protocol_is_told_so_in_it()
    {
        await using var app = await HostedApp.Start();
        var said = await Answers(app, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        Assert.NotEqual("", said);
        Assert.DoesNotContain("HTTP/1.1", said, StringComparison.Ordinal);
    }

    private static void Check(string answer, int status)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        foreach (var (name, value) in HeadersTests.Always)
        {
            Assert.Contains($"\r\n{name}: {value}\r\n", answer, StringComparison.Ordinal);
        }
        Assert.Contains("\r\nCache-Control: no-store\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\r\nServer:", answer, StringComparison.Ordinal);
        // The answer is whole: nobody waits for a body.
        Assert.Contains("\r\nContent-Length: 0\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    /// <summary>All that comes back until the server hangs up.</summary>
    private static async Task<string> Answers(HostedApp app, string sent)
    {
        using var client = new TcpClient();
        var stop = TestContext.Current.CancellationToken;
        await client.ConnectAsync(app.Address.Host, app.Address.Port, stop);
        await using var stream = client.GetStream();
        var said = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(sent), stop);
            while (await stream.ReadAsync(buffer, stop) is > 0 and var read)
            {
                said.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // It hangs up while the rest of what is far too long lies unread.
        }
        return said.ToString();
    }
}
