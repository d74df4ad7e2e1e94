using AngleSharp.Html.Dom;
using Rapport.Tests.Claims;

namespace Rapport.Tests.Accounts;

public sealed class FactorTests
{
    [Fact]
    public async Task A_second_factor_that_is_sent_twice_is_put_once_and_shows_the_same_codes()
    {
        await using var invited = await Invited.Start();
        await invited.Register("olga@example.org");
        var page = await invited.App.Page("/account/second-factor");
        var secret = page.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(secret)).ComputeTotp(invited.Clock.GetUtcNow().UtcDateTime);
        var first = Codes(await invited.App.Post("/account/second-factor", [new("Code", code)]));
        Assert.Equal(10, first.Count);
        Assert.Equal(10, first.Distinct().Count());
        // The answer was lost, and she sends the form once more.
        Assert.Equal(first, Codes(await invited.App.Post("/account/second-factor", [new("Code", code)])));
        // What is in force is shown to nobody again, also where somebody sits down at the browser and types what is wrong.
        page = await invited.App.Post("/account/second-factor", [new("Code", "000000")], System.Net.HttpStatusCode.UnprocessableEntity);
        Assert.NotEqual(secret, page.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        // Another factor has another secret.
        page = await invited.App.Page("/account/second-factor");
        Assert.NotEqual(secret, page.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
    }

    private static List<string> Codes(IHtmlDocument page) => [.. page.QuerySelectorAll(".recovery li").Select(code => code.TextContent)];
}
