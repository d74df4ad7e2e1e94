using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class WrongPageTests
{
    private const string Address = "/therapist/marisol-vega-1/wrong";

    [Fact]
    public async Task A_report_is_kept_and_thanked_for()
    {
        await using var app = await HostedApp.Start(People.Fill);
        await app.Page(Address);
        using var answer = await app.Send(Address, [new("About", "openings"), new("Words", "Full\r\nsince May")]);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var thanks = await app.Page(answer.Headers.Location!.ToString());
        Assert.Equal("Thank you", thanks.QuerySelector("h1")!.TextContent);
        var report = Assert.Single(await app.Services.GetRequiredService<Reports>().List(settledToo: false));
        Assert.Equal(("openings", "Full\nsince May"), (report.About, app.Services.GetRequiredService<Reports>().WordsOf(report)));
    }

    [Theory]
    [InlineData("", "What you sent was not kept.")]
    [InlineData("/es", "Lo que envió no se guardó.")]
    public async Task Nobody_is_thanked_for_what_could_not_be_kept(string language, string says)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no file that is open.");
        await using var app = await HostedApp.Start(People.Fill);
        await app.Page(Address);
        File.Delete(app.Store.Location.SqlitePath);
        var page = await app.Post(language + Address, [new("About", "cost")], HttpStatusCode.ServiceUnavailable);
        Assert.StartsWith(says, page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Choose what it is about.")]
    [InlineData("/es", "Elija de qué se trata.")]
    public async Task Without_a_subject_nothing_is_lost_and_the_page_says_what_to_do(string language, string error)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post(language + Address, [new("Words", "Keep these words")], HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("Error:", page.Title, StringComparison.Ordinal);
        var link = page.QuerySelector(".errors a")!;
        Assert.Equal(error, link.TextContent);
        var field = page.QuerySelector(link.GetAttribute("href")!)!;
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.Equal(error, page.GetElementById(field.GetAttribute("aria-describedby")!)!.TextContent);
        Assert.Equal("Keep these words", page.QuerySelector("textarea")!.TextContent);
        Assert.Empty(await app.Services.GetRequiredService<Reports>().List(settledToo: true));
    }

    [Fact]
    public async Task Too_many_words_are_counted_for_the_writer()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post(
            Address, [new("About", "other"), new("Words", new string('é', 1001))], HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Shorten your words to 1,000 letters; there are 1,001 now", page.QuerySelector(".errors a")!.TextContent);
        await app.Post(Address, [new("About", "weather")], HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_sixth_in_an_hour_is_asked_to_wait()
    {
        await using var app = await HostedApp.Start(People.Fill);
        for (var i = 0; i < Reports.MostPerHour; i++)
        {
            using var answer = await app.Send(Address, [new("About", "cost")]);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }
        using var refused = await app.Send(Address, [new("About", "cost")]);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), refused.Headers.RetryAfter!.Delta);
    }
}
