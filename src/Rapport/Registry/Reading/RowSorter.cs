using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry.Reading;

/// <summary>What a row is.</summary>
internal enum RowKind
{
    Rejected,
    Therapist,
    Practice,
    OtherSpecialty,
    OtherState,
    Deactivated,
}

/// <summary>A row that was sorted.</summary>
/// <param name="Date">
/// That of a deactivation, or the later of those of the last update and a reactivation. That of another specialty is read
/// only where somebody asks for it: few of millions.
/// </param>
/// <param name="Reactivated">The default where there is none.</param>
/// <param name="Problem">Why it is rejected; otherwise null.</param>
internal readonly record struct SortedRow(
    RowKind Kind, DateOnly Date = default, DateOnly Reactivated = default, RowProblem? Problem = null)
{
    public static SortedRow Rejected(int column, string reason) => new(RowKind.Rejected, Problem: new(column, reason));
}

/// <summary>Sorts the current row by its dates, kind and taxonomy codes, and makes a record of one that is kept.</summary>
internal sealed class RowSorter(
    CsvRows rows, NppesColumns columns, Taxonomies taxonomies, StateFilter states, RowBuilder builder)
{
    /// <param name="known">The number may be in the store: then a row that is not wanted says something too, and must be whole.</param>
    public SortedRow Sort(bool known)
    {
        DateOnly deactivated = default, reactivated = default, date = default;
        if ((ReadDate(columns.Deactivated, ref deactivated) ?? ReadDate(columns.Reactivated, ref reactivated)) is { } wrong)
        {
            return wrong;
        }
        if (deactivated > reactivated)
        {
            return new(RowKind.Deactivated, deactivated, reactivated);
        }
        var entity = rows[columns.Kind];
        if (entity is not ("1" or "2"))
        {
            return SortedRow.Rejected(columns.Kind, entity.IsEmpty
                ? "neither a kind of entity nor a date of deactivation"
                : "the kind of entity is 1 (a person) or 2 (an organisation)");
        }
        var wanted = HasWantedCode();
        if (!wanted && !known)
        {
            return new(RowKind.OtherSpecialty);
        }
        if ((ReadDate(columns.Updated, ref date)
            ?? (date == default ? ReadDate(columns.Enumerated, ref date) : null)) is { } bad)
        {
            return bad;
        }
        date = reactivated > date ? reactivated : date;
        if (date == default)
        {
            return SortedRow.Rejected(columns.Updated, "the row has no date, so nobody can tell what is newer");
        }
        var kind = !wanted ? RowKind.OtherSpecialty
            : states.Any && !states.Wants(rows, columns, taxonomies) ? RowKind.OtherState
            : entity is "1" ? RowKind.Therapist : RowKind.Practice;
        return new(kind, date, reactivated);
    }

    /// <summary>
    /// The record of the current row; null where it says nothing. A row that is found to be bad only now becomes a
    /// rejected one.
    /// </summary>
    /// <param name="known">As it was sorted.</param>
    public RegistryRecord? Take(Npi npi, bool known, ref SortedRow row)
    {
        switch (row.Kind)
        {
            case RowKind.Deactivated:
                return new DeactivatedNumber(npi, row.Date, rows.Line);
            case RowKind.OtherSpecialty when row.Date != default:
                return new LeftField(npi, row.Date, rows.Line);
            case RowKind.Therapist or RowKind.Practice:
            case RowKind.OtherState when known:
                var source = new RowSource(
                    rows, columns, npi, row.Date, row.Reactivated == default ? null : row.Reactivated);
                RegistryRecord? record = rows[columns.Kind] is "1" ? builder.Therapist(source) : builder.Practice(source);
                if (record is null)
                {
                    row = new(RowKind.Rejected, Problem: source.Problem);
                    return null;
                }
                return record with { Elsewhere = row.Kind == RowKind.OtherState };
            default:
                return null;
        }
    }

    private bool HasWantedCode()
    {
        foreach (var slot in columns.Taxonomy)
        {
            if (taxonomies.ProfessionOf(rows[slot.Code]) is not null)
            {
                return true;
            }
        }
        return false;
    }

    // A blank date stays the default. The rejected row, when something else than a date stands there.
    private SortedRow? ReadDate(int column, ref DateOnly date)
    {
        var text = rows[column];
        return text.IsEmpty || RegistryDate.TryRead(text, builder.LatestDate, out date, out var reason)
            ? null
            : SortedRow.Rejected(column, reason);
    }
}
