using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>What an old or altered form asks for and no filter has.</summary>
public sealed class UnknownChoicesTests
{
    [Theory]
    [InlineData("", "Not among the choices here, so left out: “telepathy” (How they work) and “klingon” (Language).")]
    [InlineData("/es", "No está entre las opciones de aquí, así que no se tuvo en cuenta: «telepathy» (Cómo trabajan) y «klingon» (Idioma).")]
    public async Task They_are_told_by_the_words_of_the_page_and_the_rest_holds(string language, string told)
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post(language + "/therapists", [new("place", "94610"), new("approach", "telepathy"), new("language", "klingon"), new("language", "es")]);
        Assert.Equal(told, page.QuerySelector(".notice")!.TextContent);
        Assert.Single(page.QuerySelectorAll("input[name=language]:checked"));
        Assert.NotEmpty(page.QuerySelectorAll("article.person"));
    }

    [Fact]
    public async Task Many_are_told_by_their_number_and_half_a_letter_is_no_word()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var page = await app.Post("/therapists", [new("place", "94610"), .. Enumerable.Range(0, 9).Select(one => new KeyValuePair<string, string>("issue", $"x\ud800{one}"))]);
        var told = page.QuerySelector(".notice")!.TextContent;
        Assert.Contains("“x0” (Help with)", told, StringComparison.Ordinal);
        Assert.EndsWith("and 4 more.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_every_form_sends_is_no_unknown_choice()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send("/therapists", [new("place", "94610"), new("feeMax", ""), new("feeMax", "85"), new("language", "es"), new("language", "not-known")]);
        Assert.NotNull(answer.Headers.Location);
    }
}
