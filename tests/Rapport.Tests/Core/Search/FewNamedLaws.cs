using CsCheck;
using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>Who is named by what is typed, as a plain scan finds them, also after edits.</summary>
public sealed class FewNamedLaws
{
    [Fact]
    public void Few_are_named_as_a_plain_scan_names_them() =>
        Gen.Select(SearchWorlds.Directory(30), Gen.Long[0, 1008].HashSet[0, 20], SearchWorlds.Query, Gen.Int[0, 6]).Sample((people, gone, query, most) =>
        {
            var index = SearchIndex.Build(SearchWorlds.Schema, people).With([], gone);
            var words = SearchText.QueryWords(query.Text);
            var named = people.Where(one => !gone.Contains(one.Id) && one.Tier == 0 && words.Sum(word => word.Length) >= 3
                && words.Select((word, at) => SearchText.Fold(JoinedNames.Of(one.Name)).Split(' ').Any(name =>
                    at == words.Count - 1 ? name.StartsWith(word, StringComparison.Ordinal) : name == word)).All(found => found)).Select(one => one.Id).ToList();

            Assert.Equal(named.Count > most ? [] : named.Order(), index.FewNamed(query.Text, most).Order());
        });

    [Fact]
    public void A_name_that_is_one_letter_off_is_forgiven_where_nobody_is_called_so()
    {
        var index = SearchIndex.Build(SearchWorlds.Schema, [Named(1, "Marisol Vega"), Named(2, "Daniel Okafor"), Named(3, "Daniela Vega")]);

        Assert.Equal([1L], index.FewNamed("marsol", 3, forgives: true));
        Assert.Equal([1L], index.FewNamed("marisoll veg", 3, forgives: true));
        Assert.Empty(index.FewNamed("marsol", 3));
        Assert.Equal([2L, 3], index.FewNamed("dani", 3, forgives: true).Order());
        Assert.Empty(index.FewNamed("dani", 1, forgives: true));
    }

    private static Listing Named(long id, string name) => new() { Id = id, Name = name, Values = new int[]?[SearchWorlds.Schema.Keys.Count] };
}
