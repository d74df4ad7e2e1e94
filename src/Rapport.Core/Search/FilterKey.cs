namespace Rapport.Core.Search;

/// <summary>How the selected values of a key decide whether a profile stays.</summary>
public enum FilterKind
{
    /// <summary>Any one of the selected values is enough.</summary>
    Values,

    /// <summary>A yes/no fact: the key has exactly two values, yes first and no second; any-of like <see cref="Values"/>.</summary>
    Flag,

    /// <summary>A profile that is known to have one of the selected values is left out; one that does not say stays.</summary>
    Exclude,

    /// <summary>
    /// An upper bound on <see cref="Listing.CheapestFeeCents"/>. The values of the key are whole dollars, rising, and are
    /// the bounds that facets count; a query may ask for any other bound.
    /// </summary>
    Maximum,

    /// <summary>
    /// The ways to meet. The first value is in person; every other one is from afar (online, telephone). Bound to the
    /// place of the search: see <see cref="SearchQuery"/>.
    /// </summary>
    Format,

    /// <summary>The states where a profile works: of its in-person places and of those it covers from afar.</summary>
    State,

    /// <summary>
    /// When a profile has room, by the values of <see cref="Listing.Openings"/>; any-of like <see cref="Values"/>. An opening
    /// of one place counts only where that place does: see <see cref="SearchQuery"/>. At most 32 values.
    /// </summary>
    Opening,
}

/// <summary>One key by which profiles are filtered, with its values in a fixed order.</summary>
/// <remarks>A value is spoken of by its ordinal: its position, from 0, in <see cref="Values"/>.</remarks>
public sealed class FilterKey
{
    private readonly Dictionary<string, int> ordinals;

    /// <summary>Makes a key.</summary>
    /// <param name="name">The name in queries, such as <c>language</c>.</param>
    /// <param name="kind">How its values decide.</param>
    /// <param name="values">The codes, in the order of their ordinals; none twice.</param>
    /// <exception cref="ArgumentException">A code stands twice; a flag without exactly two values; a format without values;
    /// an opening with more than 32; bounds of a maximum that are not rising whole dollars.</exception>
    public FilterKey(string name, FilterKind kind, IReadOnlyList<string> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        Kind = kind;
        Values = [.. values];
        ordinals = new Dictionary<string, int>(values.Count, StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            if (!ordinals.TryAdd(values[i], i))
            {
                throw new ArgumentException($"The key '{name}' has the value '{values[i]}' twice.", nameof(values));
            }
        }

        if (kind == FilterKind.Flag && values.Count != 2)
        {
            throw new ArgumentException($"The flag '{name}' needs two values, yes and no.", nameof(values));
        }

        if (kind == FilterKind.Format && values.Count == 0)
        {
            throw new ArgumentException($"The format key '{name}' needs its first value, in person.", nameof(values));
        }

        if (kind == FilterKind.Opening && values.Count > 32)
        {
            throw new ArgumentException($"The opening key '{name}' has more than 32 values.", nameof(values));
        }

        MaximumCents = kind == FilterKind.Maximum ? Bounds(name, values) : [];
    }

    /// <summary>The name in queries.</summary>
    public string Name { get; }

    /// <summary>How the selected values decide.</summary>
    public FilterKind Kind { get; }

    /// <summary>The codes of the values, in the order of their ordinals.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>
    /// By ordinal, the words by which a value is found in a text: whoever has the value has them among her terms. Empty for a
    /// key whose values have none.
    /// </summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>
    /// A hint: its values are counted in most searches. Such keys lie together in memory, so that counting them alone touches
    /// little else. It changes no answer.
    /// </summary>
    public bool IsOftenCounted { get; init; }

    /// <summary>For <see cref="FilterKind.Maximum"/>, each value in cents; otherwise empty.</summary>
    internal int[] MaximumCents { get; }

    /// <summary>The ordinal of a code, or −1 if the key has no such value.</summary>
    public int OrdinalOf(string code) => ordinals.GetValueOrDefault(code, -1);

    private static int[] Bounds(string name, IReadOnlyList<string> values)
    {
        var cents = new int[values.Count];
        for (var i = 0; i < cents.Length; i++)
        {
            var read = int.TryParse(
                values[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var dollars);
            if (!read || dollars > 1_000_000 || (i > 0 && dollars * 100 <= cents[i - 1]))
            {
                throw new ArgumentException($"The bounds of '{name}' must be rising whole dollars.", nameof(values));
            }

            cents[i] = dollars * 100;
        }

        return cents;
    }
}
