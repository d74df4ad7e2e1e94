using Microsoft.AspNetCore.DataProtection;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Cli;

/// <summary>What strangers typed, on the operator's terminal.</summary>
public sealed class PrintedTests
{
    [Theory]
    [InlineData("\u001b[2Jgone", "[2Jgone")]
    [InlineData("a\u202eb\u2066c", "abc")]
    [InlineData("a\u009bb\ac\u007f", "abc")]
    [InlineData("tab\there", "tab here")]
    [InlineData("José 張 می\u200cخواهم 😀", "José 張 می\u200cخواهم 😀")]
    [InlineData(null, "")]
    public void What_steers_a_terminal_goes_and_letters_of_any_script_stay(string? text, string shown) =>
        Assert.Equal(shown, Printed.Text(text));

    [Fact]
    public void Line_ends_stay_in_a_text_and_become_blanks_in_a_line()
    {
        Assert.Equal("one\ntwo\nthree", Printed.Text("one\r\ntwo\u2028three"));
        Assert.Equal("one two three", Printed.Line("one\r\ntwo\u2028three"));
    }

    [Fact]
    public async Task A_store_that_holds_such_text_from_before_prints_it_clean_everywhere()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        const string Evil = "Eve\u001b[31m\u202e";
        var id = await ProfileBuilder.Named(test.Store.Now, Evil, "Ex").With((facts, said) => facts with { AboutMe = said.Of(Evil) }).SaveTo(test.Store);
        await test.Store.Write(async db =>
        {
            await db.AddAsync(new Report { ProfileId = id, About = "other", Said = KeyRing.Open(test.Location).CreateProtector("Rapport.Profiles.Reports", "v1").Protect(System.Text.Encoding.UTF8.GetBytes(Evil)), At = test.Store.Now });
            await db.AddAsync(new Removal { ProfileId = id, At = test.Store.Now, UndoneAt = test.Store.Now, UndoneReason = Evil });
            await db.AddAsync(new FactChange { ProfileId = id, Field = "about-me", After = Evil, Source = Source.Therapist, At = test.Store.Now, Reason = Evil });
        });
        string[][] commands =
        [
            ["reports"], ["reports", "--json"], ["removals"], ["removals", "--json"], ["search"], ["search", "--json"],
            ["profile", "show", $"id:{id}", "--history"], ["profile", "show", $"id:{id}", "--json"],
            ["profile", "set", $"id:{id}", $"{Evil}=x", "--as", "operator"],
        ];
        foreach (var command in commands)
        {
            var ended = await RapportProcess.Run([.. command, .. test.Arguments]);
            Assert.Contains("Eve", ended.Out + ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', ended.Out + ended.Error);
            Assert.DoesNotContain('\u202e', ended.Out + ended.Error);
        }
    }
}
