using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>A word is unknown exactly where a search for it alone finds nobody, also after edits.</summary>
public sealed class UnknownWordsLaws
{
    [Fact]
    public void A_word_is_unknown_if_a_search_for_it_alone_finds_nobody() =>
        Gen.Select(SearchWorlds.Directory(30), Gen.Long[0, 1008].HashSet[0, 20], SearchWorlds.Query, (people, gone, query) => (people, gone, query.Text, query.Language))
            .Sample(world =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, world.people).With([], world.gone);
                var words = AskedText.Of(SearchText.Parted(world.Text).Wanted, language: -1).Words;
                var unknown = words.Where(word => index.Search(new SearchQuery
                {
                    // Behind a whole word that everybody's search ends with, the word before it must stand as it is.
                    Text = word.MayBegin ? word.Text : word.IsExact ? $"\"{word.Text}\"" : $"{word.Text} {word.Text}",
                    Language = world.Language,
                    Today = SearchWorlds.Today,
                }).Total == 0).Select(word => word.Text).Distinct();
                Assert.Equal(unknown, index.UnknownWords(world.Text, world.Language));
            });
}
