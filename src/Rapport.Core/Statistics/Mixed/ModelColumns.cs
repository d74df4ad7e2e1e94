namespace Rapport.Core.Statistics.Mixed;

/// <summary>A named column of a model matrix.</summary>
internal readonly record struct ModelColumn(string Name, double[] Values);

/// <summary>
/// Columns of a model matrix, named and coded as R does: factors by treatment contrasts, the first level being the reference. Where a
/// term's margin is missing from the formula, its factor gets a column for each level (Chambers and Hastie, "Statistical Models
/// in S", 1992, section 2.4.1).
/// </summary>
internal static class ModelColumns
{
    /// <summary>What the intercept is called.</summary>
    public const string Intercept = "(Intercept)";

    /// <summary>The columns of a list of terms, intercept first, a row for each of the frame's.</summary>
    public static List<ModelColumn> Of(TermList list, DataFrame frame)
    {
        var columns = new List<ModelColumn>();
        if (list.Intercept)
        {
            columns.Add(new ModelColumn(Intercept, frame.Ones));
        }
        foreach (var term in list.Terms)
        {
            var product = new List<ModelColumn>();
            foreach (var variable in term.Variables)
            {
                var own = frame.IsFactor(variable) ? Indicators(frame, variable, HasMargin(list, term, variable, frame)) : [frame.Number(variable)];
                // The first variable's levels turn fastest.
                product = product.Count == 0 ? own : [.. own.SelectMany(slow => product.Select(fast => Multiply(fast, slow)))];
            }
            columns.AddRange(product);
        }
        return columns;
    }

    /// <summary>So many columns or a few less, told before they are made.</summary>
    public static long MostOf(TermList list, DataFrame frame)
    {
        var sum = list.Intercept ? 1d : 0;
        foreach (var term in list.Terms)
        {
            var product = 1d;
            foreach (var variable in term.Variables)
            {
                product *= frame.IsFactor(variable) ? frame.Factor(variable).Names.Length : 1;
            }
            sum += product;
        }
        return (long)Math.Min(sum, 1e12);
    }

    private static bool HasMargin(TermList list, ModelTerm term, Variable left, DataFrame frame)
    {
        var margin = term.Variables.Where(one => one != left).ToHashSet();
        if (margin.Count > 0)
        {
            // An earlier term that holds the margin says what it says, as R takes it (a:x before b:x says what x says).
            return list.Terms.TakeWhile(other => other != term).Any(other => margin.IsSubsetOf(other.Variables));
        }
        // Without an intercept the first factor stands for it, and those after it keep their contrasts.
        return list.Intercept || list.Terms.First(one => one.Variables.Count == 1 && frame.IsFactor(one.Variables[0])) != term;
    }

    private static List<ModelColumn> Indicators(DataFrame frame, Variable variable, bool contrasts)
    {
        var factor = frame.Factor(variable);
        var columns = new List<ModelColumn>();
        for (var level = contrasts ? 1 : 0; level < factor.Names.Length; level++)
        {
            var values = new double[factor.Codes.Length];
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = factor.Codes[row] == level ? 1 : 0;
            }
            columns.Add(new ModelColumn(variable.Label + factor.Names[level], values));
        }
        return columns;
    }

    private static ModelColumn Multiply(ModelColumn fast, ModelColumn slow)
    {
        var values = new double[fast.Values.Length];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = fast.Values[row] * slow.Values[row];
        }
        return new ModelColumn($"{fast.Name}:{slow.Name}", values);
    }
}
