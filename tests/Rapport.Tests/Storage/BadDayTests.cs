using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>What an operator meets on the command line when the store cannot be used, each told in one sentence.</summary>
public sealed class BadDayTests
{
    [Fact]
    public async Task A_store_that_another_program_holds_is_told_and_left_as_it_was()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var holding = new SqliteConnection($"Data Source={test.Location.SqlitePath};Pooling=False");
        await holding.OpenAsync();
        await using var held = holding.BeginTransaction(deferred: false);
        var ended = await RapportProcess.Run(
            new Dictionary<string, string> { ["RAPPORT_BUSY_SECONDS"] = "1" },
            ["settings", "set", "registry-listing", "facts-only", .. test.Arguments]);
        Told(ended, "is locked by another program");
        await held.RollbackAsync();
        await using var db = test.Store.Read();
        Assert.False(await db.Set<Setting>().AnyAsync());
    }

    [Fact]
    public async Task A_missing_store_is_told_with_the_commands_that_make_one()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        Told(await RapportProcess.Run(["settings", "show", .. place.Arguments]), "There is no store at");
        Assert.Empty(Directory.GetFileSystemEntries(place.Folder));
    }

    [Fact]
    public async Task A_damaged_file_is_told_and_left_as_it_was()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var bytes = new byte[8192];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(place.Location.SqlitePath, bytes);
        Told(await RapportProcess.Run(["settings", "show", .. place.Arguments]), "is not a store, or it is damaged");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(place.Location.SqlitePath));
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_told()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        Directory.CreateDirectory(place.Location.SqlitePath);
        Told(await RapportProcess.Run(["settings", "show", .. place.Arguments]), "is a folder");
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_store_of_a_newer_version_is_told(Database database)
    {
        await using var test = await TestStore.Create(database);
        await test.Store.Write(db => db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "__EFMigrationsHistory" VALUES ('99991231000000_FromTomorrow', '99.0.0')"""));
        Told(await RapportProcess.Run(["settings", "show", .. test.Arguments]), "was made by a newer version");
    }

    [Fact]
    public async Task A_read_only_file_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var frozen = await Frozen.File(test.Location.SqlitePath);
        Told(
            await RapportProcess.Run(["settings", "set", "registry-listing", "facts-only", .. test.Arguments]),
            "Give this account write access");
    }

    [Fact]
    public async Task A_server_that_is_down_is_told_without_the_password()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var ended = await RapportProcess.Run(
            "settings", "show", "--data", place.Folder,
            "--db", "Host=127.0.0.1;Port=1;Database=rapport;Username=rapport;Password=geheim");
        Told(ended, "Check that the server runs");
        Assert.DoesNotContain("geheim", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_it()
    {
        var server = new NpgsqlConnectionStringBuilder(TestStore.Server());
        Assert.SkipWhen(string.IsNullOrEmpty(server.Password), "This server lets everybody in.");
        server.Password = "geheim";
        await using var place = await TestStore.Place(Database.Sqlite);
        var ended = await RapportProcess.Run("settings", "show", "--data", place.Folder, "--db", server.ConnectionString);
        Told(ended, "password");
        Assert.DoesNotContain("geheim", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_read_is_told()
    {
        Told(await RapportProcess.Run("settings", "show", "--db", "postgres://somewhere"), "cannot be read");
        Told(await RapportProcess.Run("settings", "show", "--db", "Username=rapport"), "must name a host and a database");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_by_a_restore()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var file = Path.Combine(test.Folder, "a.backup");
        Assert.Equal(0, (await RapportProcess.Run(["backup", file, .. test.Arguments])).Code);
        await using var place = await TestStore.Place(Database.Sqlite);
        await using var frozen = await Frozen.File(place.Folder);
        Told(await RapportProcess.Run(["restore", file, "--no-removals", .. place.Arguments]), "cannot be written");
    }

    private static void Told(Ended ended, string words)
    {
        Assert.Equal(1, ended.Code);
        Assert.Equal("", ended.Out);
        Assert.Contains(words, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Error, StringComparison.Ordinal);
    }
}
