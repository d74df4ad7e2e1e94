using System.Globalization;
using System.Text.RegularExpressions;
using Rapport.Layout;

namespace Rapport.Tests.House;

/// <summary>Both languages say the same: each text that a page or class uses has its Spanish beside it, and none is left over.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Every_text_is_there_in_Spanish_and_no_Spanish_text_is_left_over()
    {
        var wrong = new List<string>();
        var texts = 0;
        foreach (var (path, used, spanish) in InterfaceTexts.All)
        {
            texts += used.Count;
            wrong.AddRange(used.Where(text => !spanish.ContainsKey(text)).Select(text => $"{path}: no Spanish for \"{text}\""));
            wrong.AddRange(spanish.Keys.Where(text => !used.Contains(text)).Select(text => $"{path}: not used: \"{text}\""));
            wrong.AddRange(spanish.Where(pair => !Holes(pair.Key).SetEquals(Holes(pair.Value)))
                .Select(pair => $"{path}: other places to fill in the Spanish of \"{pair.Key}\""));
        }
        Assert.Empty(wrong);
        Assert.True(texts > 50, "The texts were not found; has the way they are written changed?");
    }

    [Fact]
    public void The_Spanish_beside_each_page_and_class_is_what_the_program_finds()
    {
        var withSpanish = InterfaceTexts.All.Where(texts => texts.Spanish.Count > 0).ToList();
        Assert.NotEmpty(withSpanish);
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es-US");
        try
        {
            foreach (var texts in withSpanish)
            {
                var words = Words.For(texts.Path["src/".Length..].Replace('/', '.'));
                Assert.All(texts.Spanish, pair => Assert.Equal(pair.Value, words[pair.Key]));
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void No_view_holds_a_text_of_its_own()
    {
        var own = SourceTree.Files("src/Rapport", "*.cshtml")
            .SelectMany(path => OwnTexts(SourceTree.Read(path)).Select(text => $"{path}: \"{text}\""))
            .Where(text => !text.EndsWith(": \"Rapport\"", StringComparison.Ordinal));

        Assert.Empty(own);
    }

    [Theory]
    [InlineData("<p>Nobody is here</p>", "Nobody is here")]
    [InlineData("<a aria-label=\"Close it\" href=\"/x\">@L[\"Close\"]</a>", "Close it")]
    [InlineData("<p>@L[\"Nobody is here\"]</p>", null)]
    [InlineData("@foreach (var one in Model.All)\n{\n    <li class=\"row\">@one</li>\n}", null)]
    public void A_text_that_stands_in_a_view_is_found(string view, string? text) =>
        Assert.Equal(text is null ? [] : [text], OwnTexts(view));

    private static IEnumerable<string> OwnTexts(string view) =>
        InTag().Matches(view).Concat(InAttribute().Matches(view)).Select(match => match.Groups["text"].Value.Trim());

    private static HashSet<string> Holes(string text) =>
        Hole().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d[^}]*\}|[\[\]]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Hole();

    // Text between two tags without a Razor expression or a line of code in it.
    [GeneratedRegex(@"(?<=[a-z""/]>)(?<text>[^<>@{}()=;]*\p{L}{2,}[^<>@{}()=;]*)(?=</?[a-z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex InTag();

    [GeneratedRegex("""\b(aria-label|title|alt|placeholder)="(?<text>[^"@]*\p{L}{2,}[^"@]*)["]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex InAttribute();
}
