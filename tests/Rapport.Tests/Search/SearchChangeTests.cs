using Rapport.Search;

namespace Rapport.Tests.Search;

/// <summary>What a button of a list does to a search.</summary>
public sealed class SearchChangeTests
{
    private static readonly SearchRequest Asked = new()
    {
        Place = "Oakland, CA",
        RadiusMiles = 25,
        Text = "calm",
        TextIsNice = true,
        Filters = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["insurer"] = new("medi-cal"), ["times"] = new("evenings") },
        Nice = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["language"] = new("es") },
        NotHelped = ["cbt"],
    };

    [Theory]
    [InlineData("anywhere")]
    [InlineData("statewide without:wishes")]
    [InlineData("without:wishes")]
    public void Letting_go_of_all_that_must_be_keeps_what_is_only_nice_to_have(string change)
    {
        var after = SearchChange.Apply(Asked, change, "California");
        Assert.Null(after.Filters);
        Assert.Equal(["es"], after.Nice!["language"].Values);
        Assert.Equal("calm", after.Text);
        Assert.True(after.TextIsNice);
        Assert.Equal(["cbt"], after.NotHelped);
    }

    [Theory]
    [InlineData("anywhere")]
    [InlineData("without:wishes")]
    public void Words_that_must_be_met_are_let_go_of_with_the_rest(string change) =>
        Assert.Null(SearchChange.Apply(Asked with { TextIsNice = false }, change, "California").Text);

    [Fact]
    public void All_that_leaves_somebody_out_can_be_let_go_of_at_once()
    {
        // As many keys as a search knows, and as many changes as a button of "Without these" sends.
        var keys = Enumerable.Range(0, 24).Select(at => $"key{at}").ToList();
        var asked = Asked with { Filters = keys.ToDictionary(key => key, _ => new Selection("one"), StringComparer.Ordinal) };
        Assert.Null(SearchChange.Apply(asked, string.Join(' ', keys.Select(key => $"without:{key}")), state: null).Filters);
        // A forger's button ends somewhere.
        Assert.NotNull(SearchChange.Apply(asked with { Filters = keys.Append("more").ToDictionary(key => key, _ => new Selection("one"), StringComparer.Ordinal) },
            string.Join(' ', keys.Append("more").Select(key => $"without:{key}")), state: null).Filters);
    }

    [Fact]
    public void What_no_button_says_changes_nothing() =>
        Assert.Equal(Asked.Filters, SearchChange.Apply(Asked, "forged: nonsense nice:nothing add:nothing=1", "California").Filters);
}
