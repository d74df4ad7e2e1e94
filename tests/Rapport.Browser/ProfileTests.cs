using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>A person's page where paper, a narrow window or an unusual name try it.</summary>
public sealed partial class ProfileTests(Chromium browser) : IAsyncLifetime
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Wolfeschlegelsteinhausen", 13))[..300];

    private HostedApp? _app;

    public async ValueTask InitializeAsync() => _app = await HostedApp.Start(async store =>
    {
        await ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
        {
            WhoIHelp = said.Of(Words(60)),
            HowWeWork = said.Of(Words(50)),
            AboutMe = said.Of(Words(60)),
            Issues = said.Of<IReadOnlyList<string>>(["worry", "panic", "grief", "low-mood", "trauma", "sleep", "anger", "chronic-illness"]),
            Approaches = said.Of<IReadOnlyList<string>>(["cbt", "act", "emdr", "dbt"]),
        }).SaveTo(store);
        await ProfileBuilder.Named(store.Now, Long, Long).With((facts, said) => facts with
        {
            AboutMe = said.Of("<script>alert(1)</script>" + Long + Long),
            Places = said.Of<IReadOnlyList<PracticePlace>>(
            [
                new PracticePlace { Practice = Long[..120], Line1 = Long[..90], City = Long[..40], State = "CA", Zip = "94610", Telephone = "5105550100" },
            ]),
        }).SaveTo(store);
        await ProfileBuilder.Named(store.Now, "ليلى", "الحداد").With((facts, said) => facts with
        {
            AboutMe = said.Of("أعمل مع الناس الذين يبدون أقوياء في النهار ويتعبون في الليل."),
        }).SaveTo(store);
    });

    [Theory]
    [InlineData("", "A4")]
    [InlineData("", "Letter")]
    [InlineData("/es", "A4")]
    [InlineData("/es", "Letter")]
    public async Task A_usual_profile_is_printed_on_one_page(string language, string format)
    {
        var page = await browser.Open(1280);
        await page.GotoAsync(Address(language + "/therapist/marisol-vega-1"));
        var paper = await page.PdfAsync(new PagePdfOptions { Format = format, PrintBackground = false });
        await page.Context.CloseAsync();
        Assert.Single(PaperPage().Matches(Encoding.Latin1.GetString(paper)));
    }

    [Theory]
    [InlineData("/therapist/1", 360)]
    [InlineData("/therapist/1", 320)]
    [InlineData("/therapist/2", 360)]
    [InlineData("/therapist/2", 320)]
    [InlineData("/therapist/2", 1280)]
    [InlineData("/therapist/3", 320)]
    [InlineData("/therapists", 320)]
    [InlineData("/crisis", 320)]
    public async Task Nothing_runs_out_of_a_narrow_window_not_even_a_name_of_300_letters(string address, int width)
    {
        var page = await browser.Open(width);
        await page.GotoAsync(Address(address));
        var measured = await page.Locator("html").EvaluateAsync<double>("html => html.scrollWidth");
        await page.Context.CloseAsync();
        Assert.True(measured <= width, $"{measured} pixels wide in a window of {width}");
    }

    [Fact]
    public async Task Unusual_names_and_markup_in_what_somebody_wrote_keep_nobody_out()
    {
        // The checker is a script; the pages need none, and run none that somebody wrote into her text.
        var page = await browser.Open(360, scripts: true);
        page.Dialog += (_, dialog) => Assert.Fail($"A script of a text ran: {dialog.Message}");
        foreach (var address in new[] { "/therapist/2", "/es/therapist/2", "/therapist/3", "/es/therapist/3", "/therapists", "/therapist/2/wrong" })
        {
            await page.GotoAsync(Address(address));
            await page.HasNoBarrierInEitherTheme();
            if (address.EndsWith("/2", StringComparison.Ordinal))
            {
                await Assertions.Expect(page.Locator(".voice")).ToContainTextAsync("<script>alert(1)</script>");
            }
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_one_taps_on_a_person_s_page_is_large_enough_for_a_thumb()
    {
        var page = await browser.Open(390);
        foreach (var address in new[] { "/therapist/1", "/therapist/2", "/crisis" })
        {
            await page.GotoAsync(Address(address));
            Assert.Empty(await page.SmallerThan(44, "a:not(.skip), button, summary"));
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Words_written_from_right_to_left_begin_at_the_right()
    {
        var page = await browser.Open(390);
        await page.GotoAsync(Address("/therapist/3"));
        var direction = await page.Locator(".voice").EvaluateAsync<string>("voice => getComputedStyle(voice).direction");
        await page.Context.CloseAsync();
        Assert.Equal("rtl", direction);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private string Address(string path) => new Uri(_app!.Address, path).ToString();

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("we talk at your pace and look at what helped", (count / 9) + 1)) + ".";

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, 1000)]
    private static partial Regex PaperPage();
}
