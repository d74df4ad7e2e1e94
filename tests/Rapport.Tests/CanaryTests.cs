using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests;

/// <summary>
/// Forty words that nobody else says are searched for, reported and kept. Afterwards they may stand on the pages of whom they
/// belong to, and nowhere else.
/// </summary>
public sealed class CanaryTests : IDisposable
{
    private static readonly string[] Searched = [.. Planted("search", 16)];
    private static readonly string[] Reported = [.. Planted("report", 12)];
    private static readonly string[] Kept = [.. Planted("list", 12)];

    /// <summary>Of choices, what would tell of them: codes and their words in both languages.</summary>
    private static readonly string[] Chosen = ["eating", "suicid", "trauma", "grief", "duelo", "medi-cal", "lgbt", "muslim", "musulm"];

    /// <summary>More people than go on one page of the list say the first of the words searched for.</summary>
    private const int Neighbours = 25;

    private static readonly KeyValuePair<string, string>[] Wish =
    [
        new("place", "94610"), new("radius", "25"), new("text", Searched[0]), new("issue", "eating-disorders"), new("issue.as", "nice"),
    ];

    private readonly MeterListener _meters = new();
    private readonly ConcurrentQueue<string> _measured = new();
    private readonly ConcurrentQueue<string> _told = new();

    public CanaryTests()
    {
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        Listen<long>();
        Listen<int>();
        Listen<double>();
        _meters.Start();
    }

