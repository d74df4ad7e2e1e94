using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry.Reading;

/// <summary>
/// The companion tables: further practice places of people, further names of organisations. Only what belongs to
/// numbers of the main file is kept, so that memory is bounded by what is imported.
/// </summary>
internal sealed class Companions
{
    /// <summary>More places or names of one number are not taken.</summary>
    public const int MostOfOne = 50;

    private readonly Dictionary<long, List<RegistryAddress>> _places = [];
    private readonly Dictionary<long, List<string>> _names = [];

    /// <summary>No companion tables.</summary>
    public static Companions None { get; } = new();

    /// <summary>Whether a table of places was read: then a person without an entry has no further place.</summary>
    public bool HasPlaces { get; private set; }

    /// <summary>Whether a table of names was read.</summary>
    public bool HasNames { get; private set; }

    /// <summary>Rows of the companion tables.</summary>
    public long Count { get; private set; }

    /// <summary>Those of them that belong to a number of the main file.</summary>
    public long Taken { get; private set; }

    /// <summary>Rows of the companion tables that could not be taken.</summary>
    public long Rejected { get; private set; }

    public IEnumerable<RegistryAddress> PlacesOf(Npi npi) => _places.GetValueOrDefault(npi.Value) ?? [];

    public IEnumerable<string> NamesOf(Npi npi) => _names.GetValueOrDefault(npi.Value) ?? [];

    /// <param name="file">The file with its companions.</param>
    /// <param name="wanted">The numbers of the main file.</param>
    /// <param name="rejects">Where bad rows are told.</param>
    /// <exception cref="ImportProblem">A companion is not the table that it is said to be.</exception>
    public static Companions Read(NppesFile file, NpiSet wanted, Rejects rejects, CancellationToken stop)
    {
        var companions = new Companions();
        if (file.Has(NppesPart.PracticePlaces))
        {
            companions.HasPlaces = true;
            companions.ReadPlaces(file, wanted, rejects, stop);
        }
        if (file.Has(NppesPart.OtherNames))
        {
            companions.HasNames = true;
            companions.ReadNames(file, wanted, rejects, stop);
        }
        return companions;
    }

    /// <summary>Reads the companions through without taking anything, before an import writes: are they whole, and what they should be?</summary>
    /// <exception cref="ImportProblem">They are not.</exception>
    public static void Check(NppesFile file, CancellationToken stop)
    {
        foreach (var part in new[] { NppesPart.PracticePlaces, NppesPart.OtherNames }.Where(file.Has))
        {
            using var input = file.Read(part);
            using var rows = new CsvRows(input, static _ => { }, null);
            if (part == NppesPart.PracticePlaces)
            {
                _ = PlaceColumns.In(rows.Header, input.Name);
            }
            else
            {
                _ = NameColumns.In(rows.Header, input.Name);
            }
            while (rows.Next())
            {
                stop.ThrowIfCancellationRequested();
            }
        }
    }

    private sealed record PlaceColumns(
        int Npi, int Line1, int Line2, int City, int State, int Zip, int Country, int Telephone)
    {
        private const string Prefix = "Provider Secondary Practice Location Address";

        public static PlaceColumns In(IReadOnlyList<string> header, string name)
        {
            var columns = new HeaderColumns(header, name, NppesPart.PracticePlaces);
            var found = new PlaceColumns(
                columns.Find("NPI"),
                columns.Find($"{Prefix}- Address Line 1", $"{Prefix} - Address Line 1"),
                columns.Find($"{Prefix}- Address Line 2", $"{Prefix} - Address Line 2"),
                columns.Find($"{Prefix} - City Name"),
                columns.Find($"{Prefix} - State Name"),
                columns.Find($"{Prefix} - Postal Code"),
                columns.Find($"{Prefix} - Country Code (If outside U.S.)"),
                columns.Find($"{Prefix} - Telephone Number"));
            columns.RefuseWrong();
            return found;
        }
    }

    private sealed record NameColumns(int Npi, int Name)
    {
        public static NameColumns In(IReadOnlyList<string> header, string name)
        {
            var columns = new HeaderColumns(header, name, NppesPart.OtherNames);
            var found = new NameColumns(columns.Find("NPI"), columns.Find("Provider Other Organization Name"));
            columns.RefuseWrong();
            return found;
        }
    }

    private void ReadPlaces(NppesFile file, NpiSet wanted, Rejects rejects, CancellationToken stop)
    {
        using var input = file.Read(NppesPart.PracticePlaces);
        using var rows = Open(input, rejects);
        var at = PlaceColumns.In(rows.Header, input.Name);
        while (rows.Next())
        {
            stop.ThrowIfCancellationRequested();
            if (!Wanted(rows, at.Npi, input.Name, wanted, rejects, out var npi))
            {
                continue;
            }
            Add(_places, npi, RegistryAddress.Typed(
                Cell(rows, at.Line1), Cell(rows, at.Line2), Cell(rows, at.City), Cell(rows, at.State), Cell(rows, at.Zip),
                Cell(rows, at.Country), rows[at.Telephone]));
        }
    }

    private void ReadNames(NppesFile file, NpiSet wanted, Rejects rejects, CancellationToken stop)
    {
        using var input = file.Read(NppesPart.OtherNames);
        using var rows = Open(input, rejects);
        var at = NameColumns.In(rows.Header, input.Name);
        while (rows.Next())
        {
            stop.ThrowIfCancellationRequested();
            if (Wanted(rows, at.Npi, input.Name, wanted, rejects, out var npi) && Cell(rows, at.Name) is { Length: > 0 } text)
            {
                Add(_names, npi, text);
            }
        }
    }

    private CsvRows Open(NppesInput input, Rejects rejects) => new(
        input,
        broken =>
        {
            Rejected++;
            rejects.Add(broken.Line, input.Name, broken.Start, broken.Reason);
        },
        row =>
        {
            Rejected++;
            rejects.Add(
                row.Line, input.Name, "",
                row.CutOff ? Rejects.CutOff : $"the row has {row.Columns} columns, not as many as the header");
        });

    private bool Wanted(
        CsvRows rows, int column, string name, NpiSet wanted, Rejects rejects, out Npi npi)
    {
        Count++;
        if (Npi.TryParse(rows[column].Trim(), out npi, out var reason))
        {
            var isWanted = wanted.Contains(npi);
            Taken += isWanted ? 1 : 0;
            return isWanted;
        }
        Rejected++;
        rejects.Add(rows.Line, $"{name}: NPI", rows[column], reason);
        return false;
    }

    private static void Add<T>(Dictionary<long, List<T>> all, Npi npi, T value)
    {
        if (!all.TryGetValue(npi.Value, out var list))
        {
            all[npi.Value] = list = new List<T>(1);
        }
        if (list.Count < MostOfOne)
        {
            list.Add(value);
        }
    }

    private static string Cell(CsvRows rows, int column)
    {
        var cell = rows[column].Trim();
        return PlainText.Clean(cell.Length > RowSource.LongestCell ? cell[..RowSource.LongestCell] : cell);
    }
}
