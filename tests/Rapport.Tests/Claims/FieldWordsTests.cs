using Rapport.Claims;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Tests.Claims;

/// <summary>An owner reads her facts, their history and her data in words, never in codes.</summary>
public sealed class FieldWordsTests
{
    private static readonly DateTime Now = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Vocabularies Words = Vocabularies.BuiltIn;

    public static TheoryData<string, string> Fields
    {
        get
        {
            var fields = new TheoryData<string, string>();
            foreach (var one in ProfileFields.All)
            {
                fields.Add(one.Name, "en");
                fields.Add(one.Name, "es");
            }
            return fields;
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public void Each_field_has_a_name_and_says_what_it_says_without_codes(string name, string language)
    {
        var facts = ProfileBuilder.Marisol(Now).Build(1).Read().Facts;
        Language.Of(language).Say(() =>
        {
            Assert.NotEqual(name, FieldWords.Label(name));
            var said = new FieldWords(Words, language, Now).Value(name, facts);
            var field = ProfileFields.Named(name);
            Assert.Equal(string.IsNullOrEmpty(field.Print(facts)), said.Length == 0);
            // Codes of vocabularies have dashes, which words between blanks do not have at both ends.
            foreach (var code in Codes(facts, name))
            {
                Assert.DoesNotContain(code, said.Split([' ', ',', '\n', ';', '.'], StringSplitOptions.RemoveEmptyEntries));
            }
            return said;
        });
    }

    [Theory]
    [InlineData("en", "issues", "panic, trauma", "Panic attacks", "panic,")]
    [InlineData("es", "openings", "existing-only", "Solo clientes actuales", "existing-only")]
    [InlineData("es", "listing", "off the list: license lapsed, paused", "fuera de la lista: la licencia", "lapsed")]
    [InlineData("es", "listing", "on the list", "en la lista", "on the")]
    [InlineData("es", "owner", "kept by its owner", "suyo", "kept")]
    [InlineData("es", "portrait", "a photograph", "una fotografía", "photo")]
    [InlineData("es", "sliding-scale", "yes", "sí", "yes")]
    public void The_history_is_read_in_her_language(string language, string field, string kept, string says, string never)
    {
        var said = Language.Of(language).Say(() => new FieldWords(Words, language, Now).Value(field, kept));
        Assert.Contains(says, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(never, said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_vocabulary_knows_any_more_is_shown_as_it_was_kept() =>
        Assert.Equal("an-old-code", new FieldWords(Words, "en", Now).Value("issues", "an-old-code"));

    [Fact]
    public void Each_reason_that_takes_a_profile_off_the_list_is_read_back_as_it_was_printed()
    {
        for (var reasons = Unlisted.None; reasons < (Unlisted)32; reasons++)
        {
            Assert.Equal(reasons, Unlisting.Read(Unlisting.Print(reasons)));
        }
    }

    private static IEnumerable<string> Codes(ProfileFacts facts, string name) => name switch
    {
        "issues" => facts.Issues?.Value ?? [],
        "not-taken" => facts.NotTaken?.Value ?? [],
        "ages" => facts.Ages?.Value ?? [],
        "approaches" => facts.Approaches?.Value ?? [],
        "payments" => facts.Payments?.Value ?? [],
        "formats" => facts.Formats?.Value ?? [],
        "times" => facts.Times?.Value ?? [],
        "professions" => facts.Professions?.Value ?? [],
        "style" => facts.Style?.Value.Select(one => one.Axis) ?? [],
        _ => [],
    } is var codes ? codes.Where(code => code.Contains('-', StringComparison.Ordinal)) : [];
}
