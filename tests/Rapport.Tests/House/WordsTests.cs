using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rapport.Layout;

namespace Rapport.Tests.House;

/// <summary>Both languages say the same: each text that a page or class uses has its Spanish beside it, and none is left over.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Every_text_is_there_in_Spanish_and_no_Spanish_text_is_left_over()
    {
        var product = Path.Combine(SourceTree.Root, "src", "Rapport");
        var sources = Directory.EnumerateFiles(product, "*.cs*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal))
            .GroupBy(path => Path.Combine(
                Path.GetDirectoryName(path)!, Path.GetFileName(path).Replace(".cshtml.cs", "", StringComparison.Ordinal)
                    .Replace(".cshtml", "", StringComparison.Ordinal).Replace(".cs", "", StringComparison.Ordinal)));
        var wrong = new List<string>();
        var texts = 0;
        foreach (var source in sources)
        {
            var used = source.SelectMany(path => TextsIn(File.ReadAllText(path))).ToHashSet(StringComparer.Ordinal);
            var spanish = SpanishIn(source.Key + ".es.resx");
            texts += used.Count;
            wrong.AddRange(used.Where(text => !spanish.ContainsKey(text)).Select(text => $"{source.Key}: no Spanish for \"{text}\""));
            wrong.AddRange(spanish.Keys.Where(text => !used.Contains(text)).Select(text => $"{source.Key}: not used: \"{text}\""));
            wrong.AddRange(spanish.Where(pair => !Holes(pair.Key).SetEquals(Holes(pair.Value)))
                .Select(pair => $"{source.Key}: other places to fill in the Spanish of \"{pair.Key}\""));
        }
        Assert.Empty(wrong);
        Assert.True(texts > 50, "The texts were not found; has the way they are written changed?");
    }

    [Fact]
    public void The_Spanish_beside_each_page_and_class_is_what_the_program_finds()
    {
        var product = Path.Combine(SourceTree.Root, "src", "Rapport");
        var files = Directory.GetFiles(product, "*.es.resx", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es-US");
        try
        {
            foreach (var file in files)
            {
                var name = "Rapport." + Path.GetRelativePath(product, file).Replace(".es.resx", "", StringComparison.Ordinal)
                    .Replace(Path.DirectorySeparatorChar, '.');
                var words = Words.For(name);
                Assert.All(SpanishIn(file), pair => Assert.Equal(pair.Value, words[pair.Key]));
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IEnumerable<string> TextsIn(string source) =>
        Single().Matches(source).Select(match => match.Groups["text"].Value)
            .Concat(Plural().Matches(source).SelectMany(match => new[] { match.Groups["one"].Value, match.Groups["many"].Value }));

    private static Dictionary<string, string> SpanishIn(string path) => !File.Exists(path)
        ? []
        : XDocument.Load(path).Root!.Elements("data").ToDictionary(
            data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> Holes(string text) =>
        Hole().Matches(text).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("""\bL(\[|\.Links\(\s*)"(?<text>[^"]+)["]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Single();

    [GeneratedRegex("""\bL\.Many\([^"]*"(?<one>[^"]+)",\s*"(?<many>[^"]+)["]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Plural();

    [GeneratedRegex(@"\{\d[^}]*\}|[\[\]]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Hole();
}
