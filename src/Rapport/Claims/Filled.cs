using Microsoft.Extensions.Primitives;

namespace Rapport.Claims;

/// <summary>What stands in the fields of a form: as the facts have it, or as it was sent.</summary>
internal sealed class Filled
{
    private readonly Dictionary<string, StringValues> _values = new(StringComparer.Ordinal);

    public Filled()
    {
    }

    /// <param name="form">What was sent.</param>
    /// <param name="today">When, by the clock of the site.</param>
    public Filled(IFormCollection form, DateOnly today)
    {
        Today = today;
        foreach (var (name, values) in form)
        {
            _values[name] = values;
        }
    }

    /// <summary>The day on which it was sent: no day before it is still to come.</summary>
    public DateOnly Today { get; }

    /// <summary>The first value of a field; empty where there is none.</summary>
    public string this[string name]
    {
        get => _values.TryGetValue(name, out var values) && values.Count > 0 ? values[0]?.Trim() ?? "" : "";
        set => _values[name] = value;
    }

    /// <summary>All values of a field.</summary>
    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    public void Put(string name, IEnumerable<string> values) => _values[name] = new StringValues([.. values]);

    public bool Has(string name, string value) => All(name).Contains(value, StringComparer.Ordinal);
}
