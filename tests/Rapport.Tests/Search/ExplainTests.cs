using System.Net.Http.Json;
using System.Text.Json;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>Why somebody stands where they stand, in a terminal and for programs.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task The_command_tells_each_step_the_chance_and_what_decides_between_two()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        for (var i = 0; i < 3; i++)
        {
            await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        }
        var told = await RapportProcess.Run(["search", "--place", "94610", "--page-size", "2", "--explain", "1", "--than", "2", .. test.Arguments]);
        Assert.Equal(0, told.Code);
        Assert.Contains("of 3 on ", told.Out, StringComparison.Ordinal);
        Assert.Contains("Chance of standing among the first 2 by the lot of any day: 66.6667 %", told.Out, StringComparison.Ordinal);
        Assert.Contains("Lot decides.", told.Out, StringComparison.Ordinal);
        Assert.Contains("DistanceBand", told.Out, StringComparison.Ordinal);

        var unfound = await RapportProcess.Run(["search", "--place", "94610", "--explain", "99", .. test.Arguments]);
        Assert.Equal(2, unfound.Code);
        Assert.Contains("does not find id:99", unfound.Error, StringComparison.Ordinal);
        var alone = await RapportProcess.Run(["search", "--place", "94610", "--than", "1", .. test.Arguments]);
        Assert.Contains("Say whose position", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_the_same_beside_the_version_of_the_order()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var all = await Ask(app, new { place = "94610", pageSize = 100 });
        Assert.Equal(3, all.GetProperty("orderVersion").GetInt32());
        Assert.Equal(JsonValueKind.Null, all.GetProperty("explanation").ValueKind);
        var ids = all.GetProperty("results").EnumerateArray().Select(one => one.GetProperty("id").GetInt64()).ToList();
        for (var at = 0; at < ids.Count; at++)
        {
            var told = (await Ask(app, new { place = "94610", pageSize = 1, explain = ids[at], than = ids[0] })).GetProperty("explanation");
            Assert.Equal(at + 1, told.GetProperty("position").GetInt32());
            Assert.Equal(1, told.GetProperty("than").GetProperty("position").GetInt32());
            Assert.Equal(at == 0, told.GetProperty("decidedBy").ValueKind == JsonValueKind.Null);
            Assert.Equal(
                all.GetProperty("results")[at].GetProperty("standing").GetProperty("distanceBand").GetInt32(),
                told.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("criterion").GetString() == "distanceBand").GetProperty("rank").GetInt32());
        }
    }

    private static async Task<JsonElement> Ask(HostedApp app, object search)
    {
        var answer = await app.Browser.PostAsJsonAsync("/api/v1/search", search, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
