using System.Runtime.Versioning;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>What the program writes belongs to its account alone, also where it was left open before.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnFilesTests
{
    private const UnixFileMode ForAll = (UnixFileMode)0b110_110_110;

    [Fact]
    public async Task What_was_left_open_is_closed_when_the_store_is_opened_and_what_is_the_operators_is_not_touched()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Directory.CreateDirectory(test.Location.KeyFolder);
        var own = new[] { "rapport.db", "import.lock", "removals.log", "rejects-x.csv", "keys/a.key" }.Select(InFolder).ToList();
        var hers = new[] { "notes.txt", "linked.txt" }.Select(InFolder).ToList();
        foreach (var path in own.Concat(hers))
        {
            await File.AppendAllTextAsync(path, "");
            File.SetUnixFileMode(path, ForAll);
        }
        File.SetUnixFileMode(test.Location.KeyFolder, (UnixFileMode)0b111_111_101);
        File.CreateSymbolicLink(InFolder("rejects-link.csv"), hers[1]);

        (await Store.Open(test.Location, TimeProvider.System)).Dispose();

        Assert.All(own, path => Assert.Equal(OwnFiles.FileForOwner, File.GetUnixFileMode(path)));
        Assert.Equal(OwnFiles.FolderForOwner, File.GetUnixFileMode(test.Location.KeyFolder));
        Assert.All(hers, path => Assert.Equal(ForAll, File.GetUnixFileMode(path)));

        string InFolder(string name) => Path.Combine(test.Folder, name);
    }

    [Fact]
    public async Task A_file_that_is_there_already_is_closed_when_it_is_opened()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var path = Path.Combine(place.Folder, "any");
        await File.WriteAllTextAsync(path, "");
        File.SetUnixFileMode(path, ForAll);
        await OwnFiles.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None).DisposeAsync();
        Assert.Equal(OwnFiles.FileForOwner, File.GetUnixFileMode(path));
    }
}
