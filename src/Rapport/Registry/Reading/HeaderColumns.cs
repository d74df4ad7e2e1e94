
namespace Rapport.Registry.Reading;

/// <summary>Finds columns by name in a header, and remembers which were looked for in vain.</summary>
internal sealed class HeaderColumns
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _missing = [];
    private readonly string _file;
    private readonly NppesPart _part;

    /// <param name="file">How the file is called in messages.</param>
    /// <param name="part">The table that it should be.</param>
    public HeaderColumns(IReadOnlyList<string> header, string file, NppesPart part)
    {
        _file = file;
        _part = part;
        Names = [.. header.Select(Plain)];
        for (var i = 0; i < Names.Length; i++)
        {
            // Of two columns with one name the first counts.
            _byName.TryAdd(Names[i], i);
        }
    }

    public string[] Names { get; }

    /// <summary>The position of the column with one of these names, the newest first; -1 when there is none.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        if (FindIfThere(names) is >= 0 and var position)
        {
            return position;
        }
        _missing.Add(names.Length == 1 ? $"\"{names[0]}\"" : $"\"{names[0]}\" (or \"{names[1]}\")");
        return -1;
    }

    /// <summary>The same for a column that nothing depends on: one that is not there is not missed.</summary>
    public int FindIfThere(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_byName.TryGetValue(name, out var position))
            {
                return position;
            }
        }
        return -1;
    }

    /// <exception cref="ImportProblem">It is another table, or something was looked for in vain.</exception>
    public void RefuseWrong()
    {
        // The table of numbers has a column of other names too.
        if (TableKinds.Of(Names) is { } other && other != _part)
        {
            throw new ImportProblem(TableKinds.Misplaced(_file, other));
        }
        if (_missing.Count == 0)
        {
            return;
        }
        const int Named = 12;
        var named = string.Join(", ", _missing.Take(Named));
        var more = _missing.Count > Named ? $" and {_missing.Count - Named} more" : "";
        throw new ImportProblem(
            $"{_file} is not {TableKinds.Called(_part)}, or its columns were renamed: it lacks {named}{more}. "
            + "Use the file as it was downloaded; the order of the columns does not matter, their names do.");
    }

    // Some headers carry two blanks where others carry one.
    private static string Plain(string name) =>
        string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
