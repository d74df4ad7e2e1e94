using System.Text.Json;
using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

/// <summary>Facts are read and written as the library would by itself, and in part where no more is asked for.</summary>
public sealed class FactsJsonTests
{
    [Fact]
    public void What_is_written_and_read_is_what_the_library_makes_of_it()
    {
        foreach (var document in Documents())
        {
            var plain = JsonSerializer.Serialize(document, ProfileJson.Default.ProfileDocument);
            var ours = JsonSerializer.Serialize(ProfileDocument.FromJson(document.ToJson()), ProfileJson.Default.ProfileDocument);
            Assert.Equal(plain, ours);
            Assert.Equal(document.ToJson(), ProfileDocument.FromJson(plain).ToJson());
            Assert.Equal(
                plain, JsonSerializer.Serialize(JsonSerializer.Deserialize(document.ToJson(), ProfileJson.Default.ProfileDocument)!, ProfileJson.Default.ProfileDocument));
        }
    }

    [Fact]
    public void Who_asks_for_some_facts_gets_these_and_no_others()
    {
        var read = ProfileDocument.ReaderOf([nameof(ProfileFacts.Name), nameof(ProfileFacts.AboutMe)]);
        foreach (var document in Documents())
        {
            var facts = document.Facts;
            var some = new ProfileDocument { Facts = new ProfileFacts { Name = facts.Name, AboutMe = facts.AboutMe } };
            Assert.Equal(some.ToJson(), new ProfileDocument { Facts = read(document.ToUtf8()) }.ToJson());
        }
    }

    [Fact]
    public void A_fact_in_another_order_and_with_more_beside_it_is_read()
    {
        var facts = ProfileDocument.FromJson("""
            {"facts":{"new":{"value":[1,{"a":2}]},"aboutMe":{"by":null,"more":[{}],"confirmed":"2026-01-05T00:00:00Z","source":"operator","value":"Hello"},
            "pronouns":null}}
            """).Facts;
        Assert.Equal(new Fact<string>("Hello", Source.Operator, new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc)), facts.AboutMe);
        Assert.Null(facts.Pronouns);
    }

    [Theory]
    [InlineData("""{"facts":{"aboutMe":{"source":"therapist","confirmed":"2026-01-05T00:00:00Z"}}}""")]
    [InlineData("""{"facts":{"aboutMe":{"value":null,"source":"therapist","confirmed":"2026-01-05T00:00:00Z"}}}""")]
    [InlineData("""{"facts":{"aboutMe":"Hello"}}""")]
    [InlineData("""{"facts":{"prescribes":{"value":"yes"}}}""")]
    [InlineData("""{"facts":{"prescribes":{"value":null}}}""")]
    [InlineData("""{"facts":{"aboutMe":{"value":"Hello","source":7.5}}}""")]
    [InlineData("""{"facts":{"aboutMe":{"value":"Hello","confirmed":"yesterday"}}}""")]
    [InlineData("""{"facts":{"aboutMe":{"value":"Hello","method":5}}}""")]
    [InlineData("""{"facts":{"aboutMe":{"value":"Hello""")]
    [InlineData("""{"facts":[]}""")]
    [InlineData("")]
    public void What_is_no_document_is_told(string json) =>
        Assert.ThrowsAny<JsonException>(() => ProfileDocument.FromJson(json));

    private static IEnumerable<ProfileDocument> Documents()
    {
        var people = new People(new World(PlaceTable.Gazetteer), 5, new DateOnly(2026, 1, 5));
        return Enumerable.Range(1, 200).Select(id => people.Make(id).Document);
    }
}
