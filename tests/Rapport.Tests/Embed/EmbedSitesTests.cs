using Rapport.Embed;
using Rapport.Tests.Support;

namespace Rapport.Tests.Embed;

/// <summary>Which sites may show a list in a frame.</summary>
public sealed class EmbedSitesTests
{
    [Theory]
    [InlineData("https://clinic.example", "https://clinic.example")]
    [InlineData("HTTPS://Clinic.Example/ , https://www.clinic.example:8443", "https://clinic.example https://www.clinic.example:8443")]
    [InlineData("https://clinic.example https://clinic.example/", "https://clinic.example")]
    [InlineData("https://clínica.example", "https://xn--clnica-4va.example")]
    [InlineData("http://localhost:8000", "http://localhost:8000")]
    public void Sites_are_read_as_people_type_them(string typed, string sites) => Assert.Equal(sites, EmbedSites.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData("clinic.example")]
    [InlineData("http://clinic.example")]
    [InlineData("https://*.example")]
    [InlineData("*")]
    [InlineData("'self'")]
    [InlineData("https://clinic.example/path")]
    [InlineData("https://clinic.example?x")]
    [InlineData("https://user@clinic.example")]
    [InlineData("https://clinic.example; script-src *")]
    [InlineData("https://clinic.example;script-src")]
    [InlineData("https://clinic.example https://other.example/path")]
    [InlineData("data:text/html,x")]
    public void What_could_open_the_frame_to_others_is_not_taken(string typed) => Assert.Null(EmbedSites.Parse(typed));

    [Fact]
    public void They_are_not_more_than_a_header_can_hold()
    {
        Assert.NotNull(EmbedSites.Parse(string.Join(' ', Enumerable.Range(1, EmbedSites.Most).Select(n => $"https://a{n}.example"))));
        Assert.Null(EmbedSites.Parse(string.Join(' ', Enumerable.Range(0, EmbedSites.Most + 1).Select(n => $"https://a{n}.example"))));
    }

    [Fact]
    public async Task The_operator_chooses_them_and_takes_them_back()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Assert.Equal(EmbedSites.Nowhere, await Chosen());
        var set = await RapportProcess.Run(["settings", "set", "embed-on", "https://a.example https://b.example", .. test.Arguments]);
        Assert.Equal((0, ""), (set.Code, set.Error));
        Assert.Equal("https://a.example https://b.example", await Chosen());
        var wrong = await RapportProcess.Run(["settings", "set", "embed-on", "a.example", .. test.Arguments]);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("https://clinic.example.org", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RapportProcess.Run(["settings", "set", "embed-on", "nowhere", .. test.Arguments])).Code);
        Assert.Equal(EmbedSites.Nowhere, await Chosen());

        async Task<string> Chosen()
        {
            await using var db = test.Store.Read();
            return await EmbedSites.Chosen(db, TestContext.Current.CancellationToken);
        }
    }
}
