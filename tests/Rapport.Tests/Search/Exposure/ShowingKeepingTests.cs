using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Rapport.Profiles;
using Rapport.Search.Exposure;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search.Exposure;

/// <summary>What the store learns of the lists that people look at: who was shown how often on a day, and nothing else.</summary>
public sealed class ShowingKeepingTests
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";
    private const string Page = "/therapists?place=94610";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TestClock _clock = new();

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_day_is_kept_when_it_is_over_and_several_programs_add_to_it(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        ShowingCounts[] nodes = [new(_clock), new(_clock)];
        foreach (var counts in nodes)
        {
            Look(counts, 3, 8, 5);
            await Keep(test.Store, counts, Today);
        }
        Assert.Empty(await Kept(test.Store));

        var day = Today;
        _clock.Advance(TimeSpan.FromDays(1));
        foreach (var counts in nodes)
        {
            await Keep(test.Store, counts, Today);
            await Keep(test.Store, counts, Today);
        }
        Assert.Equal([$"{day:O} 3 22/0/0", $"{day:O} 5 0/22/0", $"{day:O} 8 0/22/0"], await Kept(test.Store));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task What_is_older_than_thirteen_months_is_erased(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        await Look(test.Store, 1);
        _clock.Advance(TimeSpan.FromDays(DailyCounts.DaysKept));
        await Keep(test.Store, new ShowingCounts(_clock), Today);
        Assert.Single(await Kept(test.Store));
        _clock.Advance(TimeSpan.FromDays(1));
        await Keep(test.Store, new ShowingCounts(_clock), Today);
        Assert.Empty(await Kept(test.Store));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Who_is_taken_off_the_list_takes_the_counts_along(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var gone = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        var other = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await Look(test.Store, gone, other);
        var waiting = new ShowingCounts(_clock);
        Look(waiting, gone, other);
        Assert.Equal(RemovalOutcome.Done, await new Removals(test.Store).Ask(gone, IPAddress.Parse("203.0.113.9"), Stop));
        Assert.Equal([$"{Today:O} {other} 0/11/0"], await Kept(test.Store));
        // What still waited in memory does not come back either.
        await Keep(test.Store, waiting, DateOnly.MaxValue);
        Assert.Equal([$"{Today:O} {other} 0/22/0"], await Kept(test.Store));
    }

    [Fact]
    public async Task A_restore_that_obeys_a_later_removal_forgets_the_counts_too()
    {
        await using var source = await TestStore.Create(Database.Sqlite, time: _clock);
        var gone = await ProfileBuilder.FromRegistry(source.Store.Now, "Ana", "Diaz").SaveTo(source.Store);
        await Look(source.Store, gone);
        var file = Path.Combine(source.Folder, "before.backup");
        Assert.Equal(0, (await RapportProcess.Run(["backup", file, .. source.Arguments])).Code);
        await new Removals(source.Store).Ask(gone, IPAddress.Parse("203.0.113.9"), Stop);
        await using var target = await TestStore.Place(Database.Sqlite);
        var restored = await RapportProcess.Run(["restore", file, "--removals", RemovalLog.PathIn(source.Location), .. target.Arguments]);
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        using var store = await Store.Open(target.Location, _clock, Stop);
        Assert.Empty(await Kept(store));
    }

    [Fact]
    public async Task What_could_not_be_kept_is_kept_later()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var counts = new ShowingCounts(_clock);
        Look(counts, 1);
        File.Move(test.Location.SqlitePath, test.Location.SqlitePath + ".gone");
        await Assert.ThrowsAsync<StoreProblem>(() => Keep(test.Store, counts, DateOnly.MaxValue));
        File.Move(test.Location.SqlitePath + ".gone", test.Location.SqlitePath);
        await Keep(test.Store, counts, DateOnly.MaxValue);
        Assert.Single(await Kept(test.Store));
    }

    [Fact]
    public async Task The_first_page_that_a_browser_is_shown_counts_in_its_order_and_nothing_else_does()
    {
        await using var app = await HostedApp.Start(People.Fill);
        // Asked by a program, a crawler, in advance, for its headers alone, farther on, and with a place that is none.
        await Ask(app, Page, agent: null);
        await Ask(app, Page, "curl/8.14.1");
        await Ask(app, Page, "Mozilla/5.0 (compatible; Examplebot/2.1; +http://www.example.com/bot.html)");
        await Ask(app, Page, Browser, prefetch: true);
        await Ask(app, Page, Browser, HttpMethod.Head);
        await Ask(app, Page + "&page=2", Browser);
        await Ask(app, "/therapists?place=gothamville", Browser);
        await Ask(app, "/embed/therapists?place=94610", Browser);
        Assert.Empty(Taken(app));

        var shown = new List<long>();
        for (var look = 0; look < ShowingCounts.FewestNetworks; look++)
        {
            shown = await Ask(app, look % 2 == 0 ? Page : "/es" + Page, Browser);
        }
        Assert.Equal(
            shown.Select((id, at) => (id, at == 0 ? 11L : 0, at is > 0 and < 5 ? 11L : 0, at >= 5 ? 11L : 0)).OrderBy(one => one.id),
            Taken(app).Select(one => (one.ProfileId, one.First, one.ToFifth, one.Later)).OrderBy(one => one.ProfileId));
    }

    [Fact]
    public async Task What_was_shown_today_is_kept_when_the_program_ends_and_neither_the_search_nor_who_searched()
    {
        await using var app = await HostedApp.Start(People.Fill, proxy: IPAddress.Loopback);
        for (var network = 1; network <= ShowingCounts.FewestNetworks; network++)
        {
            await Ask(app, "/therapists?place=94610&radius=7.125", Browser, from: $"198.51.100.{network}");
        }
        var before = await EveryTable.Print(app.Store);
        await app.Services.GetServices<IHostedService>().OfType<ShowingKeeping>().Single().StopAsync(Stop);
        var added = (await EveryTable.Print(app.Store)).Split('\n').Except(before.Split('\n')).ToList();
        Assert.NotEmpty(added);
        // A day, a number of a profile, three counts.
        Assert.All(added, line => Assert.Matches("^exposures \\[\"2026-11-25\",[0-9]+,(11,0,0|0,11,0|0,0,11)\\]$", line));
    }

    [Fact]
    public async Task What_too_few_looked_at_is_lost_when_the_program_ends()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await Ask(app, Page, Browser);
        await app.Services.GetServices<IHostedService>().OfType<ShowingKeeping>().Single().StopAsync(Stop);
        Assert.Empty(await Kept(app.Store));
    }

    private async Task Look(Store store, params long[] shown)
    {
        var counts = new ShowingCounts(_clock);
        Look(counts, shown);
        await Keep(store, counts, DateOnly.MaxValue);
    }

    private static void Look(ShowingCounts counts, params long[] shown)
    {
        for (var network = 1; network <= ShowingCounts.FewestNetworks; network++)
        {
            counts.Add(shown, IPAddress.Parse($"203.0.113.{network}"));
        }
    }

    private static async Task<List<string>> Kept(Store store)
    {
        await using var db = store.Read();
        var kept = await db.Set<Showing>().AsNoTracking().OrderBy(one => one.Day).ThenBy(one => one.ProfileId).ToListAsync();
        return [.. kept.Select(one => $"{one.Day:O} {one.ProfileId} {one.First}/{one.ToFifth}/{one.Later}")];
    }

    private static IReadOnlyList<Showing> Taken(HostedApp app) => app.Services.GetRequiredService<ShowingCounts>().TakeBefore(DateOnly.MaxValue);

    /// <summary>Asks as a browser or something else; the numbers of who stands on the page, in their order.</summary>
    private static async Task<List<long>> Ask(
        HostedApp app, string address, string? agent, HttpMethod? method = null, bool prefetch = false, string? from = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
        }
        if (prefetch)
        {
            request.Headers.Add("Sec-Purpose", "prefetch;prerender");
        }
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }
        var answer = await app.Browser.SendAsync(request, Stop);
        if (method == HttpMethod.Head)
        {
            answer.Dispose();
            return [];
        }
        var page = await HostedApp.Read(answer, expected: null);
        return [.. page.QuerySelectorAll("article.card h2 a").Select(link => link.GetAttribute("href")!.Split('?')[0].Split('-')[^1])
            .Select(long.Parse)];
    }

    private static Task Keep(Store store, ShowingCounts counts, DateOnly before) =>
        new ShowingKeeping(store, counts, NullLogger<ShowingKeeping>.Instance).Keep(before, TestContext.Current.CancellationToken);
}
