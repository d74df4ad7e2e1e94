using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>A list read page after page while people come, go and change.</summary>
public sealed class PagingTests
{
    private const int PageSize = 20;

    [Fact]
    public async Task A_program_that_sends_next_as_after_meets_everybody_who_stays_once()
    {
        await using var app = await Start();
        var met = new List<long>();
        for (string? after = ""; after is not null;)
        {
            using var response = await app.Browser.PostAsJsonAsync(new Uri("/api/v1/search", UriKind.Relative), new { after });
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((met.Count / PageSize) + 1, answer.GetProperty("page").GetInt32());
            met.AddRange(answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetInt64()));
            after = answer.GetProperty("next").GetString();
            await Edit(app, met);
        }
        AssertAll(met);
    }

    [Theory]
    [InlineData("/therapists")]
    [InlineData("/es/therapists")]
    public async Task Who_follows_the_links_of_the_pages_meets_everybody_who_stays_once(string address)
    {
        await using var app = await Start();
        var met = new List<long>();
        for (string? next = address; next is not null;)
        {
            Assert.InRange(next.Length, 1, 2048);
            var page = await app.Page(next);
            met.AddRange(IdsOn(page));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            await Edit(app, met);
        }
        AssertAll(met);
    }

    [Fact]
    public async Task The_way_back_leads_to_the_pages_as_they_were()
    {
        await using var app = await Start();
        var first = await app.Page("/therapists");
        var second = await app.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var third = await app.Page(second.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var back = await app.Page(third.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(IdsOn(second), IdsOn(back));
        Assert.Equal(IdsOn(first), IdsOn(await app.Page(back.QuerySelector("a[rel=prev]")!.GetAttribute("href")!)));
        Assert.DoesNotContain("seen=", back.QuerySelector("a[rel=prev]")!.GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such word")]
    [InlineData("gICAgICAgICAgICA")]
    [InlineData("gA")]
    public async Task What_cannot_be_read_is_told(string after)
    {
        await using var app = await Start();
        using var response = await app.Browser.PostAsJsonAsync(new Uri("/api/v1/search", UriKind.Relative), new { after });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("next", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("after")[0].GetString(), StringComparison.Ordinal);
    }

    // Of 70: the first twenty ids are left alone, and must all be met.
    private static void AssertAll(List<long> met)
    {
        Assert.Equal(met.Distinct(), met);
        Assert.Subset(met.ToHashSet(), Enumerable.Range(1, 20).Select(id => (long)id).ToHashSet());
    }

    // Two of those who were met are taken off the list, which by counting would carry two others over the line.
    private static async Task Edit(HostedApp app, List<long> met)
    {
        var last = await app.Store.Write(async db =>
        {
            var gone = await db.Set<Profile>().Where(profile => met.Contains(profile.Id) && profile.Id > 20 && !profile.Removed).Take(2).ToListAsync();
            gone.ForEach(profile => profile.Removed = true);
            await ChangeFeed.Append(db, [.. gone.Select(profile => profile.Id)], app.Store.Now);
            await db.SaveChangesAsync();
            return await ChangeFeed.Last(db, CancellationToken.None);
        });
        while (app.Services.GetRequiredService<Snapshots>().Current!.Sequence < last)
        {
            await Task.Delay(20);
        }
    }

    private static long[] IdsOn(IParentNode page) =>
    [
        .. page.QuerySelectorAll("article.person a[href*='/therapist/']")
            .Select(link => link.GetAttribute("href")!.Split('?', '#')[0])
            .Select(path => long.Parse(path[(path.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture)).Distinct(),
    ];

    private static async Task<HostedApp> Start()
    {
        var app = await HostedApp.Start(async store =>
        {
            for (var i = 0; i < 70; i++)
            {
                await ProfileBuilder.Marisol(store.Now.AddDays(-2)).SaveTo(store);
            }
        });
        while ((await app.Browser.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(20);
        }
        return app;
    }
}
