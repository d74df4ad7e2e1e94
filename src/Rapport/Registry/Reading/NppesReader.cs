using System.Globalization;
using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry.Reading;

/// <summary>
/// Reads the rows that are wanted out of a registry file. Each row is first sorted by its number, dates, kind and
/// taxonomy codes; only a row that is kept is read in full.
/// </summary>
internal sealed class NppesReader : IDisposable
{
    private readonly CsvRows _rows;
    private readonly NppesColumns _columns;
    private readonly NppesSurvey? _survey;
    private readonly Taxonomies _taxonomies;
    private readonly StateFilter _states;
    private readonly RowBuilder _builder;
    /// <summary>So many rows, and not one that can be read: another kind of file, whose rejects would fill a disk.</summary>
    private const int MostInVain = 100_000;

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
        _taxonomies = taxonomies;
        _states = states;
        _builder = builder;
        _rejects = rejects;
        _rows = new CsvRows(file.Read(NppesPart.Numbers), Broken, Miscounted);
        try
        {
            _columns = new NppesColumns(_rows.Header, file.Name);
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
            Sort(out _, out _, out _, out var kind);
            Count(kind);
        }
        return Counts;
    }

    public void Dispose() => _rows.Dispose();

    private enum Kind
    {
        Rejected,
        Therapist,
        Practice,
        OtherSpecialty,
        OtherState,
        Deactivated,
    }

    private RegistryRecord? TakeRow()
    {
        Sort(out var npi, out var date, out var reactivated, out var kind);
        RegistryRecord? record = null;
        switch (kind)
        {
            case Kind.Deactivated:
                record = new DeactivatedNumber(npi, date, _rows.Line);
                break;
            case Kind.OtherSpecialty when date != default:
                record = new LeftField(npi, date, _rows.Line);
                break;
            case Kind.Therapist or Kind.Practice:
            case Kind.OtherState when _known?.Contains(npi) == true:
                var source = new RowSource(
                    _rows, _columns, npi, date, reactivated == default ? null : reactivated);
                record = _rows[_columns.Kind] is "1" ? _builder.Therapist(source) : _builder.Practice(source);
                if (record is not null)
                {
                    record = record with { Elsewhere = kind == Kind.OtherState };
                }
                else
                {
                    var problem = source.Problem!;
                    Reject(problem.Column, problem.Reason);
                    kind = Kind.Rejected;
                }
                break;
            default:
                break;
        }
        Count(kind);
        return record;
    }

    // The date is that of a deactivation, or the later of those of the last update and a reactivation. That of another
    // specialty is read only where the store holds the number: few of millions.
    private void Sort(out Npi npi, out DateOnly date, out DateOnly reactivated, out Kind kind)
    {
        date = default;
        reactivated = default;
        kind = Kind.Rejected;
        if (!Npi.TryParse(_rows[_columns.Npi].Trim(), out npi, out var reason))
        {
            Reject(_columns.Npi, reason);
            return;
        }
        if (_survey?.LastLineOf(npi) is { } last && last != _rows.Line)
        {
            Reject(_columns.Npi, string.Create(CultureInfo.InvariantCulture,
                $"the same NPI stands again on line {last}; the last row of a file counts"));
            return;
        }
        DateOnly deactivated = default;
        if (!ReadDate(_columns.Deactivated, ref deactivated) || !ReadDate(_columns.Reactivated, ref reactivated))
        {
            return;
        }
        if (deactivated > reactivated)
        {
            date = deactivated;
            kind = Kind.Deactivated;
            return;
        }
        var entity = _rows[_columns.Kind];
        if (entity is not ("1" or "2"))
        {
            Reject(_columns.Kind, entity.IsEmpty
                ? "neither a kind of entity nor a date of deactivation"
                : "the kind of entity is 1 (a person) or 2 (an organisation)");
            return;
        }
        var wanted = HasWantedCode();
        if (!wanted && _known?.Contains(npi) != true)
        {
            kind = Kind.OtherSpecialty;
            return;
        }
        if (!ReadDate(_columns.Updated, ref date))
        {
            return;
        }
        if (date == default && !ReadDate(_columns.Enumerated, ref date))
        {
            return;
        }
        date = reactivated > date ? reactivated : date;
        if (date == default)
        {
            Reject(_columns.Updated, "the row has no date, so nobody can tell what is newer");
            return;
        }
        if (!wanted)
        {
            kind = Kind.OtherSpecialty;
            return;
        }
        kind = !_states.Any || _states.Wants(_rows, _columns, _taxonomies)
            ? entity is "1" ? Kind.Therapist : Kind.Practice
            : Kind.OtherState;
    }

    private bool HasWantedCode()
    {
        foreach (var slot in _columns.Taxonomy)
        {
            if (_taxonomies.ProfessionOf(_rows[slot.Code]) is not null)
            {
                return true;
            }
        }
        return false;
    }

    // A blank date stays the default. False, and the row is rejected, when something else than a date stands there.
    private bool ReadDate(int column, ref DateOnly date)
    {
        var text = _rows[column];
        if (text.IsEmpty)
        {
            return true;
        }
        if (RegistryDate.TryRead(text, _builder.LatestDate, out date, out var reason))
        {
            return true;
        }
        Reject(column, reason);
        return false;
    }

    private void Reject(int column, string reason) =>
        _rejects.Add(_rows.Line, _columns.NameOf(column), _rows[column], reason);

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

    private void Count(Kind kind)
    {
        switch (kind)
        {
            case Kind.Therapist: Counts.Therapists++; break;
            case Kind.Practice: Counts.Practices++; break;
            case Kind.OtherSpecialty: Counts.OtherSpecialty++; break;
            case Kind.OtherState: Counts.OtherState++; break;
            case Kind.Deactivated: Counts.Deactivated++; break;
            default: Counts.Rejected++; break;
        }
    }
}
