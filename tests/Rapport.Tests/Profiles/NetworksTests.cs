using System.Net;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles;

public sealed class NetworksTests
{
    [Fact]
    public async Task Neighbours_share_a_pseudonym_and_strangers_do_not()
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        var networks = new Networks(test.Location);
        string? Of(string address) => networks.Pseudonym(IPAddress.Parse(address));
        Assert.Equal(Of("203.0.113.1"), Of("203.0.113.254"));
        Assert.Equal(Of("203.0.113.1"), Of("::ffff:203.0.113.9"));
        Assert.NotEqual(Of("203.0.113.1"), Of("203.0.114.1"));
        Assert.Equal(Of("2001:db8:1::1"), Of("2001:db8:1:ffff::1"));
        Assert.NotEqual(Of("2001:db8:1::1"), Of("2001:db8:2::1"));
        Assert.Null(networks.Pseudonym(null));
    }

    [Fact]
    public async Task The_key_outlives_the_process_and_is_nobody_elses()
    {
        await using var test = await TestStore.Place(Database.Sqlite);
        var address = IPAddress.Parse("203.0.113.1");
        Assert.Equal(new Networks(test.Location).Pseudonym(address), new Networks(test.Location).Pseudonym(address));
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.Combine(test.Location.KeyFolder, "networks.key"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
        }
        await using var other = await TestStore.Place(Database.Sqlite);
        Assert.NotEqual(new Networks(test.Location).Pseudonym(address), new Networks(other.Location).Pseudonym(address));
    }
}
