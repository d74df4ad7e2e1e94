using System.Text.Json;
using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search;
using ListingOpening = Rapport.Core.Search.ListingOpening;
using OpeningKind = Rapport.Core.Search.OpeningKind;

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

    private static readonly PracticePlace Oakland = new() { Id = 1, City = "Oakland", State = "CA", Zip = "94610" };
    private static readonly PracticePlace Alameda = new() { Id = 2, City = "Alameda", State = "CA", Zip = "94501" };
    private static readonly Opening Open = new() { Kind = "open" };

    [Fact]
    public void An_answer_for_all_holds_at_the_offices_without_one_of_their_own_and_from_afar() => Assert.Equal(
        [(OpeningKind.Open, 1), (OpeningKind.Open, ListingOpening.FromAfar), (OpeningKind.Full, 0)],
        Openings(["in-person", "phone"], [Open, FullAt(1)], Oakland, Alameda));

    [Fact]
    public void An_answer_for_all_holds_not_from_afar_if_she_does_not_work_so()
    {
        Assert.Equal([(OpeningKind.Open, 1), (OpeningKind.Full, 0)], Openings(["in-person"], [Open, FullAt(1)], Oakland, Alameda));
        Assert.Equal([(OpeningKind.Full, 0)], Openings(["in-person"], [Open, FullAt(1)], Oakland));
    }

    [Fact]
    public void An_answer_for_all_holds_everywhere_where_no_office_has_one_of_its_own()
    {
        Assert.Equal([(OpeningKind.Open, ListingOpening.Everywhere)], Openings(["in-person", "online"], [Open], Oakland, Alameda));
        // Nobody visits the place of someone who works online alone, whatever was once said of it.
        Assert.Equal([(OpeningKind.Open, ListingOpening.Everywhere)], Openings(["online"], [Open, FullAt(1)], Oakland));
    }

    private static Opening FullAt(int place) => new() { PlaceId = place, Kind = "full" };

    private static IEnumerable<(OpeningKind Kind, int Place)> Openings(string[] formats, Opening[] openings, params PracticePlace[] places)
    {
        var now = Day.ToDateTime(TimeOnly.MinValue);
        Fact<T> Said<T>(T value)
            where T : notnull => new(value, Source.Therapist, now);
        var facts = new ProfileFacts
        {
            Formats = Said<IReadOnlyList<string>>(formats),
            Places = Said<IReadOnlyList<PracticePlace>>(places),
            Openings = Said<IReadOnlyList<Opening>>(openings),
        };
        return new ListingOf(new SearchKeys(Vocabularies.BuiltIn), PlaceTable.Gazetteer, Day).Make(1, claimed: true, facts, now)
            .Openings!.Select(one => (one.Opening.Kind, one.Place));
    }
}
