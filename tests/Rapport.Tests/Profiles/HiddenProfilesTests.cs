using System.Net;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>Nobody learns who is known but not listed: neither by an answer nor by what it costs to make it.</summary>
public sealed class HiddenProfilesTests
{
    [Theory]
    [InlineData("/therapist/x-{0}")]
    [InlineData("/therapist/x-{0}/remove")]
    [InlineData("/therapist/x-{0}/wrong")]
    [InlineData("/es/therapist/x-{0}")]
    [InlineData("/api/v1/profiles/{0}")]
    public async Task Hidden_removed_out_of_use_and_never_there_ask_the_database_the_same_and_read_no_facts(string address)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.FromRegistry(store.Now, "Hidden", "Person").SaveTo(store);
            await ProfileBuilder.Named(store.Now, "Gone", "Person").Removed().SaveTo(store);
            await ProfileBuilder.Named(store.Now, "Retired", "Person").Deactivated(new DateOnly(2026, 1, 1)).SaveTo(store);
            await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            // Facts that cannot be read would fail whoever reads them.
            await store.Write(async db =>
            {
                foreach (var id in new[] { 1L, 2, 3 })
                {
                    (await db.Set<Rapport.Profiles.Profile>().FindAsync(id))!.Document = "{ \"facts\": ";
                }
            });
        });
        using var database = new AskedOfDatabase(app.Store.Location.SqlitePath);
        var answers = new List<(string Body, string Headers, string Asked)>();
        foreach (var id in new[] { "1", "2", "3", "99", "9223372036854775807" })
        {
            answers.Add(await Answer(id));
        }
        Assert.Contains("profiles", answers[0].Asked, StringComparison.Ordinal);
        Assert.Single(answers.Distinct());

        async Task<(string Body, string Headers, string Asked)> Answer(string id)
        {
            using var answer = await app.Browser.GetAsync(new Uri(address.Replace("{0}", id, StringComparison.Ordinal), UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            var body = (await answer.Content.ReadAsStringAsync()).Replace($"x-{id}", "x-N", StringComparison.Ordinal);
            var headers = string.Join('\n', answer.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
            return (Traceless(body), headers, string.Join('\n', database.TakeOfRequests()));
        }
    }

    /// <summary>Problem details carry the number of the request, which is new each time.</summary>
    private static string Traceless(string body)
    {
        var at = body.IndexOf("\"traceId\"", StringComparison.Ordinal);
        return at < 0 ? body : body[..at];
    }
}
