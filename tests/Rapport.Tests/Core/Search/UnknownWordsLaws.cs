using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>A word is unknown exactly where a search for it alone finds nobody, also after edits.</summary>
public sealed class UnknownWordsLaws
{
    [Fact]
    public void A_word_is_unknown_if_a_search_for_it_alone_finds_nobody() =>
        Gen.Select(SearchWorlds.Directory(30), Gen.Long[0, 1008].HashSet[0, 20], SearchWorlds.Query, (people, gone, query) => (people, gone, query.Text))
            .Sample(world =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, world.people).With([], world.gone);
                var words = SearchText.QueryWords(world.Text);
                var unknown = words.Where((word, at) => index.Search(new SearchQuery
                {
                    // Behind a whole word that everybody's search ends with, the word before it must stand as it is.
                    Text = at == words.Count - 1 ? word : $"{word} {word}",
                    Today = SearchWorlds.Today,
                }).Total == 0).Distinct();
                Assert.Equal(unknown, index.UnknownWords(world.Text));
            });
}
