using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// The predictors of a meta-regression: an intercept, numbers as they are, and groups as differences from their first level
/// (R's treatment contrasts). What the others already say is left out, and named. Sums are formed of columns that are centred
/// and scaled, so that years and millions lose no digits; coefficients are told in the units of the table.
/// </summary>
public sealed class Moderators
{
    private const double Collinear = 1e-7;
    private const string Groups = "factor(";
    private readonly double[] _centres;
    private readonly double[] _scales;
    private readonly double[][] _columns;

    private Moderators(IReadOnlyList<string> names, double[][] columns, int studies, IReadOnlyList<string> leftOut)
    {
        (Names, _columns, Studies, LeftOut) = (names, columns, studies, leftOut);
        _centres = Array.ConvertAll(columns, column => column.Average());
        _scales = [.. columns.Select((column, at) => Math.Sqrt(column.Average(one => (one - _centres[at]) * (one - _centres[at]))))];
        Standardised = Matrix<double>.Build.Dense(
            studies, columns.Length + 1, (row, at) => at == 0 ? 1 : (_columns[at - 1][row] - _centres[at - 1]) / _scales[at - 1]);
    }

    /// <summary>The coefficients' names, without the intercept.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Columns that say nothing that the others do not say, left out.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>How many studies there are.</summary>
    public int Studies { get; }

    /// <summary>Moderators that are groups, and the level that each one's others are compared with.</summary>
    public IReadOnlyList<(string Factor, string Level)> References { get; private init; } = [];

    /// <summary>Columns taken as quantities that hold three to six whole numbers in a row, as codes of groups do.</summary>
    public IReadOnlyList<string> Coded { get; private init; } = [];

    internal Matrix<double> Standardised { get; }

    /// <summary>No moderator: the intercept alone.</summary>
    /// <param name="studies">From 1.</param>
    public static Moderators None(int studies) => new([], [], studies, []);

    /// <param name="table">The table.</param>
    /// <param name="columns">Columns of numbers, or of groups; <c>factor(x)</c> takes the numbers of column x as groups.</param>
    /// <param name="rows">The rows of the studies, from 0, with nothing missing in these columns.</param>
    /// <exception cref="TableException">There is no such column, or there are no more studies than coefficients.</exception>
    public static Moderators Of(Table table, IReadOnlyList<string> columns, IReadOnlyList<int> rows)
    {
        var named = new List<(string Name, double[] Values)>();
        var references = new List<(string, string)>();
        var coded = new List<string>();
        foreach (var column in columns)
        {
            var isGroups = Column(column) != column;
            if (!isGroups && table.IsNumeric(column))
            {
                var numbers = table.Numbers(column);
                double[] values = [.. rows.Select(row => numbers[row])];
                named.Add((column, values));
                if (GroupCodes.Are(values))
                {
                    coded.Add(column);
                }
                continue;
            }
            var levels = table.Levels(Column(column));
            int[] used = [.. rows.Select(row => levels.Codes[row]).Distinct().Order()];
            named.AddRange(used.Skip(1).Select(level =>
                (column + levels.Names[level], rows.Select(row => levels.Codes[row] == level ? 1d : 0).ToArray())));
            if (used.Length < 2)
            {
                named.Add((column, [.. rows.Select(_ => 0d)]));
            }
            else
            {
                references.Add((column, levels.Names[used[0]]));
            }
        }
        var (kept, left) = Independent(named);
        if (rows.Count <= kept.Count + 1)
        {
            throw new TableException(
                $"{string.Join(", ", columns)}: {(kept.Count + 1).ToString(CultureInfo.InvariantCulture)} coefficients need more than {rows.Count} studies. Leave a moderator out.");
        }
        return new([.. kept.Select(one => one.Name)], [.. kept.Select(one => one.Values)], rows.Count, left) { References = references, Coded = coded };
    }

    /// <summary>The column that a moderator stands in: x for <c>factor(x)</c>.</summary>
    public static string Column(string moderator) => moderator.StartsWith(Groups, StringComparison.Ordinal) && moderator.EndsWith(')') ? moderator[Groups.Length..^1].Trim() : moderator;

    /// <summary>The same without one study.</summary>
    internal Moderators Without(int left)
    {
        var named = Names.Select((name, at) => (name, _columns[at].Where((_, row) => row != left).ToArray())).ToList();
        var (kept, alsoLeft) = Independent(named);
        return new([.. kept.Select(one => one.Name)], [.. kept.Select(one => one.Values)], Studies - 1, alsoLeft);
    }

    /// <summary>The predictors of one study, on the scale that the sums are formed of.</summary>
    /// <param name="of">The set that the study may have been left out of.</param>
    /// <param name="row">The study in this set.</param>
    internal Vector<double> Row(Moderators of, int row) => Vector<double>.Build.Dense(of.Names.Count + 1, at =>
        at == 0 ? 1 : (_columns[Places(of)[at - 1]][row] - of._centres[at - 1]) / of._scales[at - 1]);

    /// <summary>Coefficients and their covariances in the units of the table, intercept first.</summary>
    internal (Vector<double> Coefficients, Matrix<double> Covariances) InUnits(Vector<double> coefficients, Matrix<double> covariances)
    {
        var back = Matrix<double>.Build.DenseIdentity(Names.Count + 1);
        for (var at = 0; at < Names.Count; at++)
        {
            back[at + 1, at + 1] = 1 / _scales[at];
            back[0, at + 1] = -_centres[at] / _scales[at];
        }
        return (back * coefficients, back * covariances * back.Transpose());
    }

    private int[] Places(Moderators of) => [.. of.Names.Select(name => Enumerable.Range(0, Names.Count).First(at => Names[at] == name))];

    /// <summary>Keeps each column that is not a sum of multiples of the intercept and those kept before it.</summary>
    private static (List<(string Name, double[] Values)> Kept, List<string> Left) Independent(IEnumerable<(string Name, double[] Values)> columns)
    {
        var kept = new List<(string, double[])>();
        var left = new List<string>();
        var directions = new List<Vector<double>>();
        foreach (var (name, values) in columns)
        {
            var vector = Vector<double>.Build.DenseOfArray(values);
            var largest = vector.AbsoluteMaximum();
            if (directions.Count == 0)
            {
                directions.Add(Vector<double>.Build.Dense(values.Length, 1 / Math.Sqrt(values.Length)));
            }
            // The mean is taken away first and alone: what varies about a large mean is small beside it.
            var rest = vector - (directions[0] * directions[0].DotProduct(vector));
            var about = rest.L2Norm();
            for (var twice = 0; twice < 2; twice++)
            {
                foreach (var direction in directions)
                {
                    rest -= direction * direction.DotProduct(rest);
                }
            }
            if (about <= 1e-12 * largest * Math.Sqrt(values.Length) || rest.L2Norm() <= Collinear * about)
            {
                left.Add(name);
                continue;
            }
            directions.Add(rest / rest.L2Norm());
            kept.Add((name, values));
        }
        return (kept, left);
    }
}
