using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

public sealed class TextLanguageTests
{
    [Theory]
    [InlineData("Worry is loud and it is often wrong.", "en")]
    [InlineData("I trained in Los Angeles with Ana de la Peña, and we still talk.", "en")]
    [InlineData("Trabajo con niños y adolescentes, y con sus familias.", "es")]
    [InlineData("HABLO DE LO QUE DUELE", "es")]
    [InlineData("EMDR, ACT, CBT", null)]
    [InlineData("", null)]
    public void The_small_words_tell(string text, string? language) => Assert.Equal(language, TextLanguage.SpokenIn(text));

    [Fact]
    public void Every_paragraph_of_two_thousand_people_is_told_and_who_writes_in_both_is_told_in_both()
    {
        var people = new People(new World(PlaceTable.Gazetteer), 1, new DateOnly(2026, 11, 25));
        var spanish = 0;
        foreach (var facts in Enumerable.Range(1, 2000).Select(id => people.Make(id)).Where(person => person.Claimed)
            .Select(person => person.Document.Facts))
        {
            foreach (var (text, told) in Paragraph.Of("en", facts.WhoIHelp!.Value, facts.HowWeWork!.Value, facts.AboutMe!.Value))
            {
                Assert.True(told is not null, text);
                spanish += told == "es" ? 1 : 0;
                Assert.True(told == "es" || !text.Contains(" que ", StringComparison.Ordinal), text);
                Assert.True(told == "en" || !text.Contains(" the ", StringComparison.Ordinal), text);
            }
        }
        Assert.InRange(spanish, 200, 1200);
    }
}
