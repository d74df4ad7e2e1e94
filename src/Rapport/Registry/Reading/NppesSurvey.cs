using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry.Reading;

/// <summary>
/// A first look through a whole file, before anything is written: where organisations are, which numbers stand in it
/// more than once, and that it can be read to its end. Whether a person's address may be a home depends on
/// organisations that may stand later in the file.
/// </summary>
internal sealed class NppesSurvey
{
    private readonly Dictionary<long, long> _lastLines = [];

    private NppesSurvey()
    {
    }

    /// <summary>Hashes of the practice addresses of all organisations, of whatever specialty.</summary>
    public AddressSet Organisations { get; } = new();

    /// <summary>Every number in the file.</summary>
    public NpiSet Numbers { get; } = new();

    /// <summary>The line of the row that counts, when the number stands in the file more than once; otherwise null.</summary>
    public long? LastLineOf(Npi npi) => _lastLines.TryGetValue(npi.Value, out var line) ? line : null;

    /// <summary>Reads the file once.</summary>
    /// <param name="progress">Called now and then with the bytes read and their whole.</param>
    /// <exception cref="ImportProblem">The file cannot be read to its end, or is not such a file.</exception>
    public static NppesSurvey Of(NppesFile file, Action<long, long>? progress, CancellationToken stop)
    {
        const int RowsBetweenTicks = 4096;
        var survey = new NppesSurvey();
        using var rows = new CsvRows(file.Read(NppesPart.Numbers), static _ => { }, null);
        var columns = new NppesColumns(rows.Header, file.Name);
        for (var count = 0; rows.Next(); count++)
        {
            if (count % RowsBetweenTicks == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress?.Invoke(rows.Position, rows.Length);
            }
            if (!Npi.TryParse(rows[columns.Npi].Trim(), out var npi, out _))
            {
                continue;
            }
            if (!survey.Numbers.Add(npi))
            {
                survey._lastLines[npi.Value] = rows.Line;
            }
            if (rows[columns.Kind] is "2")
            {
                survey.AddOrganisation(rows, columns.Practice);
            }
        }
        return survey;
    }

    private void AddOrganisation(CsvRows rows, AddressColumns practice)
    {
        var key = AddressKey.Door(
            rows[practice.Line1].ToString(), rows[practice.Line2].ToString(),
            PostalCode.Read(rows[practice.Zip], rows[practice.Country]));
        if (key.Length > 0)
        {
            Organisations.Add(AddressKey.Hash(key));
        }
    }
}
