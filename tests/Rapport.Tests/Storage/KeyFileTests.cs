using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

public sealed class KeyFileTests
{
    [Fact]
    public async Task Of_many_that_ask_for_a_key_at_once_all_take_one()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        for (var round = 0; round < 20; round++)
        {
            var name = $"tried-{round}.key";
            var keys = new string[16];
            Parallel.For(0, keys.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
                keys[i] = Convert.ToHexString(KeyFile.ReadOrMake(test.Location, name, "nothing is lost")));
            Assert.Single(keys.Distinct());
            Assert.Equal(keys[0], Convert.ToHexString(KeyFile.ReadOrMake(test.Location, name, "nothing is lost")));
        }
        Assert.DoesNotContain(Directory.EnumerateFiles(test.Location.KeyFolder, "tried-*"), path => !path.EndsWith(".key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_key_is_told_with_what_becomes_of_its_work_and_stays()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var path = Path.Combine(test.Location.KeyFolder, "tried.key");
        Directory.CreateDirectory(test.Location.KeyFolder);
        await File.WriteAllBytesAsync(path, [1, 2, 3], TestContext.Current.CancellationToken);
        var e = Assert.Throws<StoreProblem>(() => KeyFile.ReadOrMake(test.Location, "tried.key", "nothing is lost"));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("nothing is lost", e.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }
}
