using System.Globalization;
using System.Net;
using Rapport.Profiles;
using Rapport.Search.Exposure;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search.Exposure;

public sealed class ShowingCountsTests
{
    private readonly TestClock _clock = new();

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    [Fact]
    public void Each_who_is_shown_counts_once_where_they_stand()
    {
        var counts = new ShowingCounts(_clock);
        Look(counts, ShowingCounts.FewestNetworks, [.. Enumerable.Range(1, 20).Select(id => (long)id)]);
        Look(counts, 1, [7, 1]);
        var taken = Told(counts.TakeBefore(DateOnly.MaxValue));
        Assert.Equal(20, taken.Count);
        Assert.Equal(["1 11/1/0", "2 0/11/0", "5 0/11/0", "6 0/0/11", "7 1/0/11", "20 0/0/11"],
            taken.Where(one => one.Split(' ')[0] is "1" or "2" or "5" or "6" or "7" or "20"));
        Assert.Empty(counts.TakeBefore(DateOnly.MaxValue));
    }

    [Fact]
    public void An_empty_list_shows_nobody()
    {
        var counts = new ShowingCounts(_clock);
        Look(counts, 50, []);
        Assert.Empty(counts.TakeBefore(DateOnly.MaxValue));
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("::ffff:198.51.100.7", "198.51.100.7")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:ffff::9")]
    public void One_network_adds_so_much_a_day_and_no_more(string one, string same)
    {
        var counts = new ShowingCounts(_clock);
        Look(counts, ShowingCounts.FewestNetworks, [2]);
        for (var look = 0; look < ShowingCounts.MostOfNetwork; look++)
        {
            counts.Add([1], IPAddress.Parse(look % 2 == 0 ? one : same));
        }
        counts.Add([1], IPAddress.Parse(one));
        counts.Add([1], IPAddress.Parse(same));
        Assert.Equal(["1 40/0/0", "2 11/0/0"], Told(counts.TakeBefore(DateOnly.MaxValue)));
    }

    [Fact]
    public void Another_day_is_another_allowance()
    {
        var counts = new ShowingCounts(_clock);
        for (var day = 0; day < 2; day++)
        {
            for (var look = 0; look <= ShowingCounts.MostOfNetwork; look++)
            {
                counts.Add([1], IPAddress.Parse("198.51.100.7"));
            }
            _clock.Advance(TimeSpan.FromDays(1));
        }
        Look(counts, ShowingCounts.FewestNetworks - 1, [2]);
        Assert.Equal(["1 80/0/0", "2 10/0/0"], Told(counts.TakeBefore(DateOnly.MaxValue)));
    }

    [Fact]
    public void What_few_networks_looked_at_waits_for_more_however_often_they_come()
    {
        var counts = new ShowingCounts(_clock);
        for (var day = 0; day < 20; day++)
        {
            Look(counts, ShowingCounts.FewestNetworks - 1, [1]);
            _clock.Advance(TimeSpan.FromDays(1));
            Assert.Empty(counts.TakeBefore(Today));
        }
        Assert.Empty(counts.TakeBefore(DateOnly.MaxValue));
        counts.Add([1], IPAddress.Parse("203.0.113.99"));
        var last = Today;
        Assert.Empty(counts.TakeBefore(Today));
        _clock.Advance(TimeSpan.FromDays(1));
        // It is of the day on which enough had come together.
        var taken = counts.TakeBefore(Today);
        Assert.Equal((last, 201L), (taken.Single().Day, taken.Single().First));
    }

    [Fact]
    public void Days_that_are_over_are_taken_each_by_itself_and_what_is_put_back_is_taken_again()
    {
        var counts = new ShowingCounts(_clock);
        var first = Today;
        Look(counts, ShowingCounts.FewestNetworks, [1]);
        Assert.Empty(counts.TakeBefore(Today));
        _clock.Advance(TimeSpan.FromDays(1));
        Look(counts, ShowingCounts.FewestNetworks, [1]);
        var over = counts.TakeBefore(Today);
        Assert.Equal(first, over.Single().Day);
        Assert.Empty(counts.TakeBefore(Today));
        counts.PutBack(over);
        Assert.Equal(["1 11/0/0", "1 11/0/0"], Told(counts.TakeBefore(DateOnly.MaxValue)));
    }

    [Fact]
    public void Where_networks_cannot_be_told_apart_each_list_counts()
    {
        var counts = new ShowingCounts(_clock);
        for (var look = 0; look < 100; look++)
        {
            counts.Add([1], IPAddress.Loopback);
        }
        Assert.Equal(["1 100/0/0"], Told(counts.TakeBefore(DateOnly.MaxValue)));
    }

    private static void Look(ShowingCounts counts, int networks, IReadOnlyList<long> shown)
    {
        for (var network = 1; network <= networks; network++)
        {
            counts.Add(shown, IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"203.0.113.{network}")));
        }
    }

    private static List<string> Told(IEnumerable<Showing> counts) =>
        [.. counts.OrderBy(one => one.ProfileId).Select(one => $"{one.ProfileId} {one.First}/{one.ToFifth}/{one.Later}")];
}
