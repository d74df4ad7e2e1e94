using Rapport.Core.Places;
using Rapport.Registry.Values;

namespace Rapport.Registry.Reading;

/// <summary>
/// Which states are wanted: a row is, when its practice lies in one of them, or when a licence beside a mental-health
/// code was given by one. Someone licensed in a state may see its people online from elsewhere.
/// </summary>
internal sealed class StateFilter
{
    private readonly HashSet<string> _codes;

    /// <param name="states">Codes or names; none means that all are wanted.</param>
    /// <exception cref="ImportProblem">One is not a state.</exception>
    public StateFilter(IReadOnlyCollection<string> states)
    {
        _codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in states)
        {
            _codes.Add(State.TryParse(text, out var state)
                ? state.Code
                : throw new ImportProblem($"\"{text}\" after --state is not a state. Give its two letters, like CA."));
        }
    }

    /// <summary>Whether there is a filter at all.</summary>
    public bool Any => _codes.Count > 0;

    /// <summary>Whether the current row is wanted.</summary>
    public bool Wants(CsvRows rows, NppesColumns columns, Taxonomies taxonomies)
    {
        if (_codes.Contains(StateText.Code(rows[columns.Practice.State])))
        {
            return true;
        }
        foreach (var slot in columns.Taxonomy)
        {
            if (taxonomies.ProfessionOf(rows[slot.Code]) is not null
                && _codes.Contains(StateText.Code(rows[slot.State])))
            {
                return true;
            }
        }
        return false;
    }
}
