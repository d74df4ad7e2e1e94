using Rapport.Layout;
using Rapport.Tests.House;
using Rapport.Tests.Support;

namespace Rapport.Tests.Layout;

/// <summary>The script of suggestions is small, and no page needs it.</summary>
public sealed class TypingScriptTests
{
    [Fact]
    public void It_has_at_most_two_kilobytes() =>
        Assert.InRange(new FileInfo(Path.Combine(SourceTree.Root, "src/Rapport/Layout/typing.js")).Length, 1, 2_048);

    [Theory]
    [InlineData("/", "Place")]
    [InlineData("/es", "Place")]
    [InlineData("/therapists?place=94610", "place", "text")]
    public async Task Without_it_a_field_is_a_plain_field(string address, params string[] fields)
    {
        await using var app = await HostedApp.Start(People.Fill);

        var page = await app.Page(address);

        Assert.Single(page.QuerySelectorAll($"script[src='{Asset.TypingScript.Address}'][defer]"));
        foreach (var field in fields)
        {
            var box = page.GetElementById(field)!;
            Assert.Null(box.GetAttribute("role"));
            Assert.Equal("text", box.GetAttribute("type"));
            Assert.StartsWith((address.StartsWith("/es", StringComparison.Ordinal) ? "/es" : "") + "/api/v1/suggestions", box.GetAttribute("data-suggest"), StringComparison.Ordinal);
            var list = page.GetElementById(box.GetAttribute("aria-controls")!)!;
            Assert.Empty(list.ChildNodes);
        }
    }
}
