using System.Text.RegularExpressions;
using Rapport.Demo;
using Rapport.Profiles;

namespace Rapport.Tests.House;

/// <summary>
/// Words that hurt or harm, and what stands there instead. After the public advice on speaking of suicide ("died by
/// suicide", never "committed"; no method, no place) and of illness and drugs (the person first, never a label).
/// </summary>
public sealed class SafeWordsTests
{
    private static readonly string[] Never =
    [
        // Joking where somebody is in need.
        @"oops", @"whoops", @"uh[- ]oh", @"(?<!-)ups(?=[!,])", @"huy", @"vaya por dios",
        // Suicide as a crime or a success, methods and means.
        @"commit(s|ted|ting)? suicide", @"(successful|failed|unsuccessful) (suicide|attempt)", @"suicidals?(?! thoughts)", @"cometer suicidio", @"suicidio (exitoso|fallido)",
        @"overdos(e|ed|ing)", @"sobredosis", @"noose", @"hang(ed|s)? (him|her|my|your|our|them)sel(f|ves)", @"cut(s|ting)? (my|your|him|her|them)sel(f|ves)", @"slit", @"jump(ed|ing)? off (a|the) (bridge|roof)",
        // Labels instead of people.
        @"crazy", @"insane", @"lunatics?", @"maniacs?", @"psychos?", @"psychotics?", @"schizophrenics?", @"schizos?", @"retarded", @"cripples?", @"nutcases?", @"mad(man|woman|house)", @"mentally ill", @"the mentally",
        @"addicts?", @"junkies?", @"druggies?", @"alcoholics?", @"drunks?", @"drunkards?", @"substance abuse(rs?)?", @"drug abuse(rs?)?", @"(get|getting|stay|be) clean", @"victims?", @"suffers? from", @"suffering from", @"borderlines?", @"anorexics?",
        @"loc[oa]s?", @"chiflad[oa]s?", @"demente", @"drogadict[oa]s?", @"alcohólic[oa]s?", @"borrach[oa]s?", @"minusválid[oa]s?", @"enfermos mentales", @"enferm[oa] mental", @"víctimas?",
        // Promises that nobody can keep.
        @"(will|can) cure( you)?", @"cured", @"guarantee[ds]?", @"miracle cure", @"always works", @"garantiza(mos|do)?", @"(le|la|lo) curar(á|emos|é)", @"cura segura",
    ];

    private static readonly Lazy<Regex> Harmful = new(() => new Regex(
        $@"(?<!\p{{L}})({string.Join('|', Never)})(?!\p{{L}})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1)));

    [Fact]
    public void No_text_of_a_page_holds_a_word_that_harms() =>
        Assert.Empty(Found(InterfaceTexts.All.SelectMany(page => page.English.Concat(page.Spanish.Values).Select(text => (page.Path, text)))));

    [Fact]
    public void No_term_or_explanation_does() =>
        // What people type to find a term ("also") is theirs to word, and a license or a fund is called what the law calls it.
        Assert.Empty(Found(
            from vocabulary in Vocabularies.BuiltIn.All
            let official = vocabulary.Name is "credentials" or "insurers"
            from term in vocabulary.Terms
            from text in official ? [term.Plain("en"), term.Plain("es")] : new[] { term.English, term.Spanish, term.Plain("en"), term.Plain("es") }
            select (vocabulary.Name, text)));

    [Fact]
    public void No_word_that_an_invented_person_can_say_does() =>
        Assert.Empty(Found(WordFiles.Sections()
            .Where(section => !section.Key.StartsWith("focus.", StringComparison.Ordinal))
            .SelectMany(section => section.Value.Select(line => (section.Key, line)))));

    [Theory]
    [InlineData("Oops, that did not work", true)]
    [InlineData("She committed suicide", true)]
    [InlineData("We help addicts", true)]
    [InlineData("Ayudamos a los drogadictos", true)]
    [InlineData("Therapy will cure you", true)]
    [InlineData("Thoughts of ending your life: call 988", false)]
    [InlineData("Suicidal thoughts", false)]
    [InlineData("Addiction and drinking", false)]
    [InlineData("Local groups for peanut farmers", false)]
    public void The_list_finds_what_it_should(string text, bool found) => Assert.Equal(found, Found([("here", text)]).Any());

    private static IEnumerable<string> Found(IEnumerable<(string Where, string Text)> texts) =>
        from text in texts
        from match in Harmful.Value.Matches(text.Text)
        select $"{text.Where}: \"{match.Value}\" in: {text.Text}";
}
