using CsCheck;
using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Places;

public sealed class BeginningsTests
{
    // Few letters, so that words come close to each other.
    private static Gen<string> Word => Gen.Char["abc"].Array[1, 8].Select(letters => new string(letters));

    [Fact]
    public void All_that_begin_so_are_found() =>
        Gen.Select(Word.Array[0, 40], Word).Sample((made, typed) =>
        {
            var words = made.Order(StringComparer.Ordinal).ToArray();
            var (from, to) = Beginnings.Of(words, typed);

            Assert.Equal(words.Where(word => word.StartsWith(typed, StringComparison.Ordinal)), words[from..to]);
        });

    [Fact]
    public void All_that_begin_nearly_so_are_found_and_no_others() =>
        Gen.Select(Word.Array[0, 40], Word).Sample((made, typed) =>
        {
            var words = made.Distinct().Order(StringComparer.Ordinal).ToArray();
            var near = typed.Length < Beginnings.CloseFrom ? [] : words.Where(word =>
                Enumerable.Range(1, word.Length).Any(length => Spelling.Distance(typed, word.AsSpan(0, length)) <= 1)).ToList();
            var found = Beginnings.CloseTo(words, typed).SelectMany(range => words[range.From..range.To]).ToHashSet();
            var (from, to) = Beginnings.Of(words, typed);
            // What begins so needs no forgiving: it may be among the close, and need not be.
            found.UnionWith(typed.Length < Beginnings.CloseFrom ? [] : words[from..to]);

            Assert.Equal(near, found.Order(StringComparer.Ordinal));
        });
}
