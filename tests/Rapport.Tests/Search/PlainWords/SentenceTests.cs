using Rapport.Core.PlainWords;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;

namespace Rapport.Tests.Search.PlainWords;

/// <summary>A sentence becomes the search that the filters would make.</summary>
public sealed class SentenceTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly PlainReader Reader = PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys));

    [Fact]
    public void Place_need_time_plan_and_language_each_become_what_a_filter_asks()
    {
        var request = Read(new SearchRequest(), "someone for panic attacks near 94110, evenings, takes Medi-Cal, speaks Spanish");
        Assert.Equal("94110", request.Place);
        Assert.Equal(["panic"], request.Filters!["issue"].Values);
        Assert.Equal(["evenings"], request.Filters["times"].Values);
        Assert.Equal(["es"], request.Filters["language"].Values);
        Assert.Contains("insurer", request.Filters.Keys);
        Assert.Null(request.Text);
    }

    [Fact]
    public void What_is_chosen_goes_before_what_is_said()
    {
        var chosen = new SearchRequest
        {
            Place = "Oakland, CA",
            Filters = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["language"] = new("fr") },
        };
        var request = Read(chosen, "spanish emdr near 94110 under 100");
        Assert.Equal("Oakland, CA", request.Place);
        Assert.Equal(["fr"], request.Filters!["language"].Values);
        Assert.Equal(["100"], request.Filters["feeMax"].Values);
    }

    [Fact]
    public void A_name_alone_must_be_met()
    {
        var request = Read(new SearchRequest(), "Xiomara Quintanilla");
        Assert.Equal(("Xiomara Quintanilla", false), (request.Text, request.TextIsNice));
    }

    [Fact]
    public void A_name_beside_what_filters_mean_is_nice_to_have()
    {
        var request = Read(new SearchRequest(), "Xiomara Quintanilla in Oakland, evenings");
        Assert.Equal(("Xiomara Quintanilla", true), (request.Text, request.TextIsNice));
    }

    [Fact]
    public void A_place_that_may_be_several_is_asked_back_by_the_search()
    {
        var request = Read(new SearchRequest(), "grief in Springfield");
        Assert.Contains(
            new Understanding(Keys, Rapport.Places.PlaceTable.Gazetteer).Read(request, new DateOnly(2026, 11, 27)).Problems,
            problem => problem.IsAmbiguous);
    }

    [Fact]
    public void Who_is_not_wanted_is_left_out_by_the_word()
    {
        var request = Read(new SearchRequest(), "grief in Oakland, not christian, not depressed");
        Assert.Equal("-christian", request.Text);
        Assert.Equal(["grief"], request.Filters!["issue"].Values);
        Assert.False(Assert.Single(request.Filters).Key == "faith");
    }

    private static SearchRequest Read(SearchRequest request, string sentence) => Sentence.Into(request, sentence, Reader.Read(sentence));
}
