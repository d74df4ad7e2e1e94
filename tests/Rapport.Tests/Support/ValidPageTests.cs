namespace Rapport.Tests.Support;

/// <summary>The check that every page goes through sees what is wrong.</summary>
public sealed class ValidPageTests
{
    private static string Page(string part) => $"<!DOCTYPE html><html lang=\"en\"><title>T</title><h1 id=\"top\">H</h1>{part}</html>";

    [Theory]
    [InlineData("<p>One<div>two</p></div>")]
    [InlineData("<p title=\"a\" title=\"b\">One</p>")]
    [InlineData("<table><p>One</p></table>")]
    [InlineData("<span>One")]
    [InlineData("<p>&nosuchthing;</p>")]
    [InlineData("<h2 id=\"top\">Two</h2>")]
    [InlineData("<label for=\"nobody\">Name</label>")]
    [InlineData("<input aria-describedby=\"top nobody\">")]
    [InlineData("<a href=\"#nobody\">Down</a>")]
    [InlineData("<a href=\"/\"><button form=\"top\">Go</button></a>")]
    [InlineData("<button>Does nothing</button>")]
    [InlineData("<img src=\"/a.png\">")]
    public async Task What_is_no_valid_page_is_refused(string wrong) =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => ValidPage.Read(Page(wrong)));

    [Theory]
    [InlineData("")]
    [InlineData("<form><label for=\"name\">Name</label><input id=\"name\"><button>Go</button></form>")]
    [InlineData("<a href=\"#top\">Up</a><svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>")]
    public async Task A_valid_page_is_read(string right) =>
        Assert.Equal("T", (await ValidPage.Read(Page(right))).Title);
}
