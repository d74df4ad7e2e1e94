using System.Text.Json.Nodes;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

/// <summary>The whole list in a file.</summary>
public sealed class ExportCommandTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task Everybody_who_is_listed_stands_in_the_file_by_number(Database database)
    {
        await using var test = await TestStore.Create(database);
        // More than are read at once, some hidden, and numbers that nobody has.
        await test.Store.Write(async db =>
        {
            for (var id = 1; id <= 1_000; id++)
            {
                var one = ProfileBuilder.Named(test.Store.Now, "Ana", "Vega");
                if (id is < 400 or > 700)
                {
                    db.Add((id % 3 == 0 ? one.Removed() : one).Build(id));
                }
            }
            await Task.CompletedTask;
        }, Stop);
        var file = Path.Combine(test.Folder, "all.ndjson");
        var told = await RapportProcess.Run(["export", file, "--json", .. test.Arguments]);
        Assert.True(told.Code == 0, told.Error);
        var ids = (await File.ReadAllLinesAsync(file, Stop)).Select(line => (int)JsonNode.Parse(line)!["id"]!);
        var expected = Enumerable.Range(1, 1_000).Where(id => id is < 400 or > 700).Where(id => id % 3 != 0).ToList();
        Assert.Equal(expected, ids);
        Assert.Equal(expected.Count, (int)JsonNode.Parse(told.Out)!["people"]!);
        Assert.False(File.Exists(file + OutputPlace.PartialEnding));
    }

    [Fact]
    public async Task It_says_how_many_and_the_ending_says_how_they_are_written()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await People.Fill(test.Store);
        var file = Path.Combine(test.Folder, "all.csv");
        var told = await RapportProcess.Run(["export", file, .. test.Arguments]);
        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains($"{People.Count} people", told.Out, StringComparison.Ordinal);
        Assert.StartsWith("id,npi,url,", await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);

        var wrong = await RapportProcess.Run(["export", Path.Combine(test.Folder, "all.xlsx"), .. test.Arguments]);
        Assert.Equal(2, wrong.Code);
        Assert.Contains(".ndjson or .csv", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all.ndjson")]
    [InlineData("all.csv")]
    public async Task Only_an_earlier_export_is_replaced_and_only_where_that_is_said(string name)
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await People.Fill(test.Store);
        var file = Path.Combine(test.Folder, name);
        Assert.Equal(0, (await RapportProcess.Run(["export", file, .. test.Arguments])).Code);
        var first = await File.ReadAllTextAsync(file, Stop);
        await Visibility.Set(test.Store, RegistryListing.Hidden, Stop);
        var again = await RapportProcess.Run(["export", file, .. test.Arguments]);
        Assert.Equal(1, again.Code);
        Assert.Contains("--force", again.Error, StringComparison.Ordinal);
        Assert.Equal(first, await File.ReadAllTextAsync(file, Stop));

        Assert.Equal(0, (await RapportProcess.Run(["export", file, "--force", .. test.Arguments])).Code);
        Assert.DoesNotContain("Ruth", await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);

        var letter = Path.Combine(test.Folder, "letter-" + name);
        await File.WriteAllTextAsync(letter, "precious", Stop);
        Assert.Equal(1, (await RapportProcess.Run(["export", letter, "--force", .. test.Arguments])).Code);
        Assert.Equal("precious", await File.ReadAllTextAsync(letter, Stop));
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_are_counted_on_standard_error()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await People.Fill(test.Store);
        await test.Store.Write(async db => (await db.Set<Profile>().FindAsync(2L))!.Document = "{ \"facts\": ", Stop);
        var told = await RapportProcess.Run(["export", Path.Combine(test.Folder, "all.csv"), .. test.Arguments]);
        Assert.Equal(0, told.Code);
        Assert.Contains("1 profile could not be read and is not in it", told.Error, StringComparison.Ordinal);
        Assert.Contains("doctor --thorough", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_off_it_leaves_no_file_and_the_next_one_begins_anew()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var words = new string('a', 1_900);
        await test.Store.Write(async db =>
        {
            for (var id = 1; id <= 20_000; id++)
            {
                db.Add(ProfileBuilder.Named(test.Store.Now, "Ana", "Vega")
                    .With((facts, said) => facts with { WhoIHelp = said.Of(words), AboutMe = said.Of(words) }).Build(id));
            }
            await Task.CompletedTask;
        }, Stop);
        var file = Path.Combine(test.Folder, "all.ndjson");
        var partial = file + OutputPlace.PartialEnding;
        foreach (var signal in new[] { Signals.Interrupt, Signals.KillNow })
        {
            var ended = new Ended(0, "", "");
            for (var time = 0; time < 10 && ended.Code == 0; time++)
            {
                // On a busy machine it may have ended before: then it is broken off anew.
                File.Delete(file);
                using var process = await RapportProcess.StartHearing(["export", file, .. test.Arguments]);
                await Signals.SendWhen(() => File.Exists(partial) && new FileInfo(partial).Length > 0, process, signal);
                ended = await RapportProcess.End(process);
            }
            Assert.NotEqual(0, ended.Code);
            Assert.False(File.Exists(file));
            if (signal == Signals.Interrupt)
            {
                Assert.Equal(130, ended.Code);
                Assert.Contains("Nothing half-written stays", ended.Error, StringComparison.Ordinal);
                Assert.False(File.Exists(partial));
            }
        }
        Assert.True(File.Exists(partial));
        var told = await RapportProcess.Run(["export", file, .. test.Arguments]);
        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Equal(20_000, (await File.ReadAllLinesAsync(file, Stop)).Length);
        Assert.False(File.Exists(partial));
    }
}
