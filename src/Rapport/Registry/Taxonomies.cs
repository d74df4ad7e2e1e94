using System.Collections.Frozen;
using System.Reflection;

namespace Rapport.Registry;

/// <summary>
/// The taxonomy codes that make someone a therapist here, each with the profession it means. The list is a data file
/// that an operator can replace; codes that are retired still stand in old rows and count.
/// </summary>
internal sealed class Taxonomies
{
    /// <summary>Length of a taxonomy code.</summary>
    public const int CodeLength = 10;

    private const string Resource = "Rapport.Registry.taxonomies.csv";

    private readonly FrozenDictionary<string, string> _professions;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private Taxonomies(Dictionary<string, string> professions)
    {
        _professions = professions.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _professions.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _professions.Count;

    /// <summary>The list that comes with Rapport.</summary>
    public static Taxonomies Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return Read(reader, Resource);
    }

    /// <summary>Reads a list: code, profession, and further columns that are not used.</summary>
    /// <exception cref="ImportProblem">A line is not of that form.</exception>
    public static Taxonomies Read(TextReader lines, string name)
    {
        var professions = new Dictionary<string, string>(StringComparer.Ordinal);
        lines.ReadLine();
        for (var number = 2; lines.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
            {
                continue;
            }
            var cells = line.Split(',');
            if (cells.Length < 2 || cells[0].Length != CodeLength || cells[1].Length == 0)
            {
                throw new ImportProblem(
                    $"{name}, line {number}: \"{line}\" is not a taxonomy code of {CodeLength} characters, a comma and a profession.");
            }
            professions[cells[0]] = cells[1];
        }
        return new Taxonomies(professions);
    }

    /// <summary>The profession of a code, or null when the code makes no therapist.</summary>
    public string? ProfessionOf(ReadOnlySpan<char> code) =>
        code.Length == CodeLength && _lookup.TryGetValue(code, out var profession) ? profession : null;
}
