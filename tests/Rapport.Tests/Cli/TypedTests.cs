using Rapport.Tests.Support;

namespace Rapport.Tests.Cli;

/// <summary>What cannot be read on the command line is told by what may be typed, in no words of a program.</summary>
public sealed class TypedTests
{
    [Theory]
    [InlineData("serve --port abc", "--port takes a whole number from 0 to 65535, like 5080, not \"abc\".")]
    [InlineData("serve --port 65536", "--port takes a whole number from 0 to 65535, like 5080, not \"65536\".")]
    [InlineData("serve --port -1", "--port takes a whole number from 0 to 65535, like 5080, not \"-1\".")]
    [InlineData("demo --profiles 0", "--profiles takes a whole number from 1 to 10000000, like 5000, not \"0\".")]
    [InlineData("demo --profiles 1e3", "--profiles takes a whole number from 1 to 10000000, like 5000, not \"1e3\".")]
    [InlineData("demo --seed x", "--seed takes a whole number, like 7, not \"x\".")]
    [InlineData("search --page 0", "--page takes a whole number, 1 or more, like 2, not \"0\".")]
    [InlineData("search --page-size 101", "--page-size takes a whole number from 1 to 100, like 50, not \"101\".")]
    [InlineData("search --radius far", "--radius takes a number from 0 to 500, like 25, not \"far\".")]
    [InlineData("search --radius NaN", "--radius takes a number from 0 to 500, like 25, not \"NaN\".")]
    [InlineData("search --day 26.11.2026", "--day takes a day like 2026-11-26, not \"26.11.2026\".")]
    [InlineData("removals undo x --reason y", "ID takes a whole number, 1 or more, like 12, not \"x\".")]
    [InlineData("reports settle 0 --as y", "ID takes a whole number, 1 or more, like 12, not \"0\".")]
    [InlineData("profile set id:1 pronouns= --as me", "--as takes therapist, operator or organisation, not \"me\".")]
    [InlineData("profile", "Say what to do: show, set.")]
    [InlineData("profiles", "There is no \"profiles\" here. There is: serve, demo,")]
    public async Task It_says_what_may_be_typed(string line, string told)
    {
        var ended = await RapportProcess.Run(line.Split(' '));
        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.StartsWith(told, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--help", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_value_of_a_filter_names_the_command_that_lists_them()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var ended = await RapportProcess.Run(["search", "--filter", "language=xx", .. test.Arguments]);
        Assert.Equal(2, ended.Code);
        Assert.Equal(
            $"--filter language: \"xx\" is not a value of language. \"{test.Location.Command("search --keys")}\" lists them.", ended.Error.Trim());
    }
}
