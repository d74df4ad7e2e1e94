using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>What a watcher hears of a node.</summary>
public sealed class HealthApiTests
{
    [Fact]
    public async Task Health_tells_how_many_can_be_found()
    {
        await using var app = await HostedApp.Start(People.Fill);

        var health = await app.Browser.GetFromJsonAsync<JsonElement>(new Uri("/health", UriKind.Relative));

        Assert.Equal("ready", health.GetProperty("status").GetString());
        Assert.Equal(People.Count, health.GetProperty("profiles").GetInt32());
    }

    [Fact]
    public async Task A_watcher_hears_when_the_store_is_gone_though_searches_are_still_answered()
    {
        await using var app = await HostedApp.Start(People.Fill);
        app.LoseDatabase();
        HttpResponseMessage health;
        do
        {
            health = await app.Browser.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        }
        while (health.StatusCode == HttpStatusCode.OK);

        using var told = JsonDocument.Parse(await health.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("store unreachable", told.RootElement.GetProperty("status").GetString());
        await Told(app);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Single(app.Log.Lines, line => line.Text.StartsWith("The change feed cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_watcher_hears_when_the_file_was_deleted_under_an_open_store()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no file that is open.");
        await using var app = await HostedApp.Start(People.Fill);
        File.Delete(app.Store.Location.SqlitePath);
        HttpStatusCode health;
        do
        {
            using var answer = await app.Browser.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
            health = answer.StatusCode;
        }
        while (health == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health);
        await Told(app);
    }

    private static async Task Told(HostedApp app)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!app.Log.Lines.Any(line => line.Text.StartsWith("The change feed cannot be read", StringComparison.Ordinal)))
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
