using System.Text.Json;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

/// <summary><c>rapport exposure</c> as it is typed.</summary>
public sealed class ExposureCommandTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task It_tells_how_showings_lay_among_all_who_are_listed(Database database)
    {
        await using var test = await TestStore.Create(database);
        var ids = await Listed(test, 20);
        var unlisted = await ProfileBuilder.FromRegistry(test.Store.Now, "Ana", "Diaz").SaveTo(test.Store);
        // Two have all, one of them three quarters; who is not listed, today, and what is older count for nothing.
        await Show(test, 1, (ids[0], 20, 40, 0), (ids[1], 20, 0, 0), (unlisted, 99, 99, 99));
        await Show(test, 0, (ids[2], 99, 0, 0));
        await Show(test, 29, (ids[3], 99, 0, 0));
        using var told = JsonDocument.Parse((await RapportProcess.Run(["exposure", "--json", .. test.Arguments])).Out);
        Assert.Equal((20, 2), (told.RootElement.GetProperty("listed").GetInt32(), told.RootElement.GetProperty("tenth").GetInt32()));
        var positions = told.RootElement.GetProperty("positions").EnumerateArray().ToList();
        Assert.Equal(["any", "first", "to-fifth", "later"], positions.Select(one => one.GetProperty("position").GetString()));
        Assert.Equal([80, 40, 40, 0], positions.Select(one => one.GetProperty("showings").GetInt32()));
        Assert.Equal([2, 2, 1, 0], positions.Select(one => one.GetProperty("shown").GetInt32()));
        Assert.Equal(1, positions[0].GetProperty("shareOfMost").GetDouble());
        // By hand: ranks 19 and 20 of 20, with 20 and 60.
        Assert.Equal(((17 * 20) + (19 * 60)) / (20d * 80), positions[0].GetProperty("gini").GetDouble(), 1e-9);
        Assert.Equal(0.95, positions[2].GetProperty("gini").GetDouble(), 1e-9);
        Assert.False(positions[3].TryGetProperty("gini", out _));

        var shown = await RapportProcess.Run(["exposure", "--days", "29", .. test.Arguments]);
        Assert.Equal(0, shown.Code);
        Assert.Contains("Listed now: 20 people.", shown.Out, StringComparison.Ordinal);
        Assert.Contains("6 and on", shown.Out, StringComparison.Ordinal);
        Assert.Contains("A Gini of 0 is the same for all", shown.Out, StringComparison.Ordinal);
        Assert.Contains("179", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_are_told_as_few()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var ids = await Listed(test, 3);
        Assert.Contains("No showing from", (await RapportProcess.Run(["exposure", .. test.Arguments])).Out, StringComparison.Ordinal);
        await Show(test, 1, (ids[0], 10, 0, 0));
        var few = await RapportProcess.Run(["exposure", .. test.Arguments]);
        Assert.StartsWith("Fewer than 11 showings from", few.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("10", (await Positions(test))[0], StringComparison.Ordinal);
        // Together they are enough; the one that is too few could be worked out from the other, so neither is told.
        await Show(test, 2, (ids[1], 0, 30, 0));
        Assert.Equal([false, true, true, true], (await Positions(test)).Select(one => one.Contains("\"isFew\": true", StringComparison.Ordinal)));
        var shown = await RapportProcess.Run(["exposure", .. test.Arguments]);
        Assert.Contains("too few", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("30", string.Join('\n', shown.Out.Split('\n').Where(line => line.Contains("2 to 5", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_listed_it_says_that_nobody_was_shown()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var told = await RapportProcess.Run(["exposure", .. test.Arguments]);
        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.StartsWith("No showing from", told.Out, StringComparison.Ordinal);
    }

    [Theory, InlineData("0"), InlineData("401"), InlineData("month"), InlineData("2.5")]
    public async Task Days_that_cannot_be_are_named_with_what_can(string days)
    {
        var ended = await RapportProcess.Run("exposure", "--days", days);
        Assert.Equal(2, ended.Code);
        Assert.Contains($"--days takes a whole number from 1 to 400, like 28, not \"{days}\".", ended.Error, StringComparison.Ordinal);
    }

    private static async Task<List<string>> Positions(TestStore test)
    {
        using var told = JsonDocument.Parse((await RapportProcess.Run(["exposure", "--json", .. test.Arguments])).Out);
        return [.. told.RootElement.GetProperty("positions").EnumerateArray().Select(one => one.GetRawText())];
    }

    private static async Task<List<long>> Listed(TestStore test, int people)
    {
        var ids = new List<long>();
        for (var one = 0; one < people; one++)
        {
            ids.Add(await ProfileBuilder.Named(test.Store.Now, "Ana", $"Diaz{one}").SaveTo(test.Store));
        }
        return ids;
    }

    private static Task Show(TestStore test, int daysAgo, params (long Id, long First, long ToFifth, long Later)[] showings) =>
        test.Store.Write(db =>
        {
            var day = DateOnly.FromDateTime(test.Store.Now).AddDays(-daysAgo);
            db.AddRange(showings.Select(one => new Showing { Day = day, ProfileId = one.Id, First = one.First, ToFifth = one.ToFifth, Later = one.Later }));
            return Task.CompletedTask;
        });
}
