using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rapport.Tests.House;

/// <summary>The texts of one page or class: the English ones as they stand in the source, the Spanish ones from the file beside it.</summary>
/// <param name="Path">From the root, without ending: "src/Rapport/Site/Start".</param>
/// <param name="English">The keys that the source uses.</param>
/// <param name="Spanish">Spanish by English.</param>
internal sealed partial record InterfaceTexts(string Path, IReadOnlySet<string> English, IReadOnlyDictionary<string, string> Spanish)
{
    public static IReadOnlyList<InterfaceTexts> All { get; } =
    [
        .. SourceTree.Files("src/Rapport").Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal))
            .GroupBy(path => Ending().Replace(path, ""))
            .Select(source => new InterfaceTexts(
                source.Key,
                source.SelectMany(path => TextsIn(SourceTree.Read(path))).ToHashSet(StringComparer.Ordinal),
                SpanishIn(source.Key + ".es.resx"))),
    ];

    private static IEnumerable<string> TextsIn(string source) =>
        Single().Matches(source).Select(match => match.Groups["text"].Value)
            .Concat(Plural().Matches(source).SelectMany(match => new[] { match.Groups["one"].Value, match.Groups["many"].Value }));

    private static Dictionary<string, string> SpanishIn(string path) => !File.Exists(System.IO.Path.Combine(SourceTree.Root, path))
        ? []
        : XDocument.Parse(SourceTree.Read(path)).Root!.Elements("data").ToDictionary(
            data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex(@"(\.cshtml)?\.cs$|\.cshtml$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Ending();

    [GeneratedRegex("""\bL(\[|\.(Links|Whole)\(\s*)"(?<text>[^"]+)["]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Single();

    [GeneratedRegex("""\bL\.Many\([^"]*"(?<one>[^"]+)",\s*"(?<many>[^"]+)["]""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Plural();
}
