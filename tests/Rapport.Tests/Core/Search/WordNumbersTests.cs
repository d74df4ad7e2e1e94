using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>Words are numbered as a dictionary numbers them.</summary>
public sealed class WordNumbersTests
{
    [Fact]
    public void Each_word_has_one_number_in_the_order_in_which_they_are_met() =>
        Gen.OneOf(Gen.String[Gen.Char["abé"], 0, 6], Gen.String[0, 40], Gen.Int[0, 5000].Select(number => $"w{number}"))
            .Array[0, 3000].Sample(words =>
        {
            var (numbers, known) = (new WordNumbers(), new Dictionary<string, int>(StringComparer.Ordinal));
            foreach (var word in words)
            {
                known.TryAdd(word, known.Count);
                Assert.Equal(known[word], numbers.Of(word));
            }

            Assert.Equal(known.Count, numbers.Count);
            Assert.All(known, word => Assert.Equal(word.Key, numbers[word.Value].ToString()));
        }, iter: 50);
}
