using Microsoft.EntityFrameworkCore;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

public sealed class StoreTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_new_store_keeps_its_mark_when_it_is_opened_again(Database database)
    {
        await using var place = await TestStore.Place(database);
        using var made = await Store.OpenOrCreate(place.Location, StoreKind.Demo, TimeProvider.System);
        using var opened = await Store.Open(place.Location, TimeProvider.System);
        Assert.Equal(StoreKind.Demo, opened.Mark.Kind);
        Assert.Equal(made.Mark.StoreId, opened.Mark.StoreId);
        Assert.NotEqual(Guid.Empty, opened.Mark.StoreId);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Making_a_store_where_one_is_keeps_the_one_that_is_there(Database database)
    {
        await using var test = await TestStore.Create(database, StoreKind.Real);
        using var again = await Store.OpenOrCreate(test.Location, StoreKind.Demo, TimeProvider.System);
        Assert.Equal(StoreKind.Real, again.Mark.Kind);
        Assert.Equal(test.Store.Mark.StoreId, again.Mark.StoreId);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_store_of_the_other_kind_is_refused_with_the_command_to_use(Database database)
    {
        await using var test = await TestStore.Create(database, StoreKind.Real);
        test.Store.Require(StoreKind.Real, "never shown");
        var problem = Assert.Throws<StoreProblem>(() => test.Store.Require(StoreKind.Demo, "Use ./rapport demo."));
        Assert.Contains("real people", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Use ./rapport demo.", problem.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Where_no_store_is_the_commands_that_make_one_are_named(Database database)
    {
        await using var place = await TestStore.Place(database);
        Assert.False(await Store.Exists(place.Location));
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Store.Open(place.Location, TimeProvider.System));
        Assert.Contains("./rapport demo", problem.Message, StringComparison.Ordinal);
        Assert.Contains("./rapport import nppes", problem.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_change_that_fails_leaves_nothing(Database database)
    {
        await using var test = await TestStore.Create(database);
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Store.Write(async db =>
        {
            db.Add(new Setting { Key = "half", Value = "written", ChangedAt = test.Store.Now });
            await db.SaveChangesAsync();
            throw new InvalidOperationException("broken off");
        }));
        await using var db = test.Store.Read();
        Assert.False(await db.Set<Setting>().AnyAsync());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task The_model_and_the_migrations_say_the_same(Database database)
    {
        await using var test = await TestStore.Create(database);
        await using var db = test.Store.Read();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_store_of_a_newer_version_is_left_alone(Database database)
    {
        await using var test = await TestStore.Create(database);
        await test.Store.Write(db => db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "__EFMigrationsHistory" VALUES ('99991231000000_FromTomorrow', '99.0.0')"""));
        var problem = await Assert.ThrowsAsync<StoreProblem>(() => Store.Open(test.Location, TimeProvider.System));
        Assert.Contains("newer version", problem.Message, StringComparison.Ordinal);
        Assert.Contains("FromTomorrow", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_in_write_ahead_mode_and_every_commit_reaches_the_disk()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var db = test.Store.Read();
        Assert.Equal("wal", (await db.Database.SqlQuery<string>($"PRAGMA journal_mode").ToListAsync()).Single());
        Assert.Equal(2, (await db.Database.SqlQuery<int>($"PRAGMA synchronous").ToListAsync()).Single());
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Instants_come_back_as_UTC(Database database)
    {
        await using var test = await TestStore.Create(database);
        var at = new DateTime(2026, 3, 8, 9, 59, 59, 123, DateTimeKind.Utc);
        await test.Store.Write(db => db.AddAsync(new Setting { Key = "at", Value = "", ChangedAt = at }).AsTask());
        await using var db = test.Store.Read();
        var read = (await db.Set<Setting>().SingleAsync()).ChangedAt;
        Assert.Equal(DateTimeKind.Utc, read.Kind);
        Assert.Equal(at, read);
    }

    [Fact]
    public async Task Nothing_of_what_is_erased_stays_in_the_file_or_in_its_log()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var secret = string.Concat(Enumerable.Repeat("told in confidence ", 40));
        await test.Store.Write(db => Setting.Put(db, "secret", secret, test.Store.Now, TestContext.Current.CancellationToken));
        Assert.True(IsKept("told in confidence"));
        await test.Store.Erase(db => db.Set<Setting>().Where(setting => setting.Key == "secret").ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        Assert.False(IsKept("told in confidence"));

        bool IsKept(string words) => Directory.GetFiles(test.Folder).Any(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0;
        });
    }
}
