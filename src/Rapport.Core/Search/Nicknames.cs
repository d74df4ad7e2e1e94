namespace Rapport.Core.Search;

/// <summary>First names that are used for one another: Liz is looked for, Elizabeth stands in the register.</summary>
public sealed class Nicknames
{
    /// <summary>None are known.</summary>
    public static readonly Nicknames None = new([]);

    private readonly Dictionary<string, List<string>> others = new(StringComparer.Ordinal);

    /// <summary>Makes them of groups.</summary>
    /// <param name="groups">In each the names that go for one another; they are folded. A name may stand in several groups.</param>
    public Nicknames(IEnumerable<IReadOnlyList<string>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        foreach (var group in groups)
        {
            var names = group.Select(SearchText.Fold).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
            foreach (var name in names)
            {
                if (!others.TryGetValue(name, out var known))
                {
                    others[name] = known = [];
                }

                known.AddRange(names.Where(other => other != name && !known.Contains(other)));
            }
        }
    }

    /// <summary>The names that go for one, folded; without itself.</summary>
    public IReadOnlyList<string> Of(string name) => others.TryGetValue(name, out var known) ? known : [];
}
