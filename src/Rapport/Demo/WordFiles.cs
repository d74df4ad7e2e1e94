namespace Rapport.Demo;

/// <summary>The word files that are built into the program.</summary>
internal static class WordFiles
{
    private const string Folder = "Rapport.Demo.Words.";

    /// <summary>Every section with its alternatives, in the order of the files.</summary>
    /// <exception cref="InvalidDataException">A line stands before the first section.</exception>
    public static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Sections()
    {
        var assembly = typeof(WordFiles).Assembly;
        foreach (var file in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            foreach (var section in Read(reader, file[Folder.Length..]))
            {
                yield return section;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Read(StreamReader reader, string file)
    {
        string? name = null;
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }
            if (line[0] != '[')
            {
                lines.Add(line);
                continue;
            }
            if (name is not null)
            {
                yield return Section(name, lines);
            }
            else if (lines.Count > 0)
            {
                throw new InvalidDataException($"The word file {file} has a line before its first section.");
            }
            name = line[1..^1];
            lines = [];
        }
        if (name is not null)
        {
            yield return Section(name, lines);
        }
    }

    private static KeyValuePair<string, IReadOnlyList<string>> Section(string name, List<string> lines) => name[^1] == ':'
        ? new(name[..^1], string.Join(' ', lines).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        : new(name, lines);
}
