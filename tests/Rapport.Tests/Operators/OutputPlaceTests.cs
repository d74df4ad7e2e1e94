using Rapport.Cli;
using Rapport.Operators;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

/// <summary>A back-up typed in haste never costs what it was to save.</summary>
public sealed class OutputPlaceTests
{
    private static readonly RowProgress Quiet = (_, _) => { };

    [Theory]
    [InlineData("rapport.db")]
    [InlineData("rapport.db-wal")]
    [InlineData("RAPPORT.DB-shm")]
    [InlineData("removals.log")]
    [InlineData("import.lock")]
    [InlineData("keys/any.xml")]
    [InlineData("vocabularies/issues.csv")]
    public async Task Nothing_of_the_store_is_written_over_also_where_it_is_not_there_yet(string name)
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        Directory.CreateDirectory(source.Location.KeyFolder);
        Directory.CreateDirectory(source.Location.VocabularyFolder);
        var file = Path.Combine(source.Folder, name);
        foreach (var force in new[] { false, true })
        {
            var problem = await Refusal(source, file, force);
            Assert.Contains("belongs to the store", problem.Message, StringComparison.Ordinal);
        }
        using var store = await Store.Open(source.Location, TimeProvider.System);
        Assert.Equal(source.Store.Mark.StoreId, store.Mark.StoreId);
    }

    [Fact]
    public async Task A_link_to_the_store_and_one_to_its_folder_are_seen_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using var source = await TestStore.Create(Database.Sqlite);
        await using var other = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(other.Folder, "link.backup");
        File.CreateSymbolicLink(file, source.Location.SqlitePath);
        var folder = Path.Combine(other.Folder, "folder");
        Directory.CreateSymbolicLink(folder, source.Folder);
        Assert.Contains("belongs to the store", (await Refusal(source, file, force: true)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "belongs to the store", (await Refusal(source, Path.Combine(folder, "removals.log"), force: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_place_of_the_unfinished_file_is_not_written_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        await using var source = await TestStore.Create(Database.Sqlite);
        await using var other = await TestStore.Create(Database.Sqlite);
        await using var place = await TestStore.Place(Database.Sqlite);
        var file = Path.Combine(place.Folder, "a.backup");
        File.CreateSymbolicLink(file + OutputPlace.PartialEnding, other.Location.SqlitePath);
        await Refusal(source, file, force: true);
        using var store = await Store.Open(other.Location, TimeProvider.System);
        Assert.Equal(other.Store.Mark.StoreId, store.Mark.StoreId);
    }

    [Fact]
    public async Task Another_store_and_any_other_file_are_kept_in_spite_of_force()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        await using var other = await TestStore.Create(Database.Sqlite);
        var problem = await Refusal(source, other.Location.SqlitePath, force: true);
        Assert.Contains("something else than a back-up", problem.Message, StringComparison.Ordinal);
        using (var store = await Store.Open(other.Location, TimeProvider.System))
        {
            Assert.Equal(other.Store.Mark.StoreId, store.Mark.StoreId);
        }
        var letter = Path.Combine(source.Folder, "letter.txt");
        await File.WriteAllTextAsync(letter, "precious");
        await Refusal(source, letter, force: true);
        Assert.Equal("precious", await File.ReadAllTextAsync(letter));
        var command = await RapportProcess.Run(["backup", letter, "--force", .. source.Arguments]);
        Assert.Equal(1, command.Code);
        Assert.Equal("precious", await File.ReadAllTextAsync(letter));
    }

    [Fact]
    public async Task What_a_broken_off_back_up_left_is_cleared_away_and_anything_else_of_that_name_is_kept()
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        var file = Path.Combine(source.Folder, "a.backup");
        var partial = file + OutputPlace.PartialEnding;
        await File.WriteAllTextAsync(partial, "precious");
        await Refusal(source, file, force: true);
        Assert.Equal("precious", await File.ReadAllTextAsync(partial));
        await File.WriteAllTextAsync(partial, BackupFormat.MagicWord + "1\nand no more");
        await Backup.Write(source.Store, file, overwrite: false, Quiet);
        await using var reader = await BackupReader.Open(file, Quiet);
        Assert.False(File.Exists(partial));
    }

    private static Task<StoreProblem> Refusal(TestStore source, string file, bool force) =>
        Assert.ThrowsAsync<StoreProblem>(() => Backup.Write(source.Store, file, force, Quiet));
}
