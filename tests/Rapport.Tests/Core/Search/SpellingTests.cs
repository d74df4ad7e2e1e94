using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("smith", "smyth", 1)] // another letter
    [InlineData("jonson", "johnson", 1)] // one lacks
    [InlineData("garcias", "garcia", 1)] // one too many
    [InlineData("micheal", "michael", 1)] // two swapped
    [InlineData("elizabeth", "elisabet", 2)]
    [InlineData("kim", "garcia", 3)] // three stands for more
    [InlineData("", "", 0)]
    public void A_distance_counts_errors(string typed, string name, int errors)
    {
        Assert.Equal(errors, Spelling.Distance(typed, name));
        Assert.Equal(errors, Spelling.Distance(name, typed));
    }

    [Theory]
    [InlineData("ana", "anna", false)] // too short for an error
    [InlineData("smyth", "smith", true)]
    [InlineData("smytt", "smith", false)] // two errors in a short word
    [InlineData("rodrigeuz", "rodriguez", true)]
    [InlineData("rodrgues", "rodriguez", true)] // two in a long one
    [InlineData("zodrgues", "rodriguez", false)] // unless its first letter is wrong
    public void How_much_is_forgiven_grows_with_the_word(string typed, string name, bool isClose) =>
        Assert.Equal(isClose, Spelling.IsClose(typed, name));

    [Fact]
    public void No_close_word_is_missed() =>
        Gen.Select(Word.Array[0, 40], Word).Sample((names, typed) =>
        {
            var words = names.Distinct().Order(StringComparer.Ordinal).ToArray();
            var close = new CloseWords(words).Find(typed);

            Assert.Equal(words.Where(word => Spelling.IsClose(typed, word)), close.Order().Select(at => words[at]));
        });

    [Fact]
    public void Nicknames_go_for_one_another_in_each_of_their_groups()
    {
        var names = new Nicknames([["Elizabeth", "Liz", "Beth"], ["Bethany", "Béth"]]);

        Assert.Equal(["liz", "beth"], names.Of("elizabeth"));
        Assert.Equal(["elizabeth", "liz", "bethany"], names.Of("beth"));
        Assert.Empty(names.Of("robert"));
    }

    // Few letters, so that words come close to each other.
    private static Gen<string> Word => Gen.Char["abc"].Array[1, 10].Select(letters => new string(letters));
}
