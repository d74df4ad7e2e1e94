using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

public sealed class PersonWordsTests
{
    private static readonly DateTime Now = new(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Of_facts_that_are_told_together_the_oldest_says_how_old_they_are()
    {
        var words = new PersonWords("she/her", Now);
        Assert.Equal("From her, 9 days ago.", words.From(FactWords.FreshFactDays, Said(9), null));
        Assert.Equal("From her, 30 days ago.", words.From(FactWords.FreshFactDays, Said(9), Said(30), null));
        Assert.Null(words.From(FactWords.FreshFactDays, null, null));
    }

    private static Fact<bool> Said(int daysAgo) => new(true, Source.Therapist, Now.AddDays(-daysAgo));
}
