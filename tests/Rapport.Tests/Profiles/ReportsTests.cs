using System.Net;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class ReportsTests
{
    private static readonly IPAddress Home = IPAddress.Parse("2001:db8:1:2::7");
    private static readonly IPAddress SameLine = IPAddress.Parse("2001:db8:1:ffff::1");

    private readonly TestClock _clock = new();

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_report_is_kept_until_it_is_settled(Database database)
    {
        await using var test = await TestStore.Create(database, time: _clock);
        var reports = new Reports(test.Store, KeyRing.Open(test.Location));
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        Assert.Equal(ReportOutcome.Kept, await reports.Say(id, "openings", "  Is full since May.  ", Home));
        var report = Assert.Single(await reports.List(settledToo: false));
        Assert.Equal("Is full since May.", reports.WordsOf(report));
        Assert.True(await reports.Settle(report.Id, "asked her"));
        Assert.False(await reports.Settle(report.Id, "again"));
        Assert.Empty(await reports.List(settledToo: false));
        Assert.Single(await reports.List(settledToo: true));
    }

    [Fact]
    public async Task One_line_may_not_flood_the_desk()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var reports = new Reports(test.Store, KeyRing.Open(test.Location));
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        for (var i = 0; i < Reports.MostPerHour; i++)
        {
            Assert.Equal(ReportOutcome.Kept, await reports.Say(id, "other", null, Home));
        }
        Assert.Equal(ReportOutcome.TooMany, await reports.Say(id, "other", null, SameLine));
    }

    [Fact]
    public async Task Words_that_would_steer_the_operator_s_terminal_are_kept_without_that()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var reports = new Reports(test.Store, KeyRing.Open(test.Location));
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);

        await reports.Say(id, "other", "\u001b]0;owned\a\u001b[2Jfull\u202e\nsince May", Home);

        Assert.Equal("]0;owned[2Jfull\nsince May", reports.WordsOf(Assert.Single(await reports.List(settledToo: false))));
    }

    [Fact]
    public async Task A_report_about_nobody_is_not_kept()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        Assert.Equal(ReportOutcome.Unknown, await new Reports(test.Store, KeyRing.Open(test.Location)).Say(5, "other", null, Home));
        Assert.Empty(await new Reports(test.Store, KeyRing.Open(test.Location)).List(settledToo: true));
    }

    [Fact]
    public async Task A_subject_that_is_not_offered_and_words_without_end_are_refused()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: _clock);
        var reports = new Reports(test.Store, KeyRing.Open(test.Location));
        await Assert.ThrowsAsync<ArgumentException>(() => reports.Say(1, "weather", null, Home));
        await Assert.ThrowsAsync<ArgumentException>(() => reports.Say(1, "other", new string('x', 1001), Home));
    }
}
