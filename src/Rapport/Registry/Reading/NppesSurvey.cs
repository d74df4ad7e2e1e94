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
    // No line: no row of the number after its first can be read.
    private const long NoLine = 0;

    private readonly Dictionary<long, long> _goodRepeats = [];

    private NppesSurvey(DateOnly latestDate) => LatestDate = latestDate;

    /// <summary>Dates after this day were taken for mistakes; who reads the file by this survey does the same.</summary>
    public DateOnly LatestDate { get; }

    /// <summary>Where all organisations are, of whatever specialty, and which numbers are out of use.</summary>
    public OrganisationDoors Organisations { get; } = new();

    /// <summary>Numbers out of use, each with the one that took its place, and since when.</summary>
    public Dictionary<long, (Npi Next, DateOnly Date)> Replacements { get; } = [];

    /// <summary>The latest day of any row: the file is at least so new.</summary>
    public DateOnly NewestDate { get; private set; }

    /// <summary>Every number in the file.</summary>
    public NpiSet Numbers { get; } = new();

    /// <summary>
    /// The line of the last row of a number that can be read, its first row left aside: 0 where only that one may be.
    /// Null for a number that stands in the file once.
    /// </summary>
    public long? LastGoodRepeatOf(Npi npi) => _goodRepeats.TryGetValue(npi.Value, out var line) ? line : null;

    /// <summary>Reads the file once. Only rows of a number that was there before are looked at in full.</summary>
    /// <param name="judge">Tells whether such a row can be read; its records are thrown away.</param>
    /// <param name="progress">Called now and then with the bytes read and their whole.</param>
    /// <exception cref="ImportProblem">The file cannot be read to its end, or is not such a file.</exception>
    public static NppesSurvey Of(
        NppesFile file, Taxonomies taxonomies, RowBuilder judge, Action<long, long>? progress, CancellationToken stop)
    {
        const int RowsBetweenTicks = 4096;
        var survey = new NppesSurvey(judge.LatestDate);
        using var rows = new CsvRows(file.Read(NppesPart.Numbers), static _ => { }, null);
        var columns = new NppesColumns(rows.Header, file.Name);
        var sorter = new RowSorter(rows, columns, taxonomies, new StateFilter([]), judge);
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
            var again = !survey.Numbers.Add(npi);
            if (!again || survey.TakesPlace(npi, rows.Line, sorter))
            {
                survey.Note(npi, rows, columns, judge.LatestDate, again);
            }
        }
        return survey;
    }

    // Whether a row of a number that was there before can be read, and so counts instead of those before it.
    private bool TakesPlace(Npi npi, long line, RowSorter sorter)
    {
        var row = sorter.Sort(known: true);
        sorter.Take(npi, known: true, ref row);
        if (row.Kind == RowKind.Rejected)
        {
            _goodRepeats.TryAdd(npi.Value, NoLine);
            return false;
        }
        _goodRepeats[npi.Value] = line;
        return true;
    }

    // A number out of use says no kind: it may have been that of an organisation.
    private void Note(Npi npi, CsvRows rows, NppesColumns columns, DateOnly latest, bool again)
    {
        if (again)
        {
            Replacements.Remove(npi.Value);
        }
        if (!TryReadDay(rows[columns.Deactivated], latest, out var deactivated)
            || !TryReadDay(rows[columns.Reactivated], latest, out var reactivated))
        {
            return;
        }
        var hasDay = TryReadDay(rows[columns.Updated], latest, out var updated);
        Newest(deactivated);
        Newest(reactivated);
        Newest(updated);
        if (deactivated > reactivated)
        {
            Organisations.Note(npi, OrganisationDoors.Nowhere, deactivated, again);
            if (columns.Replacement >= 0 && Npi.TryParse(rows[columns.Replacement].Trim(), out var next, out _) && next != npi)
            {
                Replacements[npi.Value] = (next, deactivated);
            }
            return;
        }
        if (rows[columns.Kind] is not "2")
        {
            if (again)
            {
                Organisations.Note(npi, OrganisationDoors.Nowhere, updated, again);
            }
            return;
        }
        if (!hasDay || (updated == default && !TryReadDay(rows[columns.Enumerated], latest, out updated)))
        {
            return;
        }
        var practice = columns.Practice;
        var key = AddressKey.Door(
            rows[practice.Line1].ToString(), rows[practice.Line2].ToString(),
            PostalCode.Read(rows[practice.Zip], rows[practice.Country]));
        Organisations.Note(
            npi, key.Length > 0 ? AddressKey.Hash(key) : OrganisationDoors.Nowhere, updated > reactivated ? updated : reactivated, again);
    }

    private void Newest(DateOnly day) => NewestDate = day > NewestDate ? day : NewestDate;

    // A blank date is the earliest.
    private static bool TryReadDay(ReadOnlySpan<char> text, DateOnly latest, out DateOnly day)
    {
        day = default;
        return text.IsEmpty || RegistryDate.TryRead(text, latest, out day, out _);
    }
}
