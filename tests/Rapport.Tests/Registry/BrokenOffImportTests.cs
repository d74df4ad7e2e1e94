using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>Imports by the real command that are killed, stopped, run twice at once, or meet a full disk.</summary>
public sealed class BrokenOffImportTests : IDisposable
{
    private readonly RegistryFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public Task Killed_at_many_points_and_run_again_it_ends_with_everyone_whole(Database database) => Trial.Run(inShort: 20, inLong: 60, async points =>
    {
        // Rows for each kill: there must be something left to write at the last one.
        const int Rows = 600;
        var path = _files.Generate(Rows * points);
        await using var test = await TestStore.Create(database);
        for (var point = 0; point < points; point++)
        {
            using var process = RapportProcess.Start([], ["import", "nppes", path, .. test.Arguments]);
            // The first ones early, while it starts and looks through the file; then while it writes.
            var before = await CountPeople(test.Store);
            for (var wait = 0; wait < 40 + point % 20 * 15 && !process.HasExited; wait++)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
                if (point % 20 > 3 && wait % 5 == 0 && await CountPeople(test.Store) > before)
                {
                    break;
                }
            }
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await EveryoneIsWhole(test.Store);
        }
        var last = await RegistryFiles.Command(test, path, "--json");
        Assert.Equal((0, ""), (last.Code, last.Code == 0 ? "" : last.Error));
        await using var untouched = await TestStore.Create(Database.Sqlite);
        await RegistryFiles.Command(untouched, path);
        await EveryoneIsWhole(test.Store);
        Assert.Equal(await People(untouched.Store), await People(test.Store));
    });

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task A_second_import_at_once_is_refused_and_names_the_first(Database database)
    {
        await using var test = await TestStore.Create(database);
        await using (await ImportLock.Take(test.Store, TestContext.Current.CancellationToken))
        {
            await test.Store.Write(db =>
            {
                db.Add(new ImportRun { File = "november.zip", StartedAt = test.Store.Now });
                return Task.CompletedTask;
            }, TestContext.Current.CancellationToken);
            var second = await RegistryFiles.Command(test, RegistryParts.Sample("npidata-330.csv"));
            Assert.Equal(1, second.Code);
            Assert.Contains("An import of november.zip", Told.Flat(second.Error), StringComparison.Ordinal);
        }
        Assert.Equal(0, (await RegistryFiles.Command(test, RegistryParts.Sample("npidata-330.csv"))).Code);
    }

    [Fact]
    public async Task Stopped_with_control_c_it_says_how_to_go_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent as on Unix.");
        var path = _files.Generate(60_000);
        await using var test = await TestStore.Create(Database.Sqlite);
        using var process = await RapportProcess.StartHearing(["import", "nppes", path, .. test.Arguments]);
        while (!process.HasExited && await CountPeople(test.Store) == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, Signals.Kill(process.Id, Signals.Interrupt));
        var ended = await RapportProcess.End(process);
        Assert.Equal(130, ended.Code);
        Assert.Contains("Run the same command again", Told.Flat(ended.Error), StringComparison.Ordinal);
        await EveryoneIsWhole(test.Store);
    }

    [Fact]
    public async Task A_disk_that_fills_up_ends_it_with_the_reason_and_nobody_half_there()
    {
        var folder = Directory.CreateTempSubdirectory("rapport-small-disk-").FullName;
        var mounted = OperatingSystem.IsLinux() && await Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder) == 0;
        try
        {
            Assert.SkipUnless(mounted, "A small disk can only be made by root on Linux.");
            var location = new StoreLocation { DataFolder = folder };
            var path = _files.Generate(24_000);
            var ended = await RapportProcess.Run("import", "nppes", path, "--data", folder);
            Assert.Equal(1, ended.Code);
            Assert.Contains("is full", Told.Flat(ended.Error), StringComparison.Ordinal);
            Assert.Contains("Make room", Told.Flat(ended.Error), StringComparison.Ordinal);
            Assert.Equal(0, await Run("mount", "-o", "remount,size=200m", folder));
            using (var store = await Store.Open(location, TimeProvider.System, TestContext.Current.CancellationToken))
            {
                await EveryoneIsWhole(store);
            }
            Assert.Equal(0, (await RapportProcess.Run("import", "nppes", path, "--data", folder)).Code);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            if (mounted)
            {
                await Run("umount", "-l", folder);
            }
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_demo_store_takes_no_real_people()
    {
        await using var test = await TestStore.Create(Database.Sqlite, StoreKind.Demo);
        var ended = await RegistryFiles.Command(test, RegistryParts.Sample("npidata-330.csv"));
        Assert.Equal(1, ended.Code);
        Assert.Contains("invented people", Told.Flat(ended.Error), StringComparison.Ordinal);
        Assert.Contains("./rapport import nppes FILE --data", Told.Flat(ended.Error), StringComparison.Ordinal);
        Assert.Equal(0, await CountPeople(test.Store));
    }

    [Fact]
    public async Task A_file_that_is_no_registry_file_leaves_no_store_behind()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var ended = await RegistryFiles.Command(place, RegistryParts.Sample("pl_pfile.csv"));
        Assert.Equal(1, ended.Code);
        Assert.Contains("npidata_pfile", Told.Flat(ended.Error), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Folder));
    }

    [Fact]
    public async Task The_command_counts_for_programs_tells_people_what_is_hidden_and_writes_the_rejects()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var rejects = Path.Combine(place.Folder, "rejects.csv");
        var ended = await RegistryFiles.Command(place, RegistryParts.Sample("npidata-330.csv"), "--rejects", rejects);
        Assert.Equal(0, ended.Code);
        Assert.Contains("37 people are hidden", Told.Flat(ended.Out), StringComparison.Ordinal);
        Assert.Contains("./rapport settings set registry-listing facts-only", Told.Flat(ended.Out), StringComparison.Ordinal);
        Assert.Contains("1 practice of this file is kept in the store and on no page", Told.Flat(ended.Out), StringComparison.Ordinal);
        Assert.Contains("profile set NPI openings=open --as therapist", Told.Flat(ended.Out), StringComparison.Ordinal);
        Assert.DoesNotContain("claim", ended.Out, StringComparison.Ordinal);
        Assert.Equal(8, (await File.ReadAllLinesAsync(rejects)).Length);
        var again = await RegistryFiles.Command(place, RegistryParts.Sample("npidata-330.csv"), "--json");
        // Nobody watches, so nothing tells how far it is.
        Assert.Equal("", ended.Error + again.Error);
        var json = System.Text.Json.JsonDocument.Parse(again.Out).RootElement;
        var parts = new[] { "therapists", "practices", "otherSpecialty", "otherState", "deactivated", "rejected" };
        Assert.Equal(json.GetProperty("read").GetInt64(), parts.Sum(part => json.GetProperty(part).GetInt64()));
        Assert.Equal(38, json.GetProperty("unchanged").GetInt64());
        var chosen = await RapportProcess.Run(["settings", "set", "registry-listing", "facts-only", "--data", place.Folder]);
        Assert.Equal(0, chosen.Code);
    }

    [Fact]
    public async Task The_rejects_never_replace_the_store_the_input_or_another_file()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var path = _files.Write(RegistryFiles.Person("MCDONALD"));
        var other = Path.Combine(test.Folder, "letter.txt");
        await File.WriteAllTextAsync(other, "Dear all", TestContext.Current.CancellationToken);
        var before = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        foreach (var target in new[]
        {
            path, test.Location.SqlitePath, test.Location.SqlitePath + "-wal", other,
            Path.Combine(test.Folder, "removals.log"), Path.Combine(test.Location.KeyFolder, "x"),
        })
        {
            var ended = await RegistryFiles.Command(test, path, "--force", "--rejects", target);
            Assert.Equal(1, ended.Code);
            Assert.Contains(target, ended.Error, StringComparison.Ordinal);
        }
        Assert.Equal(before, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal("Dear all", await File.ReadAllTextAsync(other, TestContext.Current.CancellationToken));
        Assert.Equal(0, await CountPeople(test.Store));
        var fresh = Path.Combine(test.Folder, "clean.csv");
        Assert.Equal(0, (await RegistryFiles.Command(test, path, "--rejects", fresh)).Code);
        Assert.False(File.Exists(fresh));
    }

    [Fact]
    public async Task Rejected_rows_are_told_beside_the_store_when_nobody_named_a_file()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        var json = System.Text.Json.JsonDocument.Parse(
            (await RegistryFiles.Command(place, RegistryParts.Sample("npidata-330.csv"), "--json")).Out).RootElement;
        var told = json.GetProperty("rejects").GetString()!;
        Assert.StartsWith(Path.Combine(place.Folder, "rejects-npidata-330-"), told, StringComparison.Ordinal);
        Assert.Equal(8, (await File.ReadAllLinesAsync(told, TestContext.Current.CancellationToken)).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(told));
        }
        var again = await RegistryFiles.Command(place, RegistryParts.Sample("npidata-330.csv"), "--rejects", told);
        Assert.Contains("--force", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RegistryFiles.Command(place, RegistryParts.Sample("npidata-330.csv"), "--rejects", told, "--force")).Code);
    }

    [Fact]
    public async Task Of_two_first_imports_at_once_one_makes_the_store_and_the_other_is_refused_in_words()
    {
        await using var place = await TestStore.Place(Database.Sqlite);
        await using (await ImportLock.TakeBeforeStore(place.Location, TestContext.Current.CancellationToken))
        {
            var second = await RegistryFiles.Command(place, RegistryParts.Sample("npidata-330.csv"));
            Assert.Equal(1, second.Code);
            Assert.Contains("Another import is running", Told.Flat(second.Error), StringComparison.Ordinal);
            Assert.False(File.Exists(place.Location.SqlitePath));
        }
    }

    /// <summary>Each person has a readable document, and the feed has one line for each, without gaps.</summary>
    private static async Task EveryoneIsWhole(Store store)
    {
        await using var db = store.Read();
        var people = await db.Set<Profile>().AsNoTracking().OrderBy(profile => profile.Id).ToListAsync();
        Assert.All(people, profile => Assert.NotNull(profile.Read().Facts.Name));
        var feed = await db.Set<Change>().AsNoTracking().OrderBy(change => change.Sequence).ToListAsync();
        Assert.Equal(people.Select(profile => profile.Id), feed.Select(change => change.ProfileId));
        Assert.Equal(Enumerable.Range(1, feed.Count).Select(number => (long)number), feed.Select(change => change.Sequence));
    }

    private static async Task<string> People(Store store)
    {
        await using var db = store.Read();
        var people = await db.Set<Profile>().AsNoTracking().OrderBy(profile => profile.Npi).ToListAsync();
        return string.Join('\n', people.Select(profile => $"{profile.Npi} {profile.RegistryDate} {profile.Document}"));
    }

    private static async Task<int> CountPeople(Store store)
    {
        await using var db = store.Read();
        return await db.Set<Profile>().CountAsync();
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
