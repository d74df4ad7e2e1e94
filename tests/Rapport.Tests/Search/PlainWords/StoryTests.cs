using System.Net.Http.Json;
using Rapport.Core.PlainWords;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search.PlainWords;

/// <summary>Who tells what happened is understood by what help is for; nobody's page is looked through for the rest.</summary>
public sealed class StoryTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly Lazy<PlainReader> Reader = new(() => PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys)));

    [Theory]
    [InlineData("i drink a bottle of wine every night and cant stop", "issue:alcohol", "")]
    [InlineData("my son hits other kids and throws chairs", "issue:child-behavior", "")]
    [InlineData("mi hijo hace berrinches y avienta sillas", "issue:child-behavior", "")]
    // What is wished for, what nothing is said around, a name and what stands in quotes are looked for.
    [InlineData("i want flute lessons for my panic attacks", "issue:panic", "flute lessons")]
    [InlineData("panic attacks, beekeepers", "issue:panic", "beekeepers")]
    [InlineData("my friend saw Okonkwo for her panic attacks", "issue:panic", "Okonkwo")]
    [InlineData("my panic attacks and \"flute lessons\"", "issue:panic", "\"flute lessons\"")]
    [InlineData("i stutter", "", "stutter")]
    [InlineData("terrified of flying and have to go to my zydeco recital", "issue:phobias", "")]
    [InlineData("siento que me ahogo con la zydeco", "issue:panic", "")]
    [InlineData("i feel like quokkas when i panic", "issue:panic", "")]
    [InlineData("i want to try aikido for my panic attacks", "issue:panic", "aikido")]
    public void The_words_around_what_is_told_are_not_looked_for(string said, string issue, string rest)
    {
        var reading = Sentence.Read(said, Reader, isPlaced: false, index: null);

        Assert.Equal(issue, string.Join('|', reading.Meanings.Where(meaning => meaning.Key == "issue").Select(meaning => $"{meaning.Key}:{meaning.Code}").Take(1)));
        Assert.Equal(rest, reading.Rest);
        Assert.Equal(reading.Unread.Count, reading.Told.Count + (rest.Length > 0 ? 1 : 0));
    }

    [Theory]
    [InlineData("i panic at night", "")]
    [InlineData("i have panic attacks, evenings", "times:evenings")]
    [InlineData("i have panic attacks and am only free at night", "times:evenings")]
    [InlineData("i panic when a man looks at me", "")]
    [InlineData("i have panic attacks and want a guy who gets it", "gender:man")]
    [InlineData("writing this as a guy, my girlfriend hits me", "")]
    [InlineData("parenting help, we cannot agree on rules for the kids", "")]
    [InlineData("anxious child", "age:children-6-12")]
    public void When_and_who_of_a_story_are_not_asked_for(string said, string asked) =>
        Assert.Equal(asked, string.Join('|', Sentence.Read(said, Reader, isPlaced: false, index: null).Meanings
            .Where(meaning => meaning.Key is "times" or "gender" or "age").Select(meaning => $"{meaning.Key}:{meaning.Code}")));

    [Theory]
    [InlineData("", "my son hits other kids and throws chairs", "We did not look for “throws” and “chairs”", "/api/v1")]
    [InlineData("/es", "mi hijo hace berrinches y avienta sillas", "No buscamos «avienta» y «sillas»", "/es/api/v1")]
    public async Task The_page_tells_what_was_not_looked_for_and_no_address_holds_it(string language, string said, string told, string api)
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var answer = await app.Send($"{language}/therapists", [new("place", "94610"), new("text", said)]);
        var address = answer.Headers.Location!.ToString();
        Assert.DoesNotContain("chairs", address, StringComparison.Ordinal);

        var page = await app.Page(address);
        Assert.Contains(told, page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", page.GetElementById("text")!.GetAttribute("value") ?? "");

        using var json = await app.Browser.PostAsJsonAsync(new Uri($"{api}/search", UriKind.Relative), new { sentence = said, place = "94610" });
        var unread = (await json.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("understood").GetProperty("unread");
        Assert.All(unread.EnumerateArray(), words => Assert.False(words.GetProperty("lookedFor").GetBoolean()));
        Assert.NotEqual(0, unread.GetArrayLength());
    }
}
