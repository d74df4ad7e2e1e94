using Rapport.Core.Fit;
using Rapport.Saved;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Saved;

public sealed class CodeSealTests
{
    private const string Code = "acorn acrobat almond apricot anchor apple";

    private static readonly DateOnly Ends = new(2027, 2, 23);

    private static readonly SearchRequest Request = new()
    {
        Place = "94610",
        RadiusMiles = 10,
        Text = "tinnitus",
        TextIsNice = true,
        Format = ["online"],
        Filters = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["issue"] = new("grief", "sleep") },
        Nice = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["times"] = new("evenings") },
    };

    [Fact]
    public async Task Every_answer_of_how_somebody_likes_to_work_comes_back_either_is_fine_too()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new CodeSeal(test.Store).KeysOf(Code);
        var wishes = StyleAxes.Ids.Index().ToDictionary(
            axis => axis.Item, axis => new StyleWish(StyleAxes.Places[axis.Index % StyleAxes.Places.Count], axis.Index % 2 == 0 ? StyleWish.Lot : null), StringComparer.Ordinal);
        Assert.Contains(wishes.Values, wish => wish.Place == 0);
        Assert.Equal(wishes, CodeSeal.Open(CodeSeal.Seal(Request with { Wishes = wishes }, keys, Ends)!, keys, Ends)!.Wishes);
    }

    [Fact]
    public async Task What_did_not_help_comes_back_too()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new CodeSeal(test.Store).KeysOf(Code);
        var back = CodeSeal.Open(CodeSeal.Seal(Request with { NotHelped = ["emdr", "cbt"] }, keys, Ends)!, keys, Ends)!;
        Assert.Equal(["emdr", "cbt"], back.NotHelped);
        Assert.Equal(Request.Place, back.Place);
        Assert.Null(CodeSeal.Open(CodeSeal.Seal(Request, keys, Ends)!, keys, Ends)!.NotHelped);
    }

    [Fact]
    public async Task Whose_ways_are_looked_for_comes_back_beside_the_wishes()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new CodeSeal(test.Store).KeysOf(Code);
        var wish = new Dictionary<string, StyleWish>(StringComparer.Ordinal) { ["lead"] = new StyleWish(3, StyleWish.Lot) };
        var ways = new Dictionary<string, StyleWish>(StringComparer.Ordinal) { ["push"] = new StyleWish(-1.5) };
        var back = CodeSeal.Open(CodeSeal.Seal(Request with { Wishes = wish, Alike = new Alike("Ada", ways) }, keys, Ends)!, keys, Ends)!;
        Assert.Equal("Ada", back.Alike!.Name);
        Assert.Equal(ways, back.Alike.Ways);
        Assert.Equal(wish, back.Wishes);
    }

    [Fact]
    public async Task What_is_sealed_under_a_code_comes_back_whole_and_under_no_other()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var seal = new CodeSeal(test.Store);
        var keys = seal.KeysOf(Code);
        var content = CodeSeal.Seal(Request, keys, Ends)!;
        var back = CodeSeal.Open(content, new CodeSeal(test.Store).KeysOf(Code), Ends)!;
        Assert.Equal((Request.Place, Request.RadiusMiles, Request.Text, true), (back.Place, back.RadiusMiles, back.Text, back.TextIsNice));
        Assert.Equal(Request.Format, back.Format);
        Assert.Equal(Request.Filters!["issue"].Values, back.Filters!["issue"].Values);
        Assert.Equal(Request.Nice!["times"].Values, back.Nice!["times"].Values);
        // The same words in another order are another code.
        Assert.Null(CodeSeal.Open(content, seal.KeysOf("apple acorn acrobat almond apricot anchor"), Ends));
    }

    [Fact]
    public async Task A_longer_life_and_an_altered_byte_are_seen()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new CodeSeal(test.Store).KeysOf(Code);
        var content = CodeSeal.Seal(Request, keys, Ends)!;
        Assert.Null(CodeSeal.Open(content, keys, Ends.AddDays(1)));
        for (var at = 0; at < content.Length; at += 50)
        {
            var altered = content.ToArray();
            altered[at] ^= 1;
            Assert.Null(CodeSeal.Open(altered, keys, Ends));
        }
        Assert.Null(CodeSeal.Open([], keys, Ends));
    }

    [Fact]
    public async Task The_length_does_not_tell_how_much_was_asked_for()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new CodeSeal(test.Store).KeysOf(Code);
        Assert.Equal(CodeSeal.Seal(new SearchRequest { Place = "94610" }, keys, Ends)!.Length, CodeSeal.Seal(Request, keys, Ends)!.Length);
        Assert.Null(CodeSeal.Seal(new SearchRequest { Text = new string('x', 20_000) }, keys, Ends));
    }

    [Fact]
    public async Task The_same_code_leads_elsewhere_in_another_store_and_without_the_key_nowhere()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await using var other = await TestStore.Create(Database.Sqlite);
        var keys = new CodeSeal(test.Store).KeysOf(Code);
        var file = Path.Combine(test.Location.KeyFolder, "saved.key");
        Directory.CreateDirectory(other.Location.KeyFolder);
        File.Copy(file, Path.Combine(other.Location.KeyFolder, "saved.key"));
        Assert.NotEqual(keys.LookUp, new CodeSeal(other.Store).KeysOf(Code).LookUp);
        File.Delete(file);
        Assert.NotEqual(keys.LookUp, new CodeSeal(test.Store).KeysOf(Code).LookUp);
    }
}
