using System.Text.RegularExpressions;

namespace Rapport.Tests.House;

/// <summary>What no reader should stumble over.</summary>
public sealed partial class TidyTests
{
    private static readonly string[] Written = [".cs", ".cshtml", ".css", ".resx", ".csv", ".txt", ".md", ".props", ".csproj", ".json", ""];

    private static IEnumerable<string> OwnFiles =>
        SourceTree.Files().Where(path =>
            Written.Contains(Path.GetExtension(path), StringComparer.Ordinal)
            && !path.EndsWith("packages.lock.json", StringComparison.Ordinal)
            && path != "LICENSE");

    [Fact]
    public void No_mark_of_unfinished_work_is_left()
    {
        var marks = Lines(OwnFiles.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal)))
            .Where(line => UnfinishedMark().IsMatch(line.Text))
            .Select(line => line.Where);

        Assert.Empty(marks);
    }

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        var paths = Lines(OwnFiles).Where(line => MachinePath().IsMatch(line.Text)).Select(line => line.Where);

        Assert.Empty(paths);
    }

    [Fact]
    public void Every_type_of_the_products_has_a_reader()
    {
        var sources = SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("src", "*.cshtml"))
            .Where(path => !path.Contains("/Storage/Sqlite/", StringComparison.Ordinal) && !path.Contains("/Storage/Postgres/", StringComparison.Ordinal))
            .ToDictionary(path => path, SourceTree.Read, StringComparer.Ordinal);
        var words = sources.ToDictionary(
            pair => pair.Key, pair => Word().Matches(pair.Value).Select(match => match.Value).ToList(), StringComparer.Ordinal);
        var orphans =
            from source in sources
            from match in TypeName().Matches(source.Value)
            let declared = match.Groups["name"].Value
            // An attribute is written without the end of its name.
            let name = declared.EndsWith("Attribute", StringComparison.Ordinal) ? declared[..^"Attribute".Length] : declared
            where !FoundByFramework(source.Key, name)
            // Once where it is declared; a constructor or a mention in its own comment is not a reader.
            where !words.Any(other => other.Key != source.Key && other.Value.Contains(name))
                && words[source.Key].Count(word => word == name) < 2
            select $"{source.Key}: {name}";

        Assert.Empty(orphans);
    }

    [Fact]
    public void What_a_file_uses_stands_in_order_that_of_the_framework_first()
    {
        var unordered = SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("tests", "*.cs")).Concat(SourceTree.Files("bench", "*.cs"))
            .Where(path => !path.Contains("/Storage/Sqlite/", StringComparison.Ordinal) && !path.Contains("/Storage/Postgres/", StringComparison.Ordinal))
            .Where(path =>
            {
                var used = PlainUsing().Matches(SourceTree.Read(path)).Select(match => match.Groups["name"].Value).ToList();
                return !used.SequenceEqual(used
                    .OrderByDescending(name => name == "System" || name.StartsWith("System.", StringComparison.Ordinal))
                    .ThenBy(name => name, StringComparer.OrdinalIgnoreCase));
            });

        Assert.Empty(unordered);
    }

    [Fact]
    public void Nothing_is_called_a_manager_or_a_helper()
    {
        var drawers = SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("tests", "*.cs")).Concat(SourceTree.Files("bench", "*.cs"))
            .Where(path => DrawerName().IsMatch(Path.GetFileNameWithoutExtension(path)))
            // The framework's own word for a tag that writes others.
            .Where(path => !path.EndsWith("TagHelper.cs", StringComparison.Ordinal));

        Assert.Empty(drawers);
    }

    /// <summary>Mappings, migration contexts, page models and tag helpers are found by the framework, by convention.</summary>
    private static bool FoundByFramework(string path, string name) =>
        name is "Mapping" or "DesignTime" || path.EndsWith(".cshtml.cs", StringComparison.Ordinal) || name.EndsWith("TagHelper", StringComparison.Ordinal);

    private static IEnumerable<(string Where, string Text)> Lines(IEnumerable<string> paths) =>
        paths.Where(path => !path.EndsWith("House/TidyTests.cs", StringComparison.Ordinal))
            .SelectMany(path => SourceTree.Read(path).Split('\n').Select((text, number) => ($"{path}:{number + 1}", text)));

    [GeneratedRegex(@"^using (?<name>[\w.]+);\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex PlainUsing();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"(^|[\s""'(=])/(work|root|home|farm)/", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^\s*(public |internal |private |file |sealed |static |abstract |readonly |partial |ref )+(class|struct|interface|enum|record struct|record class|record) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"(Manager|Helper|Helpers|Utils?|Utilities|Common|Service|Services)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DrawerName();
}
