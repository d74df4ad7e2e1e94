using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Cli;
using Rapport.Demo;
using Rapport.Operators;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

public sealed class DoctorTests
{
    private static readonly RowProgress Quiet = (_, _) => { };

    [Fact]
    public async Task A_healthy_store_passes_every_check()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        await Backup.Remember(test.Store, test.Store.Now);
        var examined = await Examine(test);
        Assert.All(examined, check => Assert.True(check.Health is Health.Good or Health.Note, $"{check.Check}: {check.Says}"));
        Assert.True(examined.Count >= 25, $"{examined.Count} checks.");
        Assert.Equal(examined.Count, examined.Select(check => check.Check).Distinct().Count());
    }

    [Fact]
    public async Task A_fresh_demo_passes_every_check()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        Directory.Delete(place.Folder);
        await new DemoStore(place.Location, TimeProvider.System).Make(300, 1, replace: false, _ => { });
        var examined = await Examine(place);
        Assert.All(examined, check => Assert.True(check.Health is Health.Good or Health.Note, $"{check.Check}: {check.Says}"));
    }

    [Fact]
    public async Task Claims_that_nobody_looks_at_and_a_closed_directory_are_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        Claim New(ClaimWay way, int days) => new() { Id = Guid.NewGuid(), AccountId = Guid.NewGuid(), ProfileId = 1, Way = way, StartedAt = test.Store.Now.AddDays(-days) };
        await Add(New(ClaimWay.Letter, 1));
        Assert.Contains("1 letter is to be written", (await On("claims")).Says, StringComparison.Ordinal);
        await Add(New(ClaimWay.Check, 8));
        Assert.Equal(Health.Failed, (await On("claims")).Health);
        await Add(new Account { Id = Guid.NewGuid(), AddressKey = [1], Content = [2], Language = "en", Password = "", Roles = Roles.Verifier, CreatedAt = test.Store.Now });
        Assert.Contains("1 claim waits for more than 7 days", (await On("claims")).Says, StringComparison.Ordinal);
        Assert.Equal(Health.Good, (await On("open to all")).Health);
        await OpeningDay.Set(test.Store, "5", TestContext.Current.CancellationToken);
        Assert.Contains("once 5 therapists have listed themselves; 1 have", (await On("open to all")).Says, StringComparison.Ordinal);

        Task Add(object row) => test.Store.Write(db =>
        {
            db.Add(row);
            return Task.CompletedTask;
        });
        async Task<Examined> On(string check) => (await Examine(test)).Single(one => one.Check == check);
    }

    [Fact]
    public async Task On_PostgreSQL_the_server_is_asked_instead_of_the_file()
    {
        await using var test = await TestStore.Create(Database.Postgres);
        await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        var examined = await Examine(test);
        var kept = examined.Where(check => check.Check is not ("durability" or "last back-up"));
        Assert.All(kept, check => Assert.True(check.Health is Health.Good or Health.Note, $"{check.Check}: {check.Says}"));
        // Servers for tests do not wait for the disk; the check says what the server says.
        await using var db = test.Store.Read();
        var off = (await db.Database.SqlQuery<string>($"SELECT setting AS \"Value\" FROM pg_settings WHERE name = 'fsync'").ToListAsync()).Single();
        Assert.Equal(off == "off" ? Health.Failed : Health.Good, examined.Single(check => check.Check == "durability").Health);
    }

    [Fact]
    public async Task On_PostgreSQL_a_missing_folder_is_not_mended_by_making_a_store()
    {
        await using var test = await TestStore.Create(Database.Postgres);
        Directory.Delete(test.Folder, recursive: true);
        var examined = await Examine(test);
        foreach (var name in (string[])["data folder", "disk space"])
        {
            var check = examined.Single(one => one.Check == name);
            Assert.Equal(Health.Failed, check.Health);
            Assert.Contains("the keys, the removal log", check.Mend, StringComparison.Ordinal);
            Assert.Contains(test.Location.Command("serve"), check.Mend, StringComparison.Ordinal);
            Assert.DoesNotContain("demo", check.Mend, StringComparison.Ordinal);
        }
        Directory.CreateDirectory(test.Folder);
    }

    [Fact]
    public async Task A_missing_folder_is_mended_by_commands_about_the_same_store()
    {
        var location = StoreLocation.From(Path.Combine(Path.GetTempPath(), $"not-there-{Guid.NewGuid():N}"), null);
        var examined = await Doctor.Examine(location, TimeProvider.System, thorough: false);
        Assert.Contains(location.Command("demo"), examined.Single(check => check.Check == "data folder").Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_open_leaves_the_other_checks_to_be_made()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        await File.WriteAllTextAsync(place.Location.SqlitePath, new string('x', 5000));
        var examined = await Examine(place);
        Failed(examined, "store opens", "damaged");
        Assert.Equal(Health.NotLookedAt, examined.Single(check => check.Check == "integrity").Health);
        Assert.Equal(Health.Good, examined.Single(check => check.Check == "places").Health);
    }

    [Fact]
    public async Task A_folder_open_to_everybody_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        await using var test = await TestStore.Create(Database.Sqlite);
        await Sh($"chmod 755 {test.Folder}");
        Failed(await Examine(test), "data folder", "chmod go-rwx");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var frozen = await Frozen.File(test.Folder);
        Failed(await Examine(test), "data folder", "write access");
    }

    [Fact]
    public async Task Keys_that_others_may_read_are_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        // Without a store that opens: opening one closes what others could read.
        await using var test = await TestStore.Place(Database.Sqlite);
        OwnFiles.MakeFolder(test.Location.KeyFolder);
        var key = Path.Combine(test.Location.KeyFolder, "a.key");
        await File.WriteAllTextAsync(key, "secret");
        await Sh($"chmod 600 {key}");
        Assert.Equal(Health.Good, (await Examine(test)).Single(check => check.Check == "keys").Health);
        await Sh($"chmod 640 {key}");
        Failed(await Examine(test), "keys", "chmod -R go-rwx");
    }

    [Fact]
    public async Task A_wrong_file_of_words_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Directory.CreateDirectory(test.Location.VocabularyFolder);
        await File.WriteAllTextAsync(Path.Combine(test.Location.VocabularyFolder, "colours.csv"), "code,en,es,also\n");
        Failed(await Examine(test), "vocabularies", "colours.csv");
    }

    [Theory, InlineData(100_000_000, 1, false), InlineData(300_000_000, 1, true), InlineData(3_000_000_000, 4_000_000_000, false)]
    public void Room_for_the_store_again_is_asked_for(long free, long store, bool enough) =>
        Assert.Equal(enough ? Health.Good : Health.Failed, FolderChecks.JudgeSpace(free, store).Health);

    [Fact]
    public async Task Bytes_changed_in_the_file_are_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(async db =>
        {
            for (var id = 1; id <= 300; id++)
            {
                await db.AddAsync(new Profile
                {
                    Id = id,
                    UpdatedAt = test.Store.Now,
                    Document = ProfileBuilder.Marisol(test.Store.Now).Build(id).Document,
                });
            }
        });
        await Alone(test, "PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = new FileStream(test.Location.SqlitePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            // A page of rows, whose first byte is 13; what a long document runs over into is bytes that no check of the file reads.
            var at = file.Length / 2 / 4096 * 4096;
            for (var first = -1; first != 13; at += first == 13 ? 0 : 4096)
            {
                Assert.True(at < file.Length, "The second half of the file has no page of rows.");
                file.Seek(at, SeekOrigin.Begin);
                first = file.ReadByte();
            }
            file.Seek(at, SeekOrigin.Begin);
            await file.WriteAsync(new byte[4096]);
        }
        Failed(await Examine(test), "integrity", "./rapport restore FILE");
    }

    [Fact]
    public async Task Another_journal_than_the_write_ahead_log_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await Alone(test, "PRAGMA journal_mode=DELETE");
        Failed(await Examine(test), "durability", "journal_mode=WAL");
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_gap_in_the_change_feed_is_told(Database database)
    {
        await using var test = await TestStore.Create(database);
        await test.Store.Write(db => ChangeFeed.Append(db, [1, 2, 3], test.Store.Now));
        await test.Store.Write(db => db.Database.ExecuteSqlAsync($"DELETE FROM change_feed WHERE sequence = 2"));
        Failed(await Examine(test), "change feed", "Start every node");
    }

    [Fact]
    public async Task An_old_back_up_and_none_are_told_and_a_demo_needs_none()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        Failed(await Examine(test), "last back-up", "./rapport backup FILE");
        await Backup.Remember(test.Store, test.Store.Now.AddDays(-8));
        Failed(await Examine(test), "last back-up", "./rapport backup FILE");
        await Backup.Remember(test.Store, test.Store.Now.AddDays(-6));
        Assert.Equal(Health.Good, (await Examine(test)).Single(check => check.Check == "last back-up").Health);
        await using var demo = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        Assert.Equal(Health.Good, (await Examine(demo)).Single(check => check.Check == "last back-up").Health);
    }

    [Fact]
    public async Task An_import_that_was_broken_off_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(async db => await db.AddAsync(
            new ImportRun { File = "npidata.csv", StartedAt = test.Store.Now.AddHours(-3) }));
        Failed(await Examine(test), "last import", "Run it again");
    }

    [Fact]
    public async Task A_change_from_the_future_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(db => ChangeFeed.Append(db, [1], test.Store.Now.AddHours(1)));
        Failed(await Examine(test), "clock", "Set this machine's clock");
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task A_document_that_cannot_be_read_is_named_and_the_restore_goes_beside_the_store(Database database)
    {
        await using var test = await TestStore.Create(database);
        await test.Store.Write(async db => await db.AddAsync(
            new Profile { Id = 41, UpdatedAt = test.Store.Now, Document = "{\"facts\":" }));
        Failed(await Examine(test), "documents", "Restore the last back-up");
        Failed(await Examine(test), "documents", $"./rapport restore FILE --removals {test.Folder}/removals.log --data DIR");
        if (test.Location.Postgres is { } connection)
        {
            // Another database on the same server: into this one it would be refused. No password stands in a message.
            var parts = new Npgsql.NpgsqlConnectionStringBuilder(connection);
            Failed(await Examine(test), "documents", $"Database={parts.Database}_restored");
            Assert.DoesNotContain(parts.Password!, (await Examine(test)).Single(one => one.Check == "documents").Mend, StringComparison.Ordinal);
        }
        Assert.Contains("41", (await Examine(test)).Single(check => check.Check == "documents").Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_without_words_is_named()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Named(test.Store.Now, "Ana", "Diaz")
            .With((facts, said) => facts with { Issues = said.Of<IReadOnlyList<string>>(["worry", "flying-saucers"]) })
            .SaveTo(test.Store);
        var examined = await Examine(test);
        Failed(examined, "codes", "Give them words");
        Assert.StartsWith("1 code has no words", examined.Single(check => check.Check == "codes").Says, StringComparison.Ordinal);
        Assert.Contains("issues/flying-saucers", examined.Single(check => check.Check == "codes").Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_the_program_gives_no_meaning_is_named_with_its_field()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        Assert.Equal(Health.Good, (await Examine(test)).Single(check => check.Check == "fixed words").Health);
        await ProfileBuilder.Named(test.Store.Now, "Ana", "Diaz")
            .With((facts, said) => facts with
            {
                Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "ajar" }]),
                OnlineStates = said.Of<IReadOnlyList<string>>(["CA", "XQ"]),
            })
            .SaveTo(test.Store);
        var examined = await Examine(test);
        Failed(examined, "fixed words", $"profile set id:2 openings=VALUE --as operator --data {test.Folder}");
        var says = examined.Single(check => check.Check == "fixed words").Says;
        Assert.Contains("2 words mean nothing", says, StringComparison.Ordinal);
        Assert.Contains("online-states says \"XQ\"", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_stands_for_two_people_is_named()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(db => db.Database.ExecuteSqlAsync($"DROP INDEX \"IX_profiles_npi\""));
        await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz", 1999999976).SaveTo(test.Store);
        await ProfileBuilder.FromRegistry(test.Store.Now, "Eva", "Diaz", 1999999976).SaveTo(test.Store);
        Failed(await Examine(test), "registry numbers", "Restore");
    }

    [Fact]
    public async Task A_choice_that_means_nothing_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(async db => await db.AddAsync(
            new Setting { Key = Visibility.Key, Value = "Perhaps", ChangedAt = test.Store.Now }));
        Failed(await Examine(test), "who is listed", "settings set");
    }

    [Fact]
    public async Task Somebody_listed_who_asked_not_to_be_is_named()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        await new Removals(test.Store).Ask(id, from: null);
        Assert.Equal(Health.Good, (await Examine(test)).Single(check => check.Check == "removals obeyed").Health);
        await test.Store.Write(db => db.Set<Profile>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Removed, false)));
        var examined = await Examine(test);
        Failed(examined, "removals obeyed", "removals.log");

        // The mend that it names does mend.
        var file = Path.Combine(test.Folder, "a.backup");
        await Backup.Write(test.Store, file, overwrite: false, Quiet);
        await using var target = await TestStore.Place(Database.Sqlite);
        File.Copy(RemovalLog.PathIn(test.Location), RemovalLog.PathIn(target.Location));
        await Restore.Run(target.Location, file, RemovalLogs.None, TimeProvider.System, Quiet, Quiet);
        Assert.Equal(Health.Good, (await Examine(target)).Single(check => check.Check == "removals obeyed").Health);
    }

    [Fact]
    public async Task A_log_that_lacks_somebody_who_stands_removed_is_told_and_a_back_up_completes_it()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        await new Removals(test.Store).Ask(id, from: null);
        Assert.Equal(Health.Good, (await Examine(test)).Single(check => check.Check == "removal log").Health);
        File.Delete(RemovalLog.PathIn(test.Location));
        Failed(await Examine(test), "removal log", "backup FILE");
        Assert.Equal(0, (await RapportProcess.Run(["backup", Path.Combine(test.Folder, "a.backup"), .. test.Arguments])).Code);
        Assert.Equal(Health.Good, (await Examine(test)).Single(check => check.Check == "removal log").Health);
        Assert.Equal(id, Assert.Single(await RemovalLog.Read(RemovalLog.PathIn(test.Location))).ProfileId);
    }

    [Fact]
    public async Task A_burst_of_removals_is_noted()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await test.Store.Write(async db =>
        {
            for (var i = 0; i < Bursts.FromOneNetwork; i++)
            {
                await db.AddAsync(new Removal { ProfileId = i, At = test.Store.Now, Network = "same" });
            }
        });
        Assert.Equal(Health.Note, (await Examine(test)).Single(check => check.Check == "removals in bursts").Health);
    }

    [Fact]
    public void An_old_runtime_is_told() => Assert.Equal(Health.Failed, MachineChecks.Runtime(new Version(9, 0, 4)).Health);

    [Fact]
    public async Task Erased_accounts_that_a_restore_would_not_know_again_are_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await RemovalLog.AppendWritten(test.Location, [ErasedKey.Of(test.Location).Line(Guid.CreateVersion7(), [1], test.Store.Now).ToBytes()], TestContext.Current.CancellationToken);
        Assert.Equal(Health.Good, (await Examine(test)).Single(one => one.Check == "erased accounts are known again").Health);
        File.Delete(Path.Combine(test.Location.KeyFolder, ErasedKey.Name));
        Failed(await Examine(test), "erased accounts are known again", "Put your copy of that file back");
    }

    [Fact]
    public async Task Missing_language_data_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        var ended = await RapportProcess.Run(
            new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
            ["doctor", "--json", .. test.Arguments]);
        Assert.Equal(1, ended.Code);
        Assert.Equal("failed", HealthIn(ended.Out, "language data"));
    }

    [Fact]
    public async Task Too_few_open_files_are_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how many files may be open.");
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        var said = await Sh(
            $"ulimit -n 300; dotnet {Path.Combine(AppContext.BaseDirectory, "rapport.dll")} doctor --json --data {test.Folder}");
        Assert.Equal("failed", HealthIn(said, "open files"));
    }

    [Fact]
    public async Task The_command_ends_with_0_when_all_is_well_and_with_1_when_not()
    {
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        var well = await RapportProcess.Run(["doctor", "--thorough", .. test.Arguments]);
        Assert.Equal(0, well.Code);
        Assert.Contains("checks are well", well.Out, StringComparison.Ordinal);
        await test.Store.Write(db => ChangeFeed.Append(db, [1, 2, 3], test.Store.Now));
        await test.Store.Write(db => db.Database.ExecuteSqlAsync($"DELETE FROM change_feed WHERE sequence = 2"));
        var ill = await RapportProcess.Run(["doctor", .. test.Arguments]);
        Assert.Equal(1, ill.Code);
        Assert.Contains("One thing is wrong", ill.Out, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Examined>> Examine(TestStore test) =>
        Doctor.Examine(test.Location, TimeProvider.System, thorough: true);

    private static void Failed(IReadOnlyList<Examined> examined, string check, string mend)
    {
        var found = examined.Single(one => one.Check == check);
        Assert.Equal(Health.Failed, found.Health);
        Assert.Contains(mend, found.Mend, StringComparison.Ordinal);
    }

    private static string HealthIn(string json, string check)
    {
        using var told = JsonDocument.Parse(json);
        return told.RootElement.GetProperty("checks").EnumerateArray()
            .Single(one => one.GetProperty("check").GetString() == check).GetProperty("health").GetString()!;
    }

    /// <summary>Runs a statement as the only program that has the file open.</summary>
    private static async Task Alone(TestStore test, string statement)
    {
        test.CloseConnections();
        await using var connection = new SqliteConnection($"Data Source={test.Location.SqlitePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Sh(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}
