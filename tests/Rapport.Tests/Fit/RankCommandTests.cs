using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Fit;

/// <summary><c>rapport fit rank</c> as it is typed.</summary>
public sealed class RankCommandTests : IAsyncLifetime
{
    private TestStore _test = null!;

    public async ValueTask InitializeAsync()
    {
        _test = await TestStore.Create(Database.Sqlite);
        foreach (var (name, place) in new[] { ("Pusher", 3.0), ("Comforter", -3.0) })
        {
            await ProfileBuilder.Named(_test.Store.Now.AddDays(-3), "Ana", name)
                .With((facts, said) => facts with { Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("push", place)]) }).SaveTo(_test.Store);
        }
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task The_first_is_who_suits_with_the_reasons_in_words()
    {
        var told = await Run("""{ "push": { "place": -3, "matters": "lot" }, "time": { "place": 1.5 } }""");
        Assert.Equal(0, told.Code);
        Assert.Contains("by release 1 of", told.Out, StringComparison.Ordinal);
        Assert.Contains("2 therapists' answers and 0 pairs' check-ins", told.Out, StringComparison.Ordinal);
        var (first, second) = (told.Out.IndexOf("Comforter", StringComparison.Ordinal), told.Out.IndexOf("Pusher", StringComparison.Ordinal));
        Assert.InRange(first, 1, second);
        Assert.Contains("Speaks for: Comforts and cheers you on.", told.Out[first..second], StringComparison.Ordinal);
        Assert.Contains("Not known: Today or the past: not said.", told.Out[first..second], StringComparison.Ordinal);
        Assert.Contains("Speaks against: Pushes and questions you from the start.", told.Out[second..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_list_long_enough_to_have_a_middle_each_is_told_where_they_should_stand()
    {
        foreach (var (name, place) in Enumerable.Range(1, 9).Select(number => ($"Middle{number}", 0.0)).Append(("Best", 3.0)).Append(("Worst", -3.0)))
        {
            await ProfileBuilder.Named(_test.Store.Now.AddDays(-3), "Ana", name).With((facts, said) => facts with
            {
                Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("structure", place), new StyleSaid("push", -place), new StyleSaid("explain", place)]),
            }).SaveTo(_test.Store);
        }
        var told = await Run(
            """{ "structure": { "place": 3, "matters": "lot" }, "push": { "place": -3, "matters": "lot" }, "explain": { "place": 3, "matters": "lot" } }""", "--size", "13");
        string[] people = [.. told.Out.Split("\n\n").Skip(1)];
        Assert.Contains("Best", people[0], StringComparison.Ordinal);
        Assert.Contains("Expected fit: Likely a bit above the others on this list.", people[0], StringComparison.Ordinal);
        Assert.Contains("How sure: Only from what you both told us.", people[0], StringComparison.Ordinal);
        Assert.All(people.Where(one => one.Contains("Middle", StringComparison.Ordinal)), one => Assert.Contains("Expected fit: Likely about the same as the others on this list.", one, StringComparison.Ordinal));
        Assert.Contains("Worst", people[^1], StringComparison.Ordinal);
        Assert.Contains("Expected fit: Likely a bit below the others on this list.", people[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "The answers wish for nothing")]
    [InlineData("""{ "push": { "place": 0 } }""", "The answers wish for nothing")]
    [InlineData("""{ "push": null }""", "A wish is an object with a place on the axis")]
    [InlineData("[]", "no JSON object of axes")]
    [InlineData("""{ "push": 3 }""", "no JSON object of axes")]
    [InlineData("""{ "push": { "place": 2 } }""", "wishes.push: A place is -3, -1.5, 0, 1.5 or 3.")]
    [InlineData("""{ "push": { "place": 3, "matters": "much" } }""", "\"matters\" is little, some or lot.")]
    [InlineData("""{ "pull": { "place": 3 } }""", "There is no such axis. Choose one of: lead, structure")]
    public async Task Answers_that_cannot_be_read_are_told(string answers, string told)
    {
        var ended = await Run(answers);
        Assert.NotEqual(0, ended.Code);
        Assert.Equal("", ended.Out);
        Assert.Contains(told, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Out, string Error)> Run(string answers, params string[] more)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, answers);
        var ended = await RapportProcess.Run(["fit", "rank", "--answers", file, .. more, .. _test.Arguments]);
        File.Delete(file);
        return (ended.Code, ended.Out, ended.Error);
    }
}
