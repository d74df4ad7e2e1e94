using System.Globalization;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>The search in a terminal.</summary>
public sealed class SearchCommandTests
{
    [Fact]
    public async Task What_is_found_fits_a_terminal_of_the_usual_width_without_breaking_a_word()
    {
        const int Width = 80;
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Marisol(test.Store.Now).With((facts, said) => facts with
        {
            Name = said.Of(new PersonName { First = "Maximiliana Guadalupe", Last = "Featherstonehaugh-Cholmondeley" }),
            Fees = said.Of<IReadOnlyList<Fee>>([new Fee("individual", 12000, 16000, 50), new Fee("evaluation", 30000, 45000, 90)]),
        }).SaveTo(test.Store);
        var found = await RapportProcess.Run(
            ["search", "--place", "94610", "--filter", "language=es", "--nice", "times=evenings", .. test.Arguments]);
        Assert.Equal(0, found.Code);
        Assert.StartsWith("1 therapist for 94610 Oakland, CA.", found.Out, StringComparison.Ordinal);
        var words = found.Out.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var whole in new[] { "Featherstonehaugh-Cholmondeley,", "94611", "evaluation", "300-450", "language,", "times" })
        {
            Assert.Contains(whole, words);
        }
        Assert.All(found.Out.Split('\n'), line => Assert.InRange(line.Length, 0, Width));
    }

    [Fact]
    public async Task A_text_without_a_word_is_told_on_the_terminal_and_to_programs()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        Assert.Contains("No word stands in the text", (await RapportProcess.Run(["search", "--text", "?!", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.Contains(SearchAnswer.NoWords, (await RapportProcess.Run(["search", "--text", "😀", "--json", .. test.Arguments])).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("No word", (await RapportProcess.Run(["search", "--text", "grief", .. test.Arguments])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_by_fit_leads_to_the_command_that_takes_wishes()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var told = await RapportProcess.Run(["search", "--sort", "fit", .. test.Arguments]);
        Assert.NotEqual(0, told.Code);
        Assert.StartsWith("--sort: ", told.Error, StringComparison.Ordinal);
        Assert.Contains("fit rank --answers FILE", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_shows_its_order_again_and_what_is_no_day_is_told()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        for (var i = 0; i < 20; i++)
        {
            await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        }
        var day = test.Store.Now.AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var first = await RapportProcess.Run(["search", "--day", day, .. test.Arguments]);
        Assert.Equal(0, first.Code);
        Assert.Equal(first.Out, (await RapportProcess.Run(["search", "--day", day, .. test.Arguments])).Out);
        Assert.NotEqual(first.Out, (await RapportProcess.Run(["search", .. test.Arguments])).Out);

        var wrong = await RapportProcess.Run(["search", "--day", "yesterday", .. test.Arguments]);
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains("--day takes a day like 20", wrong.Error, StringComparison.Ordinal);
    }
}
