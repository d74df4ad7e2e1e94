using Rapport.Core.Statistics;

namespace Rapport.Tables;

/// <summary>One column that is understood: what it is called here, and what it is called in other people's files.</summary>
/// <param name="Part">What it holds.</param>
/// <param name="Name">Its name on the command line and in messages.</param>
/// <param name="Also">What it is called in the first line of files, in small letters and digits alone.</param>
internal sealed record NamedColumn<TPart>(TPart Part, string Name, params IReadOnlyList<string> Also)
    where TPart : struct, Enum;

/// <summary>Where the columns of somebody's file stand: told by their names, and where a name says nothing, by who runs the command.</summary>
internal class NamedColumns<TPart>
    where TPart : struct, Enum
{
    private readonly IReadOnlyList<NamedColumn<TPart>> _known;
    private readonly Dictionary<TPart, int> _at = [];

    /// <param name="known">What is understood, in the order in which it is told.</param>
    /// <param name="header">The names of the first line.</param>
    /// <param name="named">What the command line says: "npi=Provider number".</param>
    /// <exception cref="TableException">A name is not there, or two columns may hold the same; the message names what is there and the mend.</exception>
    public NamedColumns(IReadOnlyList<NamedColumn<TPart>> known, IReadOnlyList<string> header, IReadOnlyList<string> named)
    {
        _known = known;
        Header = header;
        foreach (var one in named)
        {
            Name(one);
        }
        foreach (var column in known.Where(column => !_at.ContainsKey(column.Part)))
        {
            int[] places =
            [
                .. Enumerable.Range(0, header.Count)
                    .Where(at => !_at.ContainsValue(at) && Bare(header[at]) is var bare && (bare == Bare(column.Name) || column.Also.Contains(bare, StringComparer.Ordinal))),
            ];
            if (places.Length > 1)
            {
                throw new TableException(
                    $"Two columns may be the {column.Name}: \"{string.Join("\" and \"", places.Select(at => header[at]))}\". Say which: --column \"{column.Name}={header[places[0]]}\".");
            }
            if (places is [var place])
            {
                _at[column.Part] = place;
            }
        }
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>Columns that are there and say nothing here.</summary>
    public IReadOnlyList<string> NotRead => [.. Header.Where((name, at) => name.Length > 0 && !_at.ContainsValue(at))];

    /// <summary>What is read from where: "npi" with "Provider number".</summary>
    public IReadOnlyDictionary<string, string> Read =>
        _known.Where(column => _at.ContainsKey(column.Part)).ToDictionary(column => column.Name, column => Header[_at[column.Part]]);

    public bool Has(TPart part) => _at.ContainsKey(part);

    /// <summary>What the file calls the column; its name here where the file lacks it.</summary>
    public string Called(TPart part) => _at.TryGetValue(part, out var at) ? Header[at] : _known.First(column => column.Part.Equals(part)).Name;

    /// <summary>A cell of a row; empty where there is no such column.</summary>
    public string Of(IReadOnlyList<string> cells, TPart part) => _at.TryGetValue(part, out var at) ? cells[at] : "";

    /// <summary>The problem that no column says something.</summary>
    /// <param name="what">What it is, as the end of "No column says …".</param>
    /// <param name="example">The name of a column that may say it.</param>
    protected TableException Missing(string what, string example) => new(
        $"No column says {what}. The file has: {string.Join(", ", Header.Where(name => name.Length > 0))}. "
        + $"Say which it is, like --column \"{example}={(NotRead is [var first, ..] ? first : "…")}\". It may be one of {Names}.");

    private void Name(string said)
    {
        var equals = said.IndexOf('=', StringComparison.Ordinal);
        var column = equals > 0 ? _known.FirstOrDefault(one => one.Name.Equals(said[..equals].Trim(), StringComparison.OrdinalIgnoreCase)) ?? _known.FirstOrDefault(one => one.Also.Contains(Bare(said[..equals]), StringComparer.Ordinal)) : null;
        if (column is null)
        {
            throw new TableException($"--column \"{said}\" is not understood. Write one of these, then =, then the name in the file: {Names}.");
        }
        var name = said[(equals + 1)..].Trim();
        var at = Header.ToList().FindIndex(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        _at[column.Part] = at >= 0 && name.Length > 0 ? at : throw TableException.NoColumn(name, [.. Header.Where(one => one.Length > 0)]);
    }

    private string Names => string.Join(", ", _known.Select(column => column.Name));

    // A name as it is compared: small letters and digits.
    private static string Bare(string name) => string.Concat(name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '#')).ToLowerInvariant();
}
