using Rapport.Core.Search;

namespace Rapport.Tests.Core.Search;

/// <summary>A name that is written in one word and in several is found by both.</summary>
public sealed class JoinedNamesTests
{
    private static readonly SearchSchema Schema = new([new FilterKey("issue", FilterKind.Values, ["grief"])]);

    [Theory]
    [InlineData("Ana de la Cruz", "delacruz", "de la cruz", "la cruz", "ana delac", "lacruz")]
    [InlineData("Ana Delacruz", "delacruz", "de la cruz", "ana de la cru")]
    [InlineData("Sean O'Brien", "obrien", "o brien", "o\u2019brien", "sean o bri")]
    [InlineData("Sean O Brien", "obrien", "o'brien", "o brien")]
    [InlineData("Ian McDonald", "mcdonald", "mc donald", "ian mc dona", "mc donald ian")]
    [InlineData("Ian Mc Donald", "mcdonald", "mc donald")]
    [InlineData("Ruth Garcia-Lopez", "garcia-lopez", "garcia lopez", "garcialopez", "lopez ruth")]
    [InlineData("Marybeth Wood", "mary beth", "marybeth", "mary beth wood")]
    [InlineData("Vincent van der Berg", "vanderberg", "van der berg", "der berg", "vander berg")]
    public void A_name_is_found_as_it_is_typed(string name, params string[] typed)
    {
        var index = SearchIndex.Build(Schema, [new Listing { Id = 1, Name = name, Values = [null] }, new Listing { Id = 2, Name = "Ben Wood-Hill", Values = [null] }]);

        Assert.All(typed, text => Assert.Equal(1, Assert.Single(index.Search(new SearchQuery { Text = text, Take = 10 }).Hits).Id));
    }

    [Theory]
    [InlineData("Ana de la Cruz", "\"de lacruz\"")]
    [InlineData("Ana Cruz", "anacruz")]
    [InlineData("Ana Delacruz", "de \"la cruz\"")]
    [InlineData("Beth Mary", "marybeth")]
    [InlineData("Mary A Wood", "awood")]
    public void What_is_not_the_name_does_not_find_it(string name, string typed)
    {
        var index = SearchIndex.Build(Schema, [new Listing { Id = 1, Name = name, Values = [null] }]);

        Assert.Equal(0, index.Search(new SearchQuery { Text = typed }).Total);
    }
}
