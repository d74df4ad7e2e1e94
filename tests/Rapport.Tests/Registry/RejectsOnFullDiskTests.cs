using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>A disk that fills up while the rows that could not be taken are written to it.</summary>
public sealed class RejectsOnFullDiskTests
{
    [Fact]
    public async Task The_others_are_taken_in_and_the_full_disk_is_named_with_the_mend()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var small = await SmallDisk.Mount();
        await File.WriteAllBytesAsync(Path.Combine(small.Folder, "filling"), new byte[1024 * 1024 - 8192]);
        using var files = new RegistryFiles();
        var bad = Enumerable.Range(0, 500).Select(_ => RegistryFiles.Person("MCDONALD", ("NPI", "2003056881"))).Prepend(RegistryFiles.Person("MCDONALD"));
        var rejects = Path.Combine(small.Folder, "rejects.csv");
        var ended = await RegistryFiles.Command(test, files.Write([.. bad]), "--rejects", rejects);
        Assert.Equal(1, ended.Code);
        Assert.Contains($"Everyone else was taken in, but not all of the 500 rows that could not be taken could be written to {rejects}: the disk is full. Make room", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--rejects FILE --force", ended.Error, StringComparison.Ordinal);
        await using var db = test.Store.Read();
        Assert.Single(db.Set<Rapport.Profiles.Profile>());
    }
}
