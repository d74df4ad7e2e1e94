using System.Text;
using Rapport.Core.Search;

namespace Rapport.Search;

/// <summary>The first names that go for one another, from the file that comes with the program.</summary>
internal static class NicknameFile
{
    public static readonly Nicknames BuiltIn = new(Groups());

    private static IEnumerable<IReadOnlyList<string>> Groups()
    {
        const string resource = "Rapport.Search.nicknames.txt";
        using var stream = typeof(NicknameFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program was built without its nicknames ({resource}).");
        using var text = new StreamReader(stream, Encoding.UTF8);
        while (text.ReadLine() is { } line)
        {
            if (!line.StartsWith("//", StringComparison.Ordinal))
            {
                yield return line.Split(',', StringSplitOptions.TrimEntries);
            }
        }
    }
}
