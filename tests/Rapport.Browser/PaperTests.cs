using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>The profiles of the demo that have most to say, printed to be handed over.</summary>
public sealed partial class PaperTests(Chromium browser) : IAsyncLifetime
{
    private const int Looked = 2_500;
    private const int Printed = 12;

    private HostedApp? _app;

    public async ValueTask InitializeAsync() => _app = await HostedApp.Start(store =>
    {
        var people = new Rapport.Demo.People(new World(PlaceTable.Gazetteer), seed: 1, DateOnly.FromDateTime(store.Now));
        var longest = Enumerable.Range(1, Looked)
            .Select(id => people.Make(id))
            .Where(person => person.Claimed)
            .Select(person => (person.UpdatedAt, Document: person.Document.ToJson()))
            .OrderByDescending(person => person.Document.Length)
            .Take(Printed)
            .ToList();
        return store.Write(db =>
        {
            db.AddRange(longest.Select((person, at) => new Profile { Id = at + 1, Claimed = true, UpdatedAt = person.UpdatedAt, Document = person.Document }));
            return ChangeFeed.Append(db, [.. Enumerable.Range(1, Printed)], store.Now);
        });
    });

    [Theory]
    [InlineData("", "A4")]
    [InlineData("", "Letter")]
    [InlineData("/es", "A4")]
    [InlineData("/es", "Letter")]
    public async Task Even_the_longest_profiles_go_on_one_sheet(string language, string format)
    {
        var page = await browser.Open(1280);
        var more = new List<string>();
        for (var id = 1; id <= Printed; id++)
        {
            await page.GotoAsync(new Uri(_app!.Address, $"{language}/therapist/{id}").ToString());
            var paper = await page.PdfAsync(new PagePdfOptions { Format = format, PrintBackground = false });
            if (PaperPage().Count(Encoding.Latin1.GetString(paper)) != 1)
            {
                more.Add(page.Url);
            }
        }
        await page.Context.CloseAsync();
        Assert.Empty(more);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/es")]
    public async Task A_telephone_number_on_a_button_stays_whole_on_a_small_phone(string language)
    {
        var page = await browser.Open(360);
        var lines = new List<int>();
        for (var id = 1; id <= Printed; id++)
        {
            await page.GotoAsync(new Uri(_app!.Address, $"{language}/therapist/{id}").ToString());
            lines.AddRange(await page.Locator(".within-reach .whole").EvaluateAllAsync<int[]>("all => all.map(one => one.getClientRects().length)"));
        }
        await page.Context.CloseAsync();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(1, line));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, 1000)]
    private static partial Regex PaperPage();
}
