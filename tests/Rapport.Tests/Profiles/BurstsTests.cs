using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

/// <summary>When removals are more than people ask for by themselves.</summary>
public sealed class BurstsTests
{
    private const long LongList = 100_000;

    private static readonly DateTime Midnight = new(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_burst_across_midnight_is_one()
    {
        var burst = Assert.Single(Bursts.In(From("a", Midnight.AddMinutes(-2), TimeSpan.FromMinutes(1), Bursts.FromOneNetwork), LongList));
        Assert.Equal(new Burst("a", Midnight.AddMinutes(-2), Midnight.AddMinutes(1), Bursts.FromOneNetwork), burst);
    }

    [Fact]
    public void A_burst_across_the_hour_from_many_networks_is_one()
    {
        var asked = Enumerable.Range(0, Bursts.FromEverywhere)
            .Select(i => new Asked($"n{i}", Midnight.AddMinutes(50 + i))).ToList();
        var burst = Assert.Single(Bursts.In(asked, LongList));
        Assert.Equal((null, Bursts.FromEverywhere), (burst.Network, burst.Count));
        Assert.Empty(Bursts.In(asked[1..], LongList));
    }

    [Fact]
    public void As_many_in_more_than_the_window_are_none()
    {
        Assert.Empty(Bursts.In(From("a", Midnight, TimeSpan.FromHours(8), 30), LongList));
        Assert.Empty(Bursts.In(From(null, Midnight, TimeSpan.FromMinutes(4), 18), LongList));
    }

    [Fact]
    public void A_burst_that_goes_on_stays_one_burst()
    {
        var burst = Assert.Single(Bursts.In(From("a", Midnight, TimeSpan.FromHours(6), 40), LongList));
        Assert.Equal(40, burst.Count);
    }

    [Theory]
    [InlineData(5, 99, 1)]
    [InlineData(5, 100, 0)]
    [InlineData(6, 119, 1)]
    [InlineData(6, 120, 0)]
    [InlineData(4, 4, 0)]
    public void More_than_a_twentieth_of_the_list_in_a_day_and_at_least_five_are_one(int removals, long listed, int bursts)
    {
        var asked = Enumerable.Range(0, removals).Select(i => new Asked($"n{i}", Midnight.AddHours(3 * i))).ToList();
        Assert.Equal(bursts, Bursts.In(asked, listed).Count);
    }

    [Fact]
    public void What_one_network_did_is_not_told_again_as_everywhere() =>
        Assert.Equal("a", Assert.Single(Bursts.In(From("a", Midnight, TimeSpan.FromMinutes(1), 30), listed: 40)).Network);

    [Fact]
    public void A_burst_is_told_once_however_many_removals_follow_and_the_next_one_again()
    {
        var told = new ToldBursts();
        var asked = new List<Asked>();
        var count = 0;
        for (var i = 0; i < 50; i++)
        {
            asked.Add(new Asked("a", Midnight.AddMinutes(i)));
            count += told.Fresh(Bursts.In(asked, LongList)).Count;
        }
        Assert.Equal(1, count);
        asked.AddRange(From("a", Midnight.AddDays(3), TimeSpan.FromMinutes(1), 6));
        Assert.Single(told.Fresh(Bursts.In(asked, LongList)));
        Assert.Empty(told.Fresh(Bursts.In(asked, LongList)));
    }

    private static List<Asked> From(string? network, DateTime first, TimeSpan every, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Asked(network, first + (i * every)))];
}
