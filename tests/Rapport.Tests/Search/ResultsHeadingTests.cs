using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

public sealed class ResultsHeadingTests
{
    [Theory]
    [InlineData("", "insurer=medi-cal",
        "2 therapists near 94610 Oakland, CA take Medi-Cal | One of them says there is an opening within a week.")]
    [InlineData("/es", "insurer=medi-cal",
        "2 terapeutas cerca de 94610 Oakland, CA aceptan Medi-Cal | Una de esas personas dice que tiene citas en menos de una semana.")]
    [InlineData("", "times=evenings&insurer=medi-cal",
        "2 therapists near 94610 Oakland, CA take Medi-Cal and have evenings | One of them says there is an opening within a week.")]
    [InlineData("/es", "times=evenings&insurer=medi-cal",
        "2 terapeutas cerca de 94610 Oakland, CA aceptan Medi-Cal y atienden por la tarde o noche | Una de esas personas dice que tiene citas en menos de una semana.")]
    [InlineData("", "gender=woman",
        "One therapist near 94610 Oakland, CA fits what you ask for")]
    [InlineData("", "language=es&insurer=medi-cal&times=evenings&issue=grief",
        "One therapist near 94610 Oakland, CA takes Medi-Cal, has evenings and fits 2 more wishes")]
    [InlineData("", "issue=grief&issue=worry",
        "3 therapists near 94610 Oakland, CA or online help with grief and loss or worry and anxiety | 2 are near, one online or by phone in California. One of them says there is an opening within a week.")]
    [InlineData("", "issue=grief&issue=worry&issue=panic",
        "3 therapists near 94610 Oakland, CA or online help with grief and loss or 2 other choices | 2 are near, one online or by phone in California. One of them says there is an opening within a week.")]
    [InlineData("", "text=quiet",
        "One therapist near 94610 Oakland, CA matches “quiet” | This person says there is an opening within a week.")]
    [InlineData("", "format=in-person&who=couple",
        "One therapist near 94610 Oakland, CA sees couples | This person says there is an opening within a week.")]
    [InlineData("", "format=online&issue=worry",
        "2 therapists online in California help with worry and anxiety")]
    [InlineData("", "feeMax=150&opening=waiting-list",
        "2 therapists near 94610 Oakland, CA or online have an opening or a waiting list and charge up to $150 | One is near, one online or by phone in California.")]
    public async Task It_names_what_was_asked_for(string language, string wishes, string heading)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send(language + "/therapists",
        [
            new("place", "94610"), new("radius", "25"),
            .. wishes.Split('&').Select(wish => wish.Split('=')).Select(wish => new KeyValuePair<string, string>(wish[0], wish[1])),
        ]);
        var page = await app.Page(answer.Headers.Location!.ToString());
        Assert.Equal(heading, $"{page.QuerySelector("h1")!.TextContent} | {page.QuerySelector(".sum")?.TextContent.Trim()}".TrimEnd(' ', '|'));
    }
}
