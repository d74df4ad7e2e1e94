namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// Sums and products of terms, as in Wilkinson and Rogers, "Symbolic description of factorial models for analysis of variance",
/// Applied Statistics 22 (1973), 392–399. A term is the rising numbers of its variables; the intercept has none.
/// </summary>
internal sealed class TermAlgebra
{
    private readonly List<Variable> variables = [];

    /// <summary>The number of a variable, from 0 in the order in which they come.</summary>
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

    /// <summary>a + b, or a − b: terms already there are not added again.</summary>
    /// <param name="sum">a, which becomes the result.</param>
    /// <param name="terms">b.</param>
    /// <param name="add">Whether they are added, or taken away.</param>
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

    /// <summary>a:b, each term of the one with each of the other.</summary>
    public static List<int[]> Interact(List<int[]> left, List<int[]> right)
    {
        var products = new List<int[]>();
        Change(products, left.SelectMany(one => right.Select(other => Union(one, other))), add: true);
        return products;
    }

    /// <summary>a * b, which is a + b + a:b.</summary>
    public static List<int[]> Cross(List<int[]> left, List<int[]> right)
    {
        var all = new List<int[]>();
        Change(all, [.. left, .. right, .. Interact(left, right)], add: true);
        return all;
    }

    /// <summary>a / b, which is a + b within all of a.</summary>
    public static List<int[]> Nest(List<int[]> left, List<int[]> right)
    {
        var all = new List<int[]>();
        var outer = left.Aggregate(Array.Empty<int>(), Union);
        Change(all, [.. left, .. Interact([outer], right)], add: true);
        return all;
    }

    /// <summary>The terms with their variables, those of fewer variables first.</summary>
    public TermList ListOf(List<int[]> sum) => new(
        sum.Exists(term => term.Length == 0),
        [.. sum.Where(term => term.Length > 0).OrderBy(term => term.Length).Select(term => new ModelTerm([.. term.Select(one => variables[one])]))]);

    private static int[] Union(int[] one, int[] other) => [.. one.Union(other).Order()];
}
