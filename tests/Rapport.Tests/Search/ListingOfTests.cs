using System.Text.Json;
using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search;

namespace Rapport.Tests.Search;

/// <summary>What the index knows of somebody, made of the document as it is stored.</summary>
public sealed class ListingOfTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public void The_facts_that_are_read_for_the_index_are_all_that_it_makes_use_of()
    {
        var people = new People(new World(PlaceTable.Gazetteer), 3, Day);
        var listing = new ListingOf(new SearchKeys(Vocabularies.BuiltIn), PlaceTable.Gazetteer, Day);
        foreach (var person in Enumerable.Range(1, 500).Select(id => people.Make(id)))
        {
            Assert.Equal(
                JsonSerializer.Serialize(listing.Make(person.Id, person.Claimed, person.Document.Facts, person.UpdatedAt)),
                JsonSerializer.Serialize(listing.Make(person.Id, person.Claimed, ListingOf.Read(person.Document.ToUtf8()), person.UpdatedAt)));
        }
    }
}
