using System.Text.Json;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary><c>rapport fit report</c> as it is typed.</summary>
public sealed class ReportCommandTests
{
    [Fact]
    public async Task Before_anything_is_learnt_it_says_so()
    {
        await using var place = await InventedCheckIns.Create(4);
        var none = await place.Run("report");
        Assert.Equal((0, ""), (none.Code, none.Error));
        Assert.Contains("No release is in force", none.Out, StringComparison.Ordinal);

        await place.Ranked();
        var first = await place.Run("report");
        Assert.Contains("Release 1 of", first.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing is learnt yet: the weights are what studies let expect", first.Out, StringComparison.Ordinal);
        Assert.Contains("of the 4 who keep their own page", first.Out, StringComparison.Ordinal);
        Assert.Contains("too few", first.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_what_was_learnt_how_well_it_predicts_and_what_waits()
    {
        await using var place = await InventedCheckIns.Create(4);
        var rows = InventedCheckIns.Rows(300, 4, _ => 0);
        Assert.Equal(0, (await place.Learn(rows.Take(3 * 250))).Code);
        Assert.Equal(0, (await place.Run("release")).Code);
        Assert.Equal(0, (await place.Learn(rows)).Code);
        var told = await place.Run("report");
        Assert.Equal((0, ""), (told.Code, told.Error));
        Assert.Contains("Release 2 of", told.Out, StringComparison.Ordinal);
        Assert.Contains("250 pairs with 750 check-ins of 4 therapists; 4 therapists' answers", told.Out, StringComparison.Ordinal);
        Assert.Equal(8, told.Out.Split('\n').Count(line => line.EndsWith("  not told apart from 0", StringComparison.Ordinal)));
        Assert.Matches("250 pairs were predicted: (7|8)[0-9] % lie in the band drawn for 80 %", told.Out);
        Assert.Contains("A candidate of", told.Out, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await place.Run("report", "--json")).Out);
        var release = json.RootElement.GetProperty("release");
        Assert.Equal((2, 250, 750), (release.GetProperty("version").GetInt32(), release.GetProperty("pairs").GetInt32(), release.GetProperty("checkIns").GetInt32()));
        Assert.Equal(250, release.GetProperty("forecast").GetProperty("pairs").GetInt32());
        Assert.Equal(300, json.RootElement.GetProperty("candidate").GetProperty("pairs").GetInt32());
    }

    [Fact]
    public async Task Who_is_shown_is_told_by_groups_that_are_large_enough()
    {
        await using var place = await InventedCheckIns.Create(0);
        var store = place.Test.Store;
        for (var number = 0; number < 28; number++)
        {
            var (gender, since) = (number < 14 ? "woman" : "man", number % 2 == 0 ? store.Now.Year - 2 : store.Now.Year - 30);
            var id = await ProfileBuilder.Named(store.Now, "Ana", "Vega").With((facts, said) => facts with
            {
                Gender = said.Of(gender),
                PractisingSince = said.Of(since),
                Communities = said.Of<IReadOnlyList<string>>(number < 4 ? ["veterans", "rural"] : number < 16 ? ["rural"] : []),
            }).SaveTo(store);
            await store.Write(db =>
            {
                db.Add(new Showing { Day = DateOnly.FromDateTime(store.Now).AddDays(-2), ProfileId = id, First = number < 14 ? 3 : 1 });
                return Task.CompletedTask;
            }, TestContext.Current.CancellationToken);
        }

        var told = (await place.Run("report")).Out;
        Assert.Matches(@"woman +14 +42 +1\.50", told);
        Assert.Matches(@"man +14 +14 +0\.50", told);
        Assert.Matches(@"rural +16 +44 +1\.38", told);
        Assert.Matches("(?s)By community, too few to be told: .*veterans", told);
        Assert.Matches(@"up to 5 years +14 +28 +1\.00", told);
    }
}
