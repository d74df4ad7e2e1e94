namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// Sums and products of terms, as in Wilkinson and Rogers, "Symbolic description of factorial models for analysis of variance",
/// Applied Statistics 22 (1973), 392–399. A term is the rising numbers of its variables; the intercept has none.
/// </summary>
internal sealed class TermAlgebra
{
    private readonly List<Variable> variables = [];

    public int Index(Variable variable)
    {
        var known = variables.IndexOf(variable);
        if (known >= 0)
        {
            return known;
        }
        variables.Add(variable);
        return variables.Count - 1;
    }

    public static void Change(List<int[]> sum, IEnumerable<int[]> terms, bool add)
    {
        foreach (var term in terms)
        {
            var known = sum.FindIndex(one => one.AsSpan().SequenceEqual(term));
            if (add && known < 0)
            {
                sum.Add(term);
            }
            else if (!add && known >= 0)
            {
                sum.RemoveAt(known);
            }
        }
    }

    public static List<int[]> Interact(List<int[]> left, List<int[]> right)
    {
        var products = new List<int[]>();
        Change(products, left.SelectMany(one => right.Select(other => Union(one, other))), add: true);
        return products;
    }

    public static List<int[]> Cross(List<int[]> left, List<int[]> right)
    {
        var all = new List<int[]>();
        Change(all, [.. left, .. right, .. Interact(left, right)], add: true);
        return all;
    }

    public static List<int[]> Nest(List<int[]> left, List<int[]> right)
    {
        var all = new List<int[]>();
        var outer = left.Aggregate(Array.Empty<int>(), Union);
        Change(all, [.. left, .. Interact([outer], right)], add: true);
        return all;
    }

    public TermList ListOf(List<int[]> sum) => new(
        sum.Exists(term => term.Length == 0),
        [.. sum.Where(term => term.Length > 0).OrderBy(term => term.Length).Select(term => new ModelTerm([.. term.Select(one => variables[one])]))]);

    private static int[] Union(int[] one, int[] other) => [.. one.Union(other).Order()];
}
