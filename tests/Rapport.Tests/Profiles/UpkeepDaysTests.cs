using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

/// <summary>The days after which somebody is asked whether her profile is still right.</summary>
public sealed class UpkeepDaysTests
{
    [Theory]
    [InlineData("75 83 88 90 120", true)]
    [InlineData(" 1  2 3 4 18 ", true)]
    [InlineData("1 2 3 4 17", false)]
    [InlineData("0 2 3 4 20", false)]
    [InlineData("5 4 6 7 30", false)]
    [InlineData("1 2 3 4", false)]
    [InlineData("1 2 3 4 20 30", false)]
    [InlineData("1 2 3 4 1001", false)]
    [InlineData("-1 2 3 4 20", false)]
    [InlineData("often", false)]
    public void Five_days_that_ascend_and_leave_two_weeks_of_notice(string typed, bool isRead) => Assert.Equal(isRead, UpkeepDays.Parse(typed) is not null);

    [Fact]
    public void What_is_printed_is_read_again() => Assert.Equal(UpkeepDays.Usual, UpkeepDays.Parse(UpkeepDays.Usual.ToString()));

    [Fact]
    public async Task Where_nobody_chose_the_usual_ones_stand()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using (var db = test.Store.Read())
        {
            Assert.Equal(UpkeepDays.Usual, await UpkeepDays.Of(db, TestContext.Current.CancellationToken));
        }
        await UpkeepDays.Set(test.Store, UpkeepDays.Never, TestContext.Current.CancellationToken);
        await using (var db = test.Store.Read())
        {
            Assert.Null(await UpkeepDays.Of(db, TestContext.Current.CancellationToken));
        }
    }
}
