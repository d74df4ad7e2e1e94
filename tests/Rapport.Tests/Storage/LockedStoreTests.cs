using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>Another program holds the file of the store while the site serves.</summary>
public sealed class LockedStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_read_on_what_is_sent_waits_and_what_waited_too_long_is_told_and_can_be_sent_again()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: TimeProvider.System);
        var id = await ProfileBuilder.Marisol(test.Store.Now).Claimed().SaveTo(test.Store);
        var port = RapportProcess.FreePort();
        using var serving = RapportProcess.Start(new Dictionary<string, string> { ["RAPPORT_BUSY_SECONDS"] = "3" }, ["serve", "--port", $"{port}", .. test.Arguments]);
        serving.BeginErrorReadLine();
        serving.BeginOutputReadLine();
        try
        {
            using var browser = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromMinutes(1) };
            var page = new Uri($"/therapist/marisol-vega-{id}", UriKind.Relative);
            await Reached(browser);
            var once = new string('a', 32);

            // Held for a moment: what is sent waits for it.
            Task<HttpResponseMessage> waits;
            await using (await Hold(test))
            {
                waits = Report(browser, id, "It waited.", new string('b', 32));
                using var read = await browser.GetAsync(page, Stop);
                Assert.Equal(HttpStatusCode.OK, read.StatusCode);
                await Task.Delay(500, Stop);
                Assert.False(waits.IsCompleted);
            }
            using (var answer = await waits)
            {
                Assert.True((int)answer.StatusCode < 400, $"{answer.StatusCode}");
            }

            // Held for longer than anybody waits: told, and nothing kept.
            await using (await Hold(test))
            {
                using var refused = await Report(browser, id, "It was not kept.", once);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                Assert.Contains("Try again", await refused.Content.ReadAsStringAsync(Stop), StringComparison.OrdinalIgnoreCase);
                using var read = await browser.GetAsync(page, Stop);
                Assert.Equal(HttpStatusCode.OK, read.StatusCode);
            }
            Assert.Equal(1, await Reports(test));
            // The same form, sent again when the file is free.
            using (var again = await Report(browser, id, "It was not kept.", once))
            {
                Assert.True((int)again.StatusCode < 400, $"{again.StatusCode}");
            }
            Assert.Equal(2, await Reports(test));
        }
        finally
        {
            serving.Kill();
            await serving.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>As a program does that writes: nobody else writes until it lets go.</summary>
    private static async Task<SqliteConnection> Hold(TestStore test)
    {
        var other = new SqliteConnection($"Data Source={test.Location.SqlitePath};Pooling=False");
        await other.OpenAsync(Stop);
        await using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(Stop);
        return other;
    }

    private static Task<HttpResponseMessage> Report(HttpClient browser, long id, string words, string once) => browser.PostAsync(
        new Uri($"/therapist/marisol-vega-{id}/wrong", UriKind.Relative), new FormUrlEncodedContent([new("Once", once), new("About", "cost"), new("Words", words)]), Stop);

    private static async Task<int> Reports(TestStore test)
    {
        await using var db = test.Store.Read();
        return await db.Set<Report>().CountAsync(Stop);
    }

    private static async Task Reached(HttpClient browser)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await browser.GetAsync(new Uri("/health", UriKind.Relative), Stop);
                return;
            }
            catch (HttpRequestException) when (tries < 600)
            {
                await Task.Delay(100, Stop);
            }
        }
    }
}
