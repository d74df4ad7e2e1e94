using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

/// <summary>Bodies that come slowly, broken or not at all, and clients that go away: answered where somebody listens, logged nowhere.</summary>
public sealed class GoneClientsTests
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("/api/v1/search", "application/json", "408", "too slowly")]
    [InlineData("/therapists", Form, "408", "<h1>")]
    public async Task A_body_that_comes_too_slowly_is_a_time_out(string address, string type, string status, string says)
    {
        await using var app = await HostedApp.Start();
        using var client = await Begin(app, $"POST {address}", type, "Content-Length: 100", "{ ");
        await Answered(client, app, status, says);
    }

    [Theory]
    [InlineData("/api/v1/search", "application/json", "broke off")]
    [InlineData("/therapists", Form, "<h1>")]
    [InlineData("/es", Form, "<h1>")]
    public async Task A_body_that_comes_in_pieces_of_no_size_cannot_be_read(string address, string type, string says)
    {
        await using var app = await HostedApp.Start();
        using var client = await Begin(app, $"POST {address}", type, "Transfer-Encoding: chunked", "zz\r\n");
        await Answered(client, app, "400", says);
    }

    [Theory]
    [InlineData("POST /api/v1/search")]
    [InlineData("POST /therapists")]
    [InlineData("POST /")]
    [InlineData("POST /es/therapist/ruth-example-6/remove")]
    [InlineData("POST /therapist/ruth-example-6/wrong")]
    [InlineData("POST /nowhere")]
    public async Task Who_goes_away_in_the_middle_of_sending_leaves_no_trace_in_the_log(string request)
    {
        var app = await HostedApp.Start(People.Fill);
        await using (app)
        {
            for (var time = 0; time < 5; time++)
            {
                var type = request.Contains("/api/", StringComparison.Ordinal) ? "application/json" : Form;
                var client = await Begin(app, request, type, "Content-Length: 1000", "{ \"place\": ");
                await GoAway(client, time);
                using var polite = await Begin(app, request, type, "Transfer-Encoding: chunked", "5\r\n{ \"te");
            }
        }
        Assert.Empty(app.Log.Lines);
    }

    [Theory]
    [InlineData("/therapists?place=94610")]
    [InlineData("/therapist/marisol-vega-1")]
    [InlineData("/api/v1/profiles/1")]
    [InlineData("/api/v1/filters")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/")]
    public async Task Who_does_not_wait_for_the_answer_leaves_no_trace_in_the_log(string address)
    {
        var app = await HostedApp.Start(People.Fill);
        await using (app)
        {
            for (var time = 0; time < 10; time++)
            {
                await GoAway(await Begin(app, $"GET {address}", null, "Accept: */*", ""), time);
            }
        }
        Assert.Empty(app.Log.Lines);
    }

    [Fact]
    public async Task Who_does_not_wait_for_the_list_to_be_made_ready_leaves_no_trace_in_the_log()
    {
        var app = await HostedApp.StartUnready();
        await using (app)
        {
            var client = await Begin(app, "GET /therapists?place=94610", null, "Accept: */*", "");
            await GoAway(client, 20);
        }
        // The store that is gone is warned of; the visitor who went is not.
        Assert.All(app.Log.Lines, line => Assert.True(line is { Level: LogLevel.Warning, Failure: null }, line.Text));
    }

    private static async Task<TcpClient> Begin(HostedApp app, string request, string? type, string header, string body)
    {
        var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port, TestContext.Current.CancellationToken);
        var text = $"{request} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: close\r\n"
            + (type is null ? "" : $"Content-Type: {type}\r\n") + $"{header}\r\n\r\n{body}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        return client;
    }

    private static async Task Answered(TcpClient client, HostedApp app, string status, string says)
    {
        using var reader = new StreamReader(client.GetStream());
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains(says, answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Security-Policy: default-src 'none';", answer, StringComparison.Ordinal);
        Assert.Empty(app.Log.Lines);
    }

    /// <summary>Resets the connection, as a telephone does that loses its network; a little later each time.</summary>
    private static async Task GoAway(TcpClient client, int time)
    {
        await Task.Delay(time * 5, TestContext.Current.CancellationToken);
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }
}
