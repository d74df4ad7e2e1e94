using System.Globalization;

namespace Rapport.Demo;

/// <summary>What someone concentrates on in her work: issues and approaches that go together.</summary>
internal sealed record Focus(
    string Name, double Weight, IReadOnlyList<string> Issues, IReadOnlyList<string> Approaches, IReadOnlyList<string> Audience)
{
    private const string Start = "focus.";
    private const string End = ".weight";

    public static Focus[] Read(IReadOnlyDictionary<string, IReadOnlyList<string>> words) =>
        [.. words.Keys.Where(key => key.StartsWith(Start, StringComparison.Ordinal) && key.EndsWith(End, StringComparison.Ordinal))
            .Select(key => key[Start.Length..^End.Length])
            .Select(name => new Focus(
                name,
                double.Parse(words[Start + name + End][0], CultureInfo.InvariantCulture),
                words[$"{Start}{name}.issues"],
                words[$"{Start}{name}.approaches"],
                words[$"{Start}{name}.audience"]))];
}
