using System.Security.Cryptography;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

/// <summary>A disk that fills up in the middle of a back-up or a restore.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_back_up_that_does_not_fit_is_told_and_nothing_of_it_stays()
    {
        await using var source = await Filled();
        await using var small = await SmallDisk.Mount();
        var ended = await RapportProcess.Run(["backup", Path.Combine(small.Folder, "a.backup"), .. source.Arguments]);
        Assert.Equal(1, ended.Code);
        Assert.Contains("could not be written", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(small.Folder));
    }

    [Fact]
    public async Task A_restore_that_does_not_fit_is_told_and_nothing_of_it_stays()
    {
        await using var source = await Filled();
        var file = Path.Combine(source.Folder, "a.backup");
        Assert.Equal(0, (await RapportProcess.Run(["backup", file, .. source.Arguments])).Code);
        await using var small = await SmallDisk.Mount();
        var ended = await RapportProcess.Run("restore", file, "--no-removals", "--data", small.Folder);
        Assert.Equal(1, ended.Code);
        Assert.Contains("is full", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(small.Folder));
    }

    /// <summary>A store of a few megabytes that no compression makes smaller.</summary>
    private static async Task<TestStore> Filled()
    {
        var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(async db =>
        {
            for (var i = 0; i < 60; i++)
            {
                await db.AddAsync(new Setting
                {
                    Key = $"filling-{i}",
                    Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(50_000)),
                    ChangedAt = test.Store.Now,
                });
            }
        });
        return test;
    }
}
