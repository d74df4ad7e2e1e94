namespace Rapport.Core.Statistics;

/// <summary>
/// A table that cannot be worked with as it was asked for. The message is for the person who has the file: it names the
/// place (column, row) and the mend.
/// </summary>
/// <param name="message">Place and mend, in whole sentences.</param>
public sealed class TableException(string message) : Exception(message)
{
    private const int MostOffered = 3;

    /// <summary>The column that was asked for and is not there; null where something else is wrong.</summary>
    public string? Missing { get; private init; }

    /// <summary>A column that is not there, with the names offered that come nearest.</summary>
    /// <param name="asked">The name that was asked for.</param>
    /// <param name="names">The names that there are, at least one.</param>
    public static TableException NoColumn(string asked, IReadOnlyList<string> names)
    {
        // Whoever writes two letters in three otherwise means another column.
        var near = names
            .Select(name => (name, away: Distance(asked, name)))
            .Where(pair => pair.away <= Math.Max(1, Math.Max(asked.Length, pair.name.Length) / 3))
            .OrderBy(pair => pair.away)
            .Take(MostOffered)
            .Select(pair => $"\"{Shortened(pair.name)}\"")
            .ToList();
        var offer = near.Count > 0
            ? $"Do you mean {string.Join(" or ", near)}?"
            : $"The table has {string.Join(", ", names.Take(20).Select(name => $"\"{Shortened(name)}\""))}{(names.Count > 20 ? " and others" : "")}.";
        return new TableException($"There is no column \"{asked}\". {offer}") { Missing = asked };
    }

    private static string Shortened(string name) => name.Length <= 40 ? name : name[..40].ReplaceLineEndings(" ") + "…";

    /// <summary>
    /// Letters to be put in, left out or changed, upper and lower case alike: Levenshtein, "Binary codes capable of
    /// correcting deletions, insertions, and reversals", Soviet Physics Doklady 10 (1966), 707–710.
    /// </summary>
    private static int Distance(string one, string other)
    {
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = above[0];
            above[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1;
                (diagonal, above[j]) = (above[j], Math.Min(Math.Min(above[j], above[j - 1]) + 1, diagonal + change));
            }
        }
        return above[other.Length];
    }
}
