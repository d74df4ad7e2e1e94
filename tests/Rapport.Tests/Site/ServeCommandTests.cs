using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Site;

public sealed class ServeCommandTests
{
    [Fact]
    public void It_asks_for_the_collector_that_keeps_a_small_machine_small()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rapport.runtimeconfig.json")));
        Assert.False(settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty("System.GC.Server").GetBoolean());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_another_one()
    {
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var ended = await RapportProcess.Run(["serve", "--port", $"{port}", .. test.Arguments]);
        Assert.Equal(1, ended.Code);
        Assert.Equal($"Port {port} is taken by another program. Choose another: --port {port + 1}.", ended.Error.Trim());
        Assert.Equal("", ended.Out);
    }

    [Fact]
    public async Task An_address_that_is_no_address_of_this_machine_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        var ended = await RapportProcess.Run(["serve", "--port", "0", "--host", "203.0.113.77", .. test.Arguments]);
        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.StartsWith("This machine has no address 203.0.113.77.", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>The server would take it for every address of the machine, and show to the network what was meant for a proxy.</summary>
    [Theory, InlineData("intern"), InlineData("!!"), InlineData("0.0.0.0:80")]
    public async Task A_host_that_is_no_address_is_refused(string host)
    {
        var ended = await RapportProcess.Run("serve", "--host", host);
        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.Contains("--host must be localhost, an address of this machine", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_where_it_serves_and_then_when_the_list_is_ready()
    {
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        using var serving = RapportProcess.Start([], ["serve", "--port", "0", .. test.Arguments]);
        var said = new List<string>();
        while (await serving.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains("The list is ready", StringComparison.Ordinal))
            {
                break;
            }
        }
        serving.Kill();
        await serving.WaitForExitAsync();
        Assert.Contains("Serving", said[0], StringComparison.Ordinal);
        Assert.Equal("The list is ready: one person can be found.", said[^1]);
    }

    [Theory, InlineData("care.example"), InlineData("https://care.example/list")]
    public async Task An_address_that_is_none_of_a_site_is_told_with_an_example(string address)
    {
        var ended = await RapportProcess.Run("serve", "--address", address);
        Assert.Equal(2, ended.Code);
        Assert.Contains("https://therapists.example.org", ended.Error, StringComparison.Ordinal);
    }

    [Theory, InlineData("INT"), InlineData("TERM")]
    public async Task It_ends_cleanly_when_it_is_told_to(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        using var serving = await RapportProcess.StartHearing(["serve", "--port", "0", .. test.Arguments]);
        string? line;
        do
        {
            line = await serving.StandardError.ReadLineAsync();
        }
        while (line is not null && !line.Contains("http://", StringComparison.Ordinal));
        Assert.NotNull(line);
        using (var client = new HttpClient())
        {
            var url = line[line.IndexOf("http://", StringComparison.Ordinal)..].Trim();
            // It answers, be it that its index is still being built.
            using var answer = await client.GetAsync(new Uri(url + "/health"));
            Assert.NotNull(answer);
        }
        using (var kill = Process.Start("kill", [$"-{signal}", $"{serving.Id}"]))
        {
            await kill.WaitForExitAsync();
        }
        var ended = await RapportProcess.End(serving);
        Assert.Equal(0, ended.Code);
        Assert.DoesNotContain("xception", ended.Error, StringComparison.Ordinal);
    }
}
