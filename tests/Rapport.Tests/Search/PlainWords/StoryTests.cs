using Rapport.Core.PlainWords;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Search.PlainWords;

namespace Rapport.Tests.Search.PlainWords;

/// <summary>Who tells what happened is understood by what help is for; nobody's page is looked through for the rest.</summary>
public sealed class StoryTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);
    private static readonly Lazy<PlainReader> Reader = new(() => PhraseBooks.Reader(Keys, SaidFile.BuiltIn(Keys)));

    [Theory]
    [InlineData("i drink a bottle of wine every night and cant stop", "issue:alcohol", "")]
    [InlineData("mi hijo hace berrinches y avienta sillas", "issue:child-behavior", "")]
    // What is wished for, what nothing is said around, a name and what stands in quotes are looked for.
    [InlineData("i want flute lessons for my panic attacks", "issue:panic", "flute lessons")]
    [InlineData("panic attacks, beekeepers", "issue:panic", "beekeepers")]
    [InlineData("my friend saw Okonkwo for her panic attacks", "issue:panic", "Okonkwo")]
    [InlineData("my panic attacks and \"flute lessons\"", "issue:panic", "\"flute lessons\"")]
    [InlineData("i stutter", "", "stutter")]
    public void The_words_around_what_is_told_are_not_looked_for(string said, string issue, string rest)
    {
        var reading = Sentence.Read(said, Reader, isPlaced: false, index: null);

        Assert.Equal(issue, string.Join('|', reading.Meanings.Where(meaning => meaning.Key == "issue").Select(meaning => $"{meaning.Key}:{meaning.Code}").Take(1)));
        Assert.Equal(rest, reading.Rest);
        Assert.Equal(reading.Unread.Count, reading.Told.Count + (rest.Length > 0 ? 1 : 0));
    }
}
