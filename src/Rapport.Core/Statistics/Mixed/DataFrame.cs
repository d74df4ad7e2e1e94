namespace Rapport.Core.Statistics.Mixed;

/// <summary>The columns a formula names, without the rows in which one of them is missing.</summary>
internal sealed class DataFrame
{
    private readonly Dictionary<Variable, double[]> numbers = [];
    private readonly Dictionary<string, Factor> factors = new(StringComparer.Ordinal);

    /// <param name="table">The data.</param>
    /// <param name="formula">What is asked of them.</param>
    /// <param name="needed">Columns that must be filled, those of the formula among them.</param>
    /// <exception cref="TableException">A column is not there, or holds what cannot be a number.</exception>
    public DataFrame(Table table, Formula formula, IReadOnlyList<string> needed)
    {
        var keep = new bool[table.Rows];
        Array.Fill(keep, true);
        var variables = formula.Random.Select(part => part.Effects).Append(formula.Fixed).SelectMany(list => list.Terms)
            .SelectMany(term => term.Variables).Distinct().ToList();
        ReadNumber(table, formula.Response, keep);
        foreach (var variable in variables)
        {
            if (variable.Function == "factor" || (variable.Function is null && !LooksNumeric(table, variable.Column)))
            {
                ReadFactor(table, variable.Column, keep);
            }
            else
            {
                ReadNumber(table, variable, keep);
            }
        }
        foreach (var column in formula.Random.SelectMany(part => part.Group))
        {
            ReadFactor(table, column, keep);
        }
        foreach (var column in needed.Except(formula.Columns, StringComparer.Ordinal))
        {
            ReadFactor(table, column, keep);
        }
        Rows = keep.Count(kept => kept);
        Dropped = table.Rows - Rows;
        if (Rows < table.Rows)
        {
            Compress(keep);
        }
        DropUnusedLevels();
        Response = numbers[formula.Response];
        Ones = new double[Rows];
        Array.Fill(Ones, 1);
    }

    /// <summary>How many rows count, from 0.</summary>
    public int Rows { get; }

    /// <summary>How many rows were left out because something was missing in them.</summary>
    public int Dropped { get; }

    /// <summary>y, a finite number for each row that counts, after its function.</summary>
    public double[] Response { get; }

    /// <summary>The column of the intercept.</summary>
    public double[] Ones { get; }

    /// <summary>Whether a variable is of groups rather than of numbers.</summary>
    public bool IsFactor(Variable variable) => !numbers.ContainsKey(variable);

    /// <summary>A variable of numbers after its function, a finite number for each row that counts.</summary>
    public ModelColumn Number(Variable variable) => new(variable.Label, numbers[variable]);

    /// <summary>A variable of groups, with those levels only that have a row.</summary>
    public Factor Factor(Variable variable) => factors[variable.Column];

    /// <summary>The groups that the combinations of several factors make: names joined by colons, in the order of the factors' levels.</summary>
    public Factor Groups(IReadOnlyList<string> columns)
    {
        var groups = factors[columns[0]];
        foreach (var column in columns.Skip(1))
        {
            groups = Combine(groups, factors[column]);
        }
        return groups;
    }

    private static Factor Combine(Factor first, Factor second)
    {
        var keys = new long[first.Codes.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = ((long)first.Codes[row] * second.Names.Length) + second.Codes[row];
        }
        var present = keys.Distinct().Order().ToArray();
        var place = new Dictionary<long, int>(present.Length);
        for (var at = 0; at < present.Length; at++)
        {
            place.Add(present[at], at);
        }
        return new Factor(
            Array.ConvertAll(keys, key => place[key]),
            Array.ConvertAll(present, key => $"{first.Names[key / second.Names.Length]}:{second.Names[key % second.Names.Length]}"));
    }

    // A column of numbers with one slip in it must not become a factor of thousands of levels in silence.
    private static bool LooksNumeric(Table table, string column)
    {
        if (table.IsNumeric(column))
        {
            return true;
        }
        var names = table.Levels(column).Names;
        return names.Count(name => double.TryParse(
            name, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)) * 2 > names.Length;
    }

    private void ReadNumber(Table table, Variable variable, bool[] keep)
    {
        if (numbers.ContainsKey(variable))
        {
            return;
        }
        var values = table.Numbers(variable.Column);
        if (variable.Function is { } function)
        {
            values = (double[])values.Clone();
        }
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                keep[row] = false;
            }
            else if (variable.Function is not null)
            {
                values[row] = Apply(variable, values[row], row);
            }
        }
        numbers.Add(variable, values);
    }

    private void ReadFactor(Table table, string column, bool[] keep)
    {
        if (factors.ContainsKey(column))
        {
            return;
        }
        var factor = table.Levels(column);
        for (var row = 0; row < keep.Length; row++)
        {
            keep[row] &= factor.Codes[row] >= 0;
        }
        factors.Add(column, factor);
    }

    private static double Apply(Variable variable, double value, int row)
    {
        var result = variable.Function switch
        {
            "log" => Math.Log(value),
            "log2" => Math.Log2(value),
            "log10" => Math.Log10(value),
            "log1p" => Math.Log(1 + value),
            "exp" => Math.Exp(value),
            _ => Math.Sqrt(value),
        };
        return double.IsFinite(result)
            ? result
            : throw new TableException(FormattableString.Invariant(
                $"{variable.Label} has no value in row {row + 1}, where {variable.Column} is {value}. Mend or empty that cell, or take another function."));
    }

    private void Compress(bool[] keep)
    {
        foreach (var variable in numbers.Keys.ToList())
        {
            numbers[variable] = [.. numbers[variable].Where((_, row) => keep[row])];
        }
        foreach (var column in factors.Keys.ToList())
        {
            factors[column] = factors[column] with { Codes = [.. factors[column].Codes.Where((_, row) => keep[row])] };
        }
    }

    private void DropUnusedLevels()
    {
        foreach (var column in factors.Keys.ToList())
        {
            var factor = factors[column];
            var used = new bool[factor.Names.Length];
            foreach (var code in factor.Codes)
            {
                used[code] = true;
            }
            if (used.Contains(false))
            {
                var place = new int[used.Length];
                for (var level = 1; level < used.Length; level++)
                {
                    place[level] = place[level - 1] + (used[level - 1] ? 1 : 0);
                }
                factors[column] = new Factor(
                    Array.ConvertAll(factor.Codes, code => place[code]), [.. factor.Names.Where((_, level) => used[level])]);
            }
        }
    }
}
