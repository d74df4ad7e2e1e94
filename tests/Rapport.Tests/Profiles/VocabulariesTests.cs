using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Rapport.Profiles;

namespace Rapport.Tests.Profiles;

public sealed partial class VocabulariesTests : IDisposable
{
    private static readonly Vocabularies Own = Vocabularies.BuiltIn;
    private readonly string folder = Directory.CreateTempSubdirectory("rapport-words-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("issues", 60)]
    [InlineData("approaches", 40)]
    [InlineData("languages", 30)]
    [InlineData("insurers", 50)]
    [InlineData("credentials", 80)]
    [InlineData("professions", 13)]
    [InlineData("taxonomy", 52)]
    [InlineData("ages", 5)]
    [InlineData("who", 4)]
    [InlineData("openings", 6)]
    public void Each_is_broad_enough(string name, int least) => Assert.True(Own[name].Terms.Count >= least);

    [Fact]
    public void Every_term_is_filled_in_both_languages_and_its_code_is_well_formed()
    {
        foreach (var vocabulary in Own.All)
        {
            var code = vocabulary.Name switch
            {
                "credentials" => CredentialCode(),
                "taxonomy" => TaxonomyCode(),
                _ => KebabCase(),
            };
            Assert.All(vocabulary.Terms, t =>
            {
                Assert.Matches(code, t.Code);
                Assert.True(t.English.Length > 0 && t.Spanish.Length > 0, t.Code);
                Assert.DoesNotContain(t.Also, a => a.Length == 0);
                Assert.Same(t, vocabulary.Find(t.Code));
            });
            Assert.Equal(vocabulary.Terms.Count, vocabulary.Terms.Select(t => t.English).Distinct().Count());
        }
    }

    [Fact]
    public void Spanish_is_not_English_copied()
    {
        string[] namesOfFirms = ["insurers"];
        foreach (var vocabulary in Own.All.Where(v => !namesOfFirms.Contains(v.Name)))
        {
            var same = vocabulary.Terms.Where(t => t.English == t.Spanish).Select(t => t.English).ToList();
            Assert.True(same.Count <= vocabulary.Terms.Count / 4, $"{vocabulary.Name}: {string.Join(", ", same)}");
        }
    }

    [Theory]
    [InlineData("approaches")]
    [InlineData("credentials")]
    [InlineData("professions")]
    public void Words_of_the_trade_are_explained_in_both_languages(string name) =>
        Assert.All(Own[name].Terms, t =>
        {
            Assert.EndsWith(".", t.Plain("en"), StringComparison.Ordinal);
            Assert.EndsWith(".", t.Plain("es-US"), StringComparison.Ordinal);
            Assert.NotEqual(t.Plain("en"), t.Plain("es"));
            Assert.InRange(t.Plain("en").Split(' ').Length, 5, 30);
        });

    [Fact]
    public void Every_taxonomy_code_leads_to_a_profession()
    {
        Assert.All(Own.Taxonomy.Terms, t => Assert.NotNull(Own.Professions.Find(t["profession"])));
        Assert.Equal(5, Own.Taxonomy.Terms.Count(t => t["retired"] == "yes"));
        Assert.Equal("psychologist", Own.Taxonomy.Find("103TC0700X")!["profession"]);
    }

    [Theory]
    [InlineData("AMFT", "supervised")]
    [InlineData("APCC", "supervised")]
    [InlineData("LPC-A", "supervised")]
    [InlineData("LLPC", "supervised")]
    [InlineData("PLPC", "supervised")]
    [InlineData("LMHCA", "supervised")]
    [InlineData("RMHCI", "supervised")]
    [InlineData("LPC-R", "supervised")]
    [InlineData("LMSW-LP", "supervised")]
    [InlineData("LMHC-QS", "independent")]
    [InlineData("LCDC-III", "independent")]
    [InlineData("LCSW", "independent")]
    [InlineData("LCSW-R", "independent")]
    [InlineData("PMHNP", "independent")]
    [InlineData("LMSW", "varies")]
    [InlineData("PsyD", "degree")]
    [InlineData("NCC", "certificate")]
    public void Credentials_say_whether_someone_may_work_alone(string code, string level) =>
        Assert.Equal(level, Own.Credentials.Find(code)!["level"]);

    [Fact]
    public void Levels_openings_and_prescribing_are_from_short_lists()
    {
        string[] levels = ["independent", "supervised", "varies", "degree", "certificate"];
        Assert.All(Own.Credentials.Terms, t => Assert.Contains(t["level"], levels));
        string[] planNet = ["newpt", "nopt", "existptonly", "existptfam"];
        Assert.All(Own.Openings.Terms, t => Assert.Contains(t["plan_net"], planNet));
        string[] prescribes = ["yes", "no", "varies"];
        Assert.All(Own.Professions.Terms, t => Assert.Contains(t["prescribes"], prescribes));
    }

    [Theory]
    [InlineData("issues", "DEPRESION", "low-mood")]
    [InlineData("issues", "anxiety", "worry")]
    [InlineData("issues", "insomnio", "sleep")]
    [InlineData("credentials", "L.C.S.W.", "LCSW")]
    [InlineData("credentials", "ph.d.", "PhD")]
    [InlineData("credentials", "lcswc", "LCSW-C")]
    [InlineData("languages", "ESPAÑOL", "es")]
    [InlineData("languages", "asl", "ase")]
    [InlineData("languages", "हिन्दी", "hi")]
    [InlineData("languages", "Chinese", "zh|yue")]
    [InlineData("insurers", "medi cal", "medi-cal")]
    [InlineData("issues", "nothing of the kind", "")]
    [InlineData("issues", "", "")]
    public void Words_that_people_type_find_their_term(string name, string word, string codes) =>
        Assert.Equal(codes, string.Join('|', Own[name].Named(word).Select(t => t.Code)));

    [Fact]
    public void No_word_breaks_the_look_up() => Gen.OneOf(Gen.String, Gen.Const("\ud800"), Gen.Const("a\udc00")).Sample(word =>
    {
        Assert.NotNull(Own.Issues.Named(word));
    });

    [Fact]
    public void Without_a_folder_the_vocabularies_are_those_of_the_program() =>
        Assert.Same(Own, Vocabularies.Load(Path.Combine(folder, "absent")));

    [Fact]
    public void An_operator_adds_words_and_overrides_cells()
    {
        Write("issues.csv", "code,es,en,also\n\"hurricane\",Huracán,\"Hurricane, after it\",storm|tormenta\nworry,,Nerves,\n");
        var issues = Vocabularies.Load(folder).Issues;
        Assert.Equal("Hurricane, after it", issues.Terms[^1].Label("en"));
        Assert.Equal("hurricane", Assert.Single(issues.Named("Tormenta")).Code);
        Assert.Equal(("Nerves", "Preocupación y ansiedad"), (issues.Find("worry")!.English, issues.Find("worry")!.Spanish));
        Assert.Contains("anxiety", issues.Find("worry")!.Also);
        Assert.Equal(Own.Issues.Terms.Count + 1, issues.Terms.Count);
        Assert.Null(Own.Issues.Find("hurricane"));
    }

    [Fact]
    public void An_operator_can_explain_a_credential_of_her_own()
    {
        Write("credentials.csv", "code,en,es,plain_en,level\nXYZ,A title,Un título,Means this.,certificate\n");
        var term = Vocabularies.Load(folder).Credentials.Find("XYZ")!;
        Assert.Equal(("Means this.", "", "certificate"), (term.Plain("en"), term.Plain("es"), term["level"]));
    }

    [Theory]
    [InlineData("issues.csv", "code,en\na,b\n", "line 1", "\"es\"")]
    [InlineData("issues.csv", "", "issues.csv", "code")]
    [InlineData("issues.csv", "code,en,es,colour\na,b,c,d\n", "line 1", "colour")]
    [InlineData("issues.csv", "code,en,es,also\nok,b,c,\nTwo Words,b,c,\n", "line 3", "Two Words")]
    [InlineData("issues.csv", "code,en,es,also\nnew,New,,\n", "line 2", "Spanish")]
    [InlineData("issues.csv", "code,en,es,also\nnew,New,Nuevo,\n\nnew,New,Nuevo,\n", "line 4", "second time")]
    [InlineData("issues.csv", "code,en,es,also\nnew,New, very,Nuevo,\n", "line 2", "double quotes")]
    [InlineData("issues.csv", "code,en,es,also\nnew,\"New,Nuevo,\n", "issues.csv", "quote")]
    [InlineData("issues.csv", "code,code,en,es\na,a,b,c\n", "issues.csv", "code")]
    [InlineData("issuez.csv", "code,en,es,also\n", "issuez.csv", "issues, approaches")]
    public void A_wrong_file_is_named_with_line_and_mend(string file, string text, string where, string what)
    {
        Write(file, text);
        var message = Assert.Throws<InvalidDataException>(() => Vocabularies.Load(folder)).Message;
        Assert.StartsWith(Path.Combine(folder, file), message, StringComparison.Ordinal);
        Assert.Contains(where, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_told_how_to_be_saved()
    {
        File.WriteAllText(Path.Combine(folder, "issues.csv"), "code,en,es\nn,New,Año\n", Encoding.Latin1);
        Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(() => Vocabularies.Load(folder)).Message, StringComparison.Ordinal);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KebabCase();

    [GeneratedRegex("^[A-Z][A-Za-z]*(-[A-Z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CredentialCode();

    [GeneratedRegex("^[0-9]{3}[0-9A-Z]{6}X$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TaxonomyCode();
}
