using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

/// <summary>The operator's commands as they are typed.</summary>
public sealed class OperatorCommandTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_back_up_made_and_restored_on_the_command_line(Database database)
    {
        await using var source = await TestStore.Create(database, StoreKind.Demo);
        await ProfileBuilder.Marisol(source.Store.Now).SaveTo(source.Store);
        var file = Path.Combine(source.Folder, "a.backup");
        var made = await RapportProcess.Run(["backup", file, .. source.Arguments]);
        Assert.Equal(0, made.Code);
        Assert.Contains("The keys are not in it.", made.Out, StringComparison.Ordinal);
        Assert.Contains("It holds 1 profile, 0 practices, 0 removals, 0 reports", made.Out, StringComparison.Ordinal);
        Assert.Contains($"Keep a copy of {RemovalLog.PathIn(source.Location)}", made.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("_", made.Out.Replace(source.Folder, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(1, (await RapportProcess.Run(["backup", file, .. source.Arguments])).Code);

        var again = await RapportProcess.Run(["backup", file, "--force", "--json", .. source.Arguments]);
        using (var told = JsonDocument.Parse(again.Out))
        {
            Assert.Equal(1, told.RootElement.GetProperty("rows").GetProperty("profiles").GetInt64());
            Assert.Equal(source.Store.Mark.StoreId, told.RootElement.GetProperty("store").GetGuid());
            Assert.Equal("demo", told.RootElement.GetProperty("kind").GetString());
            Assert.Equal(64, told.RootElement.GetProperty("sha256").GetString()!.Length);
        }

        await using var target = await TestStore.Place(database);
        var restored = await RapportProcess.Run(["restore", file, "--no-removals", "--json", .. target.Arguments]);
        Assert.Equal(0, restored.Code);
        using (var told = JsonDocument.Parse(restored.Out))
        {
            Assert.Equal("demo", told.RootElement.GetProperty("kind").GetString());
            Assert.False(told.RootElement.GetProperty("removalLogFound").GetBoolean());
            Assert.Equal(1, told.RootElement.GetProperty("rows").GetProperty("profiles").GetInt64());
        }
        Assert.Equal(1, (await RapportProcess.Run(["restore", file, "--no-removals", .. target.Arguments])).Code);
        var doctor = await RapportProcess.Run(["doctor", "--json", .. target.Arguments]);
        Assert.Contains("invented people can be made again", doctor.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facts-only", RegistryListing.FactsOnly)]
    [InlineData("FactsOnly", RegistryListing.FactsOnly)]
    [InlineData("FACTS-ONLY", RegistryListing.FactsOnly)]
    [InlineData("Hidden", RegistryListing.Hidden)]
    internal void A_value_is_understood_in_any_case_and_with_or_without_hyphens(string typed, RegistryListing meant)
    {
        var setting = OperatorSettings.All.Single(one => one.Key == Visibility.Key);
        Assert.Equal(setting.Values[(int)meant], setting.Find(typed));
        Assert.Null(setting.Find(typed + "x"));
    }

    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_setting_is_changed_shown_and_followed(Database database)
    {
        await using var test = await TestStore.Create(database);
        Assert.Contains("\"hidden\"", (await RapportProcess.Run(["settings", "show", "--json", .. test.Arguments])).Out, StringComparison.Ordinal);
        var changed = await RapportProcess.Run(["settings", "set", "registry-listing", "Facts-Only", "--json", .. test.Arguments]);
        Assert.Equal(0, changed.Code);
        using (var set = JsonDocument.Parse(changed.Out))
        {
            Assert.Equal("facts-only", set.RootElement.GetProperty("value").GetString());
        }
        using var told = JsonDocument.Parse((await RapportProcess.Run(["settings", "show", "--json", .. test.Arguments])).Out);
        Assert.Equal("facts-only", told.RootElement[0].GetProperty("value").GetString());
        await using var db = test.Store.Read();
        Assert.Equal(RegistryListing.FactsOnly, await Visibility.Of(db));
        Assert.Equal(Change.Everything, (await db.Set<Change>().SingleAsync()).ProfileId);
    }

    [Fact]
    public async Task A_setting_of_several_words_needs_no_quotes()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var set = await RapportProcess.Run(["settings", "set", "upkeep-days", "40", "50", "55", "60", "90", .. test.Arguments]);
        Assert.Equal((0, true), (set.Code, set.Out.Contains("upkeep-days is 40 50 55 60 90 now", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_unknown_setting_and_an_unknown_value_are_named_with_what_there_is()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var key = await RapportProcess.Run(["settings", "set", "colour", "blue", .. test.Arguments]);
        Assert.Equal((2, true, true), (
            key.Code, key.Error.Contains("colour", StringComparison.Ordinal),
            key.Error.Contains("registry-listing", StringComparison.Ordinal)));
        var value = await RapportProcess.Run(["settings", "set", "registry-listing", "blue", .. test.Arguments]);
        Assert.Equal((2, true), (value.Code, value.Error.Contains("hidden or facts-only", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Removals_are_listed_with_their_bursts_and_undone_with_a_reason()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var removals = new Removals(test.Store);
        for (var i = 0; i < Bursts.FromOneNetwork; i++)
        {
            var id = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz", 1999999000 + i).SaveTo(test.Store);
            Assert.Equal(RemovalOutcome.Done, await removals.Ask(id, IPAddress.Parse("203.0.113.9")));
        }
        var listed = await RapportProcess.Run(["removals", .. test.Arguments]);
        Assert.Equal(0, listed.Code);
        Assert.Contains("Ana Diaz", listed.Out, StringComparison.Ordinal);
        Assert.Contains("More than people ask for by themselves: 4 removals", listed.Out, StringComparison.Ordinal);
        using (var told = JsonDocument.Parse((await RapportProcess.Run(["removals", "list", "--json", .. test.Arguments])).Out))
        {
            Assert.Equal(4, told.RootElement.GetProperty("removals").GetArrayLength());
            Assert.Equal(4, told.RootElement.GetProperty("bursts")[0].GetProperty("count").GetInt32());
        }

        Assert.Equal(2, (await RapportProcess.Run(["removals", "undo", "1", .. test.Arguments])).Code);
        Assert.Equal(2, (await RapportProcess.Run(["removals", "undo", "1", "--reason", " ", .. test.Arguments])).Code);
        using (var undone = JsonDocument.Parse(
            (await RapportProcess.Run(["removals", "undo", "1", "--reason", "abuse", "--json", .. test.Arguments])).Out))
        {
            Assert.Equal("abuse", undone.RootElement.GetProperty("undoneReason").GetString());
        }
        Assert.Equal(1, (await RapportProcess.Run(["removals", "undo", "1", "--reason", "abuse", .. test.Arguments])).Code);
        Assert.Equal("abuse", (await removals.List()).Single(removal => removal.Id == 1).UndoneReason);
        await using var db = test.Store.Read();
        Assert.False((await db.Set<Profile>().SingleAsync(profile => profile.Id == 1)).Removed);
    }

    [Fact]
    public async Task Reports_are_listed_and_settled()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await new Reports(test.Store, KeyRing.Open(test.Location)).Say(id, "contact", "The number [rings] at a bakery.", from: null);
        var listed = await RapportProcess.Run(["reports", .. test.Arguments]);
        Assert.Contains("Marisol Vega", listed.Out, StringComparison.Ordinal);
        var bare = await RapportProcess.Run(["reports", "settle", "1", .. test.Arguments]);
        Assert.Equal((2, true), (bare.Code, bare.Error.Contains("--as \"Telephoned", StringComparison.Ordinal)));
        using (var settled = JsonDocument.Parse(
            (await RapportProcess.Run(["reports", "settle", "1", "--as", "mended", "--json", .. test.Arguments])).Out))
        {
            Assert.Equal("mended", settled.RootElement.GetProperty("settled").GetString());
        }
        Assert.Equal(1, (await RapportProcess.Run(["reports", "settle", "1", "--as", "mended", .. test.Arguments])).Code);
        Assert.Contains("Nothing waits", (await RapportProcess.Run(["reports", .. test.Arguments])).Out, StringComparison.Ordinal);
        using var told = JsonDocument.Parse((await RapportProcess.Run(["reports", "list", "--all", "--json", .. test.Arguments])).Out);
        Assert.Equal("mended", told.RootElement[0].GetProperty("settled").GetString());
    }

    [Theory, InlineData("settings set"), InlineData("import nppes")]
    public async Task Examples_about_real_people_name_their_folder(string command)
    {
        var help = await RapportProcess.Run([.. command.Split(' '), "--help"]);
        var examples = help.Out.Split('\n').Where(line => line.Contains($"./rapport {command} ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, line => Assert.Contains("--data data-real", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("backup"), InlineData("restore"), InlineData("doctor"), InlineData("settings show"), InlineData("settings set")]
    [InlineData("exposure"), InlineData("removals"), InlineData("removals undo"), InlineData("reports"), InlineData("reports settle")]
    [InlineData(""), InlineData("import"), InlineData("import nppes"), InlineData("profile"), InlineData("settings")]
    public async Task Every_command_and_every_group_shows_examples(string command)
    {
        var help = await RapportProcess.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, help.Code);
        Assert.Contains("Examples:", help.Out, StringComparison.Ordinal);
        Assert.Contains($"./rapport {command}", help.Out, StringComparison.Ordinal);
    }
}
