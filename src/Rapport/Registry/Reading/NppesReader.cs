using System.Globalization;
using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry.Reading;

/// <summary>
/// Reads the rows that are wanted out of a registry file. Each row is first sorted; only a row that is kept is read in
/// full. Of the rows of one number the last that can be read counts, as the survey found it.
/// </summary>
internal sealed class NppesReader : IDisposable
{
    /// <summary>So many rows, and not one that can be read: another kind of file, whose rejects would fill a disk.</summary>
    private const int MostInVain = 100_000;

    private readonly CsvRows _rows;
    private readonly NppesColumns _columns;
    private readonly RowSorter _sorter;
    private readonly NppesSurvey? _survey;
    private readonly Rejects _rejects;
    private readonly NpiSet? _known;

    /// <param name="file">The file, read again from its beginning.</param>
    /// <param name="survey">What a first look found; null when rows are only to be sorted and counted.</param>
    /// <param name="states">Which states are wanted.</param>
    /// <param name="builder">Makes records of the rows that are kept.</param>
    /// <param name="rejects">Where the others are told.</param>
    /// <param name="known">
    /// Numbers in the store: of these a row that is not wanted is handed on too. Those of this file may be added
    /// meanwhile; they have no other row that counts. Null for none.
    /// </param>
    /// <exception cref="ImportProblem">Not such a file.</exception>
    public NppesReader(
        NppesFile file, NppesSurvey? survey, Taxonomies taxonomies, StateFilter states, RowBuilder builder,
        Rejects rejects, NpiSet? known = null)
    {
        _survey = survey;
        _known = known;
        _rejects = rejects;
        _rows = new CsvRows(file.Read(NppesPart.Numbers), Broken, Miscounted);
        try
        {
            _columns = new NppesColumns(_rows.Header, file.Name);
            _sorter = new RowSorter(_rows, _columns, taxonomies, states, builder);
        }
        catch (ImportProblem)
        {
            _rows.Dispose();
            throw;
        }
    }

    public RowCounts Counts { get; } = new();

    public long Position => _rows.Position;

    public long Length => _rows.Length;

    /// <summary>The next record that is wanted, or null at the end. One call may pass over many rows.</summary>
    public RegistryRecord? Next(CancellationToken stop = default)
    {
        while (_rows.Next())
        {
            if (TakeRow() is { } record)
            {
                return record;
            }
            if ((Counts.Read & 4095) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }
            if (Counts.Rejected >= MostInVain && Counts.Rejected == Counts.Read)
            {
                throw new ImportProblem(
                    $"None of the first {MostInVain:N0} rows can be read, so the rest was not looked at. This is not the registry's file as it "
                    + "was published: download it again.");
            }
        }
        return null;
    }

    /// <summary>Sorts every row and makes no record: the speed of this is the speed of the filter.</summary>
    public RowCounts CountOnly()
    {
        while (_rows.Next())
        {
            Count(Sort(out _, out _).Kind);
        }
        return Counts;
    }

    public void Dispose() => _rows.Dispose();

    private RegistryRecord? TakeRow()
    {
        var row = Sort(out var npi, out var known);
        var record = _sorter.Take(npi, known, ref row);
        if (row.Problem is { } problem)
        {
            _rejects.Add(_rows.Line, _columns.NameOf(problem.Column), _rows[problem.Column], problem.Reason);
        }
        Count(row.Kind);
        // What is not wanted says something of whom the store holds, and of nobody else.
        return record is LeftField or { Elsewhere: true } && _known?.Contains(npi) != true ? null : record;
    }

    private SortedRow Sort(out Npi npi, out bool known)
    {
        known = false;
        if (!Npi.TryParse(_rows[_columns.Npi].Trim(), out npi, out var reason))
        {
            return SortedRow.Rejected(_columns.Npi, reason);
        }
        var repeated = _survey?.LastGoodRepeatOf(npi);
        if (repeated > _rows.Line)
        {
            return SortedRow.Rejected(_columns.Npi, string.Create(CultureInfo.InvariantCulture,
                $"the same NPI stands again on line {repeated}; the last of them that can be read counts"));
        }
        // Rows of one number are held to what the survey held them to, whether the store has come to hold it or not.
        known = repeated is not null || _known?.Contains(npi) == true;
        return _sorter.Sort(known);
    }

    private void Broken(BrokenRow row)
    {
        Counts.Rejected++;
        var more = row.Lines > 1 ? $" ({row.Lines} lines were passed over)" : "";
        _rejects.Add(row.Line, _columns.NameOf(row.Column), row.Start, row.Reason + more);
    }

    private void Miscounted(Miscount row)
    {
        Counts.Rejected++;
        _rejects.Add(row.Line, "", _rows[0], row.CutOff
            ? Rejects.CutOff
            : row.Columns < _columns.Count
                ? $"the row has {row.Columns} columns, the header {_columns.Count}: it was cut off"
                : $"the row has {row.Columns} columns, the header {_columns.Count}: a comma or quote too many");
    }

    private void Count(RowKind kind)
    {
        switch (kind)
        {
            case RowKind.Therapist: Counts.Therapists++; break;
            case RowKind.Practice: Counts.Practices++; break;
            case RowKind.OtherSpecialty: Counts.OtherSpecialty++; break;
            case RowKind.OtherState: Counts.OtherState++; break;
            case RowKind.Deactivated: Counts.Deactivated++; break;
            default: Counts.Rejected++; break;
        }
    }
}
