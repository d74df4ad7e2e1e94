using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

public sealed class OpeningWordsTests
{
    private static readonly DateTime Now = new(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Room_this_month_is_told_in_the_month_in_which_it_was_said_and_not_after()
    {
        var opening = new Opening { Kind = "open", NewPeople = "4+" };
        Assert.Equal("Room for four or more new people this month.", OpeningWords.Room(opening, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), Now));
        Assert.Null(OpeningWords.Room(opening, new DateTime(2026, 10, 31, 0, 0, 0, DateTimeKind.Utc), Now));
        Assert.Null(OpeningWords.Room(opening, new DateTime(2025, 11, 27, 0, 0, 0, DateTimeKind.Utc), Now));
    }
}
