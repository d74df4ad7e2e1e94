using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

/// <summary>What thousands say alike is one text in memory; what is read is the same in every letter.</summary>
public sealed class CommonTextsTests
{
    private static readonly DateTime Now = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("José")]
    [InlineData("a \"b\" \\ c\n")]
    [InlineData("")]
    [InlineData("🙂 and 🙃")]
    [InlineData("exactly thirty-two letters long.")]
    [InlineData("exactly thirty-three letters long")]
    [InlineData("ññññññññññññññññ")]
    [InlineData("a text that is her own and longer than what many say alike, with “quotes” in it")]
    public void A_text_comes_back_as_it_was_written_however_often(string text)
    {
        var json = new ProfileDocument { Facts = new() { AboutMe = new(text, Source.Therapist, Now) } }.ToJson();
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(text, ProfileDocument.FromJson(json).Facts.AboutMe!.Value);
        }
    }

    [Fact]
    public void Two_who_say_the_same_share_one_text()
    {
        var json = new ProfileDocument { Facts = new() { Issues = new(["anxiety"], Source.Therapist, Now) } }.ToJson();
        Assert.Same(
            ProfileDocument.FromJson(json).Facts.Issues!.Value[0],
            ProfileDocument.FromJson(json).Facts.Issues!.Value[0]);
    }

    [Fact]
    public void More_texts_than_there_are_places_for_are_all_read_right()
    {
        foreach (var number in Enumerable.Range(0, 40_000))
        {
            var text = $"text {number}";
            var json = new ProfileDocument { Facts = new() { Pronouns = new(text, Source.Therapist, Now) } }.ToJson();
            Assert.Equal(text, ProfileDocument.FromJson(json).Facts.Pronouns!.Value);
        }
    }
}