    public void Dispose() => _meters.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("/es")]
    public async Task What_is_searched_reported_and_kept_stands_in_no_log_address_title_measure_or_cache(string language)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            foreach (var name in Kept)
            {
                await ProfileBuilder.Named(store.Now, name, name).SaveTo(store);
            }
            for (var number = 0; number < Neighbours; number++)
            {
                await ProfileBuilder.Named(store.Now, "Neighbour", $"{number}").With((facts, said) => facts with
                {
                    AboutMe = said.Of($"We talk about {Searched[0]}."),
                    Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = "Oakland", State = "CA", Zip = "94610" }]),
                }).SaveTo(store);
            }
        }, more: app => app.Map("/fails", branch => branch.Run(_ => throw new InvalidOperationException("It fails."))));

        foreach (var words in Searched.Chunk(4))
        {
            var found = await Follow(app, language + "/therapists", [
                new("place", "94610"), new("radius", "25"), new("text", string.Join(' ', words)), new("issue", "eating-disorders"),
                new("issue", "grief"), new("issue.as", "nice"), new("insurer", "medi-cal"), new("faith", "muslim")]);
            // The page is hers and says what she asked for; that it does shows that the words arrived.
            Assert.All(words, word => Assert.Contains(word, found, StringComparison.Ordinal));
        }
        var list = await GoOn(app, language);
        foreach (var words in Reported.Chunk(3))
        {
            await Follow(app, language + "/therapist/marisol-vega-1/wrong", [new("About", "other"), new("Words", string.Join(' ', words))]);
        }
        // Too long: comes back with the words, and an error.
        await Follow(app, language + "/therapist/marisol-vega-1/wrong", [new("About", "other"), new("Words", Reported[0] + new string('x', 2000))]);
        Assert.Equal(4, (await app.Services.GetRequiredService<Reports>().List(settledToo: false)).Count);

        foreach (var id in Enumerable.Range(People.Count + 1, Kept.Length))
        {
            await Follow(app, language + "/list", [new("keep", $"{id}"), new("back", language + "/list")]);
        }
        var kept = await Look(app, language + "/list");
        Assert.All(Kept, name => Assert.Contains(name, kept, StringComparison.Ordinal));
        await Follow(app, language + "/list", [
            new("side-by-side", "1"), new("person", $"{People.Count + 1}"), new("person", $"{People.Count + 2}")]);
        await Look(app, language + "/list/handed/" + Kept[0]);
        await Follow(app, language + "/left", [new("list", Kept[0])]);

        await Fail(app, language, list);

        Assert.NotEmpty(_measured);
        Assert.NotEmpty(_told);
        Silent(_told, Chosen);
        Silent(_measured, Chosen);
        Silent(app.Log.Everything.Select(line => $"{line.Category} {line.Text} {line.Failure}"), Chosen);
    }

    /// <summary>From a sealed list to each person on it and back, to its next page, and to the other language.</summary>
    /// <returns>The list's address.</returns>
    private async Task<string> GoOn(HostedApp app, string language)
    {
        using var sent = await app.Send(language + "/therapists", Wish);
        Hear(sent);
        var list = sent.Headers.Location!.ToString();
        var people = await Links(app, list, ".person h2 a");
        var next = Assert.Single(await Links(app, list, ".pages a[rel=next]"));
        var other = Assert.Single(await Links(app, list, "header nav a[hreflang]"));
        Assert.NotEmpty(people);
        foreach (var address in (string[])[next, other, .. people])
        {
            Assert.Contains("q=", address, StringComparison.Ordinal);
            await Look(app, address);
        }
        // The words still stand where they belong, however she came back.
        foreach (var address in (string[])[next, other, Assert.Single(await Links(app, people[0], "a.back"))])
        {
            Assert.Contains(Searched[0], await Look(app, address), StringComparison.Ordinal);
        }
        return list;
    }

    /// <summary>Sends all of it again where a page fails, and once the database is gone.</summary>
    private async Task Fail(HostedApp app, string language, string list)
    {
        var fails = language + "/fails" + list[list.IndexOf('?', StringComparison.Ordinal)..];
        await Follow(app, fails, Wish, HttpStatusCode.InternalServerError);
        app.LoseDatabase();
        await Follow(app, language + "/therapists", Wish, HttpStatusCode.ServiceUnavailable);
        await Look(app, list, HttpStatusCode.ServiceUnavailable);
        await Follow(
            app, language + "/therapist/marisol-vega-1/wrong", [new("About", "other"), new("Words", Reported[0])], HttpStatusCode.ServiceUnavailable);
        Assert.Contains(app.Log.Everything, line => line.Failure is not null);
    }

    private async Task<IReadOnlyList<string>> Links(HostedApp app, string address, string selector)
    {
        using var page = await app.Page(address);
        return [.. page.QuerySelectorAll(selector).Select(link => link.GetAttribute("href")!)];
    }

    /// <summary>Sends a form, follows where it leads, and gives the page.</summary>
    private async Task<string> Follow(HostedApp app, string address, KeyValuePair<string, string>[] form, HttpStatusCode? end = null)
    {
        using var answer = await app.Send(address, form);
        Hear(answer);
        return answer.Headers.Location is { } next ? await Look(app, next.ToString(), end) : await Read(answer, end);
    }

    private async Task<string> Look(HostedApp app, string address, HttpStatusCode? end = null)
    {
        // A made-up address was typed, not given by us; all others are told to the referrer, the history and the log.
        if (!address.Contains(Kept[0], StringComparison.Ordinal))
        {
            _told.Enqueue(address);
        }
        using var answer = await app.Browser.GetAsync(new Uri(address, UriKind.Relative));
        Hear(answer);
        return await Read(answer, end);
    }

    private async Task<string> Read(HttpResponseMessage answer, HttpStatusCode? end)
    {
        using var page = await HostedApp.Read(answer, end);
        _told.Enqueue(page.Title ?? "");
        return page.DocumentElement.TextContent + string.Join(' ', page.QuerySelectorAll("input").Select(field => field.GetAttribute("value")));
    }

    private void Hear(HttpResponseMessage answer)
    {
        // Nothing of it may be kept by a cache, told to another site, or lie readable in a cookie or any other header.
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Contains(answer.Headers.GetValues("Referrer-Policy"), policy => policy is "same-origin" or "no-referrer");
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            _told.Enqueue($"{name}: {WebUtility.UrlDecode(string.Join(", ", values))}");
        }
    }

    private static void Silent(IEnumerable<string> lines, string[] chosen)
    {
        foreach (var line in lines)
        {
            Assert.All([.. Searched, .. Reported, .. Kept], word => Assert.DoesNotContain(word, line, StringComparison.OrdinalIgnoreCase));
            // A code of a vocabulary is so short that a sealed value holds its letters by chance: it tells only where it is a word.
            Assert.All(chosen, code => Assert.DoesNotMatch($@"(?i)(?<![a-z0-9]){Regex.Escape(code)}(?![a-z0-9])", line));
        }
    }

    private void Listen<T>()
        where T : struct => _meters.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
    {
        foreach (var (name, value) in tags)
        {
            _measured.Enqueue($"{instrument.Name} {name}={value}");
        }
    });

    private static IEnumerable<string> Planted(string where, int count) =>
        Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"canary{where}{i}q"));
}
