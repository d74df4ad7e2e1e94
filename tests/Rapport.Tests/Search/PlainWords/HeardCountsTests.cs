using Rapport.Core.PlainWords;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search.PlainWords;

public sealed class HeardCountsTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly PlainReader Reader = PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys));

    private readonly TestClock _clock = new();

    [Fact]
    public void A_sentence_counts_once_and_each_kind_of_what_is_left_over_once()
    {
        var counts = new HeardCounts(_clock);
        Say(counts, Language.English, "grief, evenings, near Oakland", "help with tinnitus, near gothamville", "Garcia, Okafor, evenings");
        Say(counts, Language.Spanish, "ansiedad, que acepte zyxsalud");
        Assert.Equal(
            ["en Issue 1", "en Other 1", "en Place 1", "en Sentence 3", "en Whole 1", "es Plan 1", "es Sentence 1"],
            Told(counts.TakeBefore(DateOnly.MaxValue)));
        Assert.Empty(counts.TakeBefore(DateOnly.MaxValue));
    }

    [Theory, InlineData("I am looking for a therapist"), InlineData("busco terapeuta"), InlineData("?!")]
    public void What_asks_for_nothing_is_neither_understood_nor_not(string said)
    {
        var counts = new HeardCounts(_clock);
        Say(counts, Language.English, said);
        Assert.Empty(counts.TakeBefore(DateOnly.MaxValue));
    }

    [Fact]
    public void Only_days_that_are_over_are_taken_and_what_is_put_back_adds_up()
    {
        var counts = new HeardCounts(_clock);
        var today = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
        Say(counts, Language.English, "grief");
        Assert.Empty(counts.TakeBefore(today));
        _clock.Advance(TimeSpan.FromDays(1));
        Say(counts, Language.English, "grief", "sleep");
        var over = counts.TakeBefore(today.AddDays(1));
        Assert.All(over, one => Assert.Equal((today, 1L), (one.Day, one.Count)));
        counts.PutBack(over);
        counts.PutBack(over);
        Assert.Equal(["en Sentence 2", "en Whole 2"], Told(counts.TakeBefore(today.AddDays(1))));
    }

    private static void Say(HeardCounts counts, Language language, params string[] sentences) =>
        Assert.All(sentences, said => counts.Add(Reader.Read(said), language));

    private static IEnumerable<string> Told(IEnumerable<HeardCount> counts) =>
        counts.Select(one => $"{one.Language} {one.Kind} {one.Count}").Order(StringComparer.Ordinal);
}
