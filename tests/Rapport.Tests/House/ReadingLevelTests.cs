using Rapport.Claims;
using Rapport.Profiles;

namespace Rapport.Tests.House;

/// <summary>Whoever is frightened or tired reads like a child of eleven: no page asks for more.</summary>
public sealed class ReadingLevelTests
{
    private const double HardestGrade = 6;

    /// <summary>What Fernández Huerta gives for the sixth grade, "fairly easy".</summary>
    private const double LeastEase = 70;

    private const int LongestLabel = 5;

    /// <summary>The formulas are for running text; on a line or two they say nothing.</summary>
    private const int FewestWords = 20;

    /// <summary>A text of this many words is judged by itself too: in a shorter one a single long word decides.</summary>
    private const int Running = 12;

    /// <summary>One long sentence may stand among short ones, but not be a wall.</summary>
    private const double HardestTextGrade = 8;

    private const double LeastTextEase = 60;

    [Fact]
    public void Every_page_is_for_the_sixth_grade_or_below_in_English() =>
        Assert.Empty(
            from page in InterfaceTexts.All
            from texts in Weighed(page.English)
            let grade = ReadingEase.EnglishGrade(texts)
            where grade > HardestGrade
            select $"{page.Path}: grade {grade:0.0}; hardest: {string.Join(" | ", texts.OrderByDescending(text => ReadingEase.EnglishGrade([text])).Take(5))}");

    [Fact]
    public void Every_page_is_as_easy_in_Spanish() =>
        Assert.Empty(
            from page in InterfaceTexts.All
            from texts in Weighed(page.Spanish.Values)
            let ease = ReadingEase.SpanishEase(texts)
            where ease < LeastEase
            select $"{page.Path}: ease {ease:0.0}; hardest: {string.Join(" | ", texts.OrderBy(text => ReadingEase.SpanishEase([text])).Take(5))}");

    [Fact]
    public void No_text_by_itself_is_a_wall()
    {
        var texts = InterfaceTexts.All.SelectMany(page => page.English.Select(text => (page.Path, English: text, Spanish: page.Spanish.GetValueOrDefault(text, ""))))
            .Concat(Explained().Select(term => (Path: term.Vocabulary, term.English, term.Spanish))).ToList();
        var hard = texts.Where(text => ReadingEase.Words(text.English) >= Running && ReadingEase.EnglishGrade([text.English]) > HardestTextGrade)
            .Select(text => $"{text.Path}: grade {ReadingEase.EnglishGrade([text.English]):0.0}: {text.English}")
            .Concat(texts.Where(text => ReadingEase.Words(text.Spanish) >= Running && ReadingEase.SpanishEase([text.Spanish]) < LeastTextEase)
                .Select(text => $"{text.Path}: ease {ReadingEase.SpanishEase([text.Spanish]):0.0}: {text.Spanish}"));

        Assert.Empty(hard);
    }

    [Fact]
    public void Terms_are_explained_in_words_of_the_sixth_grade_or_below()
    {
        var explained = Explained().GroupBy(term => term.Vocabulary).ToList();

        Assert.NotEmpty(explained);
        Assert.All(explained, terms =>
        {
            var (grade, ease) = (ReadingEase.EnglishGrade(terms.Select(term => term.English)), ReadingEase.SpanishEase(terms.Select(term => term.Spanish)));
            Assert.True(grade <= HardestGrade, $"{terms.Key}: grade {grade:0.0}");
            Assert.True(ease >= LeastEase, $"{terms.Key}: ease {ease:0.0}");
        });
    }

    /// <summary>All texts of a page, and its sentences without the labels, which would make any page look easy.</summary>
    private static IEnumerable<List<string>> Weighed(IEnumerable<string> texts)
    {
        var all = texts.Where(text => ReadingEase.Words(text) > 0).ToList();
        var sentences = all.Where(text => ReadingEase.Words(text) > LongestLabel).ToList();
        return new[] { all, sentences.Sum(ReadingEase.Words) >= FewestWords ? sentences : [] }.Where(some => some.Count > 0);
    }

    private static IEnumerable<(string Vocabulary, string English, string Spanish)> Explained() =>
        from vocabulary in Vocabularies.BuiltIn.All
        from term in vocabulary.Terms
        where term.Plain("en").Length > 0
        select (vocabulary.Name, term.Plain("en"), term.Plain("es"));
}
