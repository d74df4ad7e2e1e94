using Rapport.Core.Statistics;

namespace Rapport.Rosters;

/// <summary>Where the columns of a roster stand.</summary>
internal sealed class RosterColumns
{
    private readonly Dictionary<RosterPart, int> _at = [];

    /// <param name="header">The names of the first line.</param>
    /// <param name="named">What the command line says: "npi=Provider number".</param>
    /// <exception cref="TableException">A column is missing, or two hold the same; the message names what is there and the mend.</exception>
    public RosterColumns(IReadOnlyList<string> header, IReadOnlyList<string> named)
    {
        Header = header;
        foreach (var one in named)
        {
            Name(one);
        }
        foreach (var column in RosterColumn.All.Where(column => !_at.ContainsKey(column.Part)))
        {
            int[] places =
            [
                .. Enumerable.Range(0, header.Count)
                    .Where(at => !_at.ContainsValue(at) && RosterColumn.Bare(header[at]) is var bare && (bare == RosterColumn.Bare(column.Name) || column.Also.Contains(bare, StringComparer.Ordinal))),
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
        if (!Has(RosterPart.Name) && !Has(RosterPart.Last))
        {
            throw Missing("who somebody is", "name");
        }
        if (!Has(RosterPart.Npi) && !Has(RosterPart.Licence) && !Has(RosterPart.Zip) && !Has(RosterPart.City) && !Has(RosterPart.Mail))
        {
            throw Missing("which of several people of one name somebody is (npi, licence, zip or mail)", "npi");
        }
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>Columns that are there and say nothing here.</summary>
    public IReadOnlyList<string> NotRead => [.. Header.Where((name, at) => name.Length > 0 && !_at.ContainsValue(at))];

    /// <summary>What is read from where: "npi" with "Provider number".</summary>
    public IReadOnlyList<(string Part, string Column)> Read =>
        [.. RosterColumn.All.Where(column => _at.ContainsKey(column.Part)).Select(column => (column.Name, Header[_at[column.Part]]))];

    public bool Has(RosterPart part) => _at.ContainsKey(part);

    /// <summary>What the file calls the column; its name here where the file lacks it.</summary>
    public string Called(RosterPart part) => _at.TryGetValue(part, out var at) ? Header[at] : RosterColumn.All.First(column => column.Part == part).Name;

    /// <summary>A cell of a row; empty where there is no such column.</summary>
    public string Of(IReadOnlyList<string> cells, RosterPart part) => _at.TryGetValue(part, out var at) ? cells[at] : "";

    private void Name(string said)
    {
        var equals = said.IndexOf('=', StringComparison.Ordinal);
        var column = equals > 0 ? RosterColumn.All.FirstOrDefault(one => one.Name.Equals(said[..equals].Trim(), StringComparison.OrdinalIgnoreCase)) : null;
        if (column is null)
        {
            throw new TableException($"--column \"{said}\" is not understood. Write one of these, then =, then the name in the file: {Names}.");
        }
        var name = said[(equals + 1)..].Trim();
        var at = Header.ToList().FindIndex(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        _at[column.Part] = at >= 0 && name.Length > 0 ? at : throw TableException.NoColumn(name, [.. Header.Where(one => one.Length > 0)]);
    }

    private TableException Missing(string what, string example) => new(
        $"No column says {what}. The file has: {string.Join(", ", Header.Where(name => name.Length > 0))}. "
        + $"Say which it is, like --column \"{example}={Header.FirstOrDefault(name => name.Length > 0)}\". It may be one of {Names}.");

    private static string Names => string.Join(", ", RosterColumn.All.Select(column => column.Name));
}
