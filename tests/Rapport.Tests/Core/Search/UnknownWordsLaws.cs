using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>
/// A word is unknown exactly where a search for it alone finds nobody and nobody's name holds it in one word with its neighbours
/// ("O Brien" is known where somebody is called O'Brien), also after edits.
/// </summary>
public sealed class UnknownWordsLaws
{
    [Fact]
    public void A_word_is_unknown_if_a_search_for_it_alone_finds_nobody() =>
        Gen.Select(SearchWorlds.Directory(30), Gen.Long[0, 1008].HashSet[0, 20], SearchWorlds.Query, (people, gone, query) => (people, gone, query.Text, query.Language))
            .Sample(world =>
            {
                var index = SearchIndex.Build(SearchWorlds.Schema, world.people).With([], world.gone);
                var words = AskedText.Of(SearchText.Parted(world.Text).Wanted, language: -1).Words;
                string[] names = [.. world.people.Where(person => !world.gone.Contains(person.Id))
                    .SelectMany(person => SearchText.Words(JoinedNames.Of(person.Name), SearchText.MaxWords * 4))];
                bool IsName(AskedWord whole) =>
                    Array.Exists(names, name => whole.MayBegin ? name.StartsWith(whole.Text, StringComparison.Ordinal) : name == whole.Text);
                bool FindsSomebody(AskedWord word) => index.Search(new SearchQuery
                {
                    // Behind a whole word that everybody's search ends with, the word before it must stand as it is.
                    Text = word.MayBegin ? word.Text : word.IsExact ? $"\"{word.Text}\"" : $"{word.Text} {word.Text}",
                    Language = world.Language,
                    Today = SearchWorlds.Today,
                }).Total > 0;
                var unknown = words.Where(word => !FindsSomebody(word) && !Array.Exists(word.Joined ?? [], IsName)).Select(word => word.Text).Distinct();
                Assert.Equal(unknown, index.UnknownWords(world.Text, world.Language));
            });
}
