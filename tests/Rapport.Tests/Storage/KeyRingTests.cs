using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>Keys that cannot be made keep the site from starting, in one sentence.</summary>
public sealed class KeyRingTests
{
    [Fact]
    public async Task A_folder_of_keys_that_cannot_be_written_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Directory.CreateDirectory(test.Location.KeyFolder);
        await using var frozen = await Frozen.File(test.Location.KeyFolder);
        await IsTold(test.Arguments, test.Location);
    }

    [Fact]
    public async Task A_full_disk_is_told_where_the_store_still_opens()
    {
        await using var disk = await SmallDisk.Mount();
        var location = StoreLocation.From(disk.Folder, null);
        using var store = await Store.OpenOrCreate(location, StoreKind.Real, TimeProvider.System);
        // As it is while another program has it open.
        await ProfileBuilder.Marisol(store.Now).SaveTo(store);
        disk.Fill();
        await IsTold(["--data", disk.Folder], location);
        SqliteDb.CloseConnections(location.SqlitePath);
    }

    [Fact]
    public async Task A_full_disk_is_told_where_the_store_does_not_open()
    {
        await using var disk = await SmallDisk.Mount();
        var location = StoreLocation.From(disk.Folder, null);
        (await Store.OpenOrCreate(location, StoreKind.Real, TimeProvider.System)).Dispose();
        SqliteDb.CloseConnections(location.SqlitePath);
        disk.Fill();
        var ended = await RapportProcess.Run("serve", "--port", "0", "--data", disk.Folder);
        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Equal($"The disk that holds {location.SqlitePath} is full.", ended.Error[..(ended.Error.IndexOf("full.", StringComparison.Ordinal) + 5)]);
    }

    private static async Task IsTold(string[] place, StoreLocation location)
    {
        var ended = await RapportProcess.Run(["serve", "--port", "0", .. place]);
        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.StartsWith($"The keys that seal searches and lists cannot be written to {location.KeyFolder}:", ended.Error, StringComparison.Ordinal);
        Assert.Equal(1, ended.Error.Count(letter => letter == '\n'));
    }
}
