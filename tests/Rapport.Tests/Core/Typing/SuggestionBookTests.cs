using Rapport.Core.PlainWords;
using Rapport.Core.Typing;

namespace Rapport.Tests.Core.Typing;

/// <summary>What may be meant by the letters typed so far.</summary>
public sealed class SuggestionBookTests
{
    private static readonly SuggestionBook Book = new(
    [
        ("Panic attacks", Of("Panic attacks", "issue", "panic")),
        ("ataques de pánico", Of("Panic attacks", "issue", "panic")),
        ("Sleep", Of("Sleep", "issue", "sleep")),
        ("Family attachment", Of("Family attachment", "approach", "attachment")),
        ("Attachment", Of("Attachment", "approach", "attach")),
        ("EMDR", Of("EMDR", "approach", "emdr")),
        ("can't sleep", Of("can't sleep", "issue", "sleep")),
        ("Paciente", Of("Patience", "issue", "patience")),
    ]);

    [Theory]
    [InlineData("pan", "Panic attacks")]
    [InlineData("PÁN", "Panic attacks")] // whatever the case and the accents
    [InlineData("pánico", "Panic attacks")] // by a word in the middle, and by the words of another language
    [InlineData("panic at", "Panic attacks")] // who has written two words of something goes on with it
    [InlineData("emdr", "EMDR")]
    [InlineData("cant sl", "can't sleep")]
    [InlineData("can't sl", "can't sleep")]
    [InlineData("slep", "Sleep")] // a letter is missing
    [InlineData("pnaic", "Panic attacks")] // two are swapped
    [InlineData("e", "")] // one letter may be anything
    [InlineData("grief", "")]
    [InlineData("", "")]
    [InlineData("-emd", "")] // what is not wanted is not asked for
    [InlineData("emdr,", "")] // the next word has not begun
    [InlineData("emdr ", "")] // nothing goes on so
    [InlineData("panic ", "Panic attacks")]
    public void A_few_letters_are_completed(string typed, string labels) =>
        Assert.Equal(labels, string.Join("; ", Labels(typed)));

    [Fact]
    public void What_begins_so_goes_before_what_has_a_later_word_that_does() =>
        Assert.Equal(["Attachment", "Panic attacks", "Family attachment"], Labels("att", one => one.Label == "Panic attacks" ? 9 : 1));

    [Fact]
    public void What_more_people_have_goes_first() =>
        Assert.Equal(["Patience", "Panic attacks"], Labels("pa", one => one.Label == "Patience" ? 2 : 1));

    [Fact]
    public void Of_what_means_the_same_one_is_shown() => Assert.Equal(["Sleep"], Labels("sle"));

    [Theory]
    [InlineData("spanish emd", "spanish EMDR")]
    [InlineData("someone for  pan", "someone for  Panic attacks")]
    [InlineData("-couples panic at", "-couples Panic attacks")]
    [InlineData("grief, emd", "grief, EMDR")]
    public void What_stands_before_stays_as_it_was_written(string typed, string whole) =>
        Assert.Equal(whole, Book.Complete(typed, 8, _ => 0)[0].Text);

    [Fact]
    public void No_more_are_made_than_asked_for() => Assert.Single(Book.Complete("at", 1, _ => 0));

    [Fact]
    public void Any_text_can_be_asked()
    {
        foreach (var text in new[] { "\ud800", "\ud800 pa", "日本", "قلق pa", new string('a', 10_000), "((((", "'; --", "pa\u0000" })
        {
            _ = Book.Complete(text, 8, _ => 0);
        }
    }

    private static IEnumerable<string> Labels(string typed, Func<Suggestion, long>? people = null) =>
        Book.Complete(typed, 8, people ?? (_ => 0)).Select(one => one.Suggestion.Label);

    private static Suggestion Of(string label, string key, string code) => new(label, "kind", label, [new Meaning(key, code)]);
}
