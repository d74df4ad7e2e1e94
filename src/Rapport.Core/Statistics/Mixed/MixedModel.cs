namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// A linear mixed model y = Xβ + Zb + ε with its data summed up: b normal with one covariance for each random part, ε normal with variance
/// σ². After Bates, Mächler, Bolker and Walker, "Fitting linear mixed-effects models using lme4", Journal of Statistical Software 67 (2015) 1.
/// </summary>
/// <remarks>Not for several threads at once: fits share their working memory.</remarks>
public sealed class MixedModel
{
    // A fixed effect for each level: of more, a matrix of them is larger than most machines.
    private const int MostLevels = 1000;

    // Rows times columns; more than a machine keeps.
    private const long MostCells = 400_000_000;

    // Of more than there are rows, most are empty or say what others say.
    private const long MostColumns = 5_000;

    // Of more, the covariances alone are thousands.
    private const int MostEffects = 50;

    // Of a column's length.
    private const double Dependent = 1e-6;

    private readonly IReadOnlyList<string> constants;
    private readonly OrthogonalColumns fixedColumns;
    private readonly double[] responseWeights;

    private MixedModel(
        Formula formula, DataFrame frame, IReadOnlyList<RandomTerm> terms, OrthogonalColumns fixedColumns, CancellationToken stop)
    {
        Formula = formula;
        Rows = frame.Rows;
        DroppedRows = frame.Dropped;
        Terms = terms;
        this.fixedColumns = fixedColumns;
        constants = formula.Fixed.Intercept ? [.. FactorsOf(formula, frame).Where(one => frame.Factor(one).Names.Length < 2).Select(one => one.Label)] : [];
        References = formula.Fixed.Intercept
            ? [.. FactorsOf(formula, frame).Where(one => frame.Factor(one).Names.Length > 1 && formula.Fixed.Terms.Any(term => term.Variables.Count == 1 && term.Variables[0] == one)).Select(one => (one.Label, frame.Factor(one).Names[0]))] : [];
        CodedNumbers = [.. formula.Fixed.Terms.SelectMany(term => term.Variables).Distinct()
            .Where(one => one.Function is null && !frame.IsFactor(one) && GroupCodes.Are(frame.Number(one).Values)).Select(one => one.Label)];
        var left = (double[])frame.Response.Clone();
        var size = OrthogonalColumns.RootMeanSquare(left);
        responseWeights = fixedColumns.TakeFrom(left);
        if (!(OrthogonalColumns.RootMeanSquare(left) > 1e-12 * size))
        {
            throw new MixedModelException(
                $"{formula.Response.Label} is the same in all rows, or the fixed effects explain it without a rest: there is no variance to take apart.");
        }
        var logTriangle = 0d;
        for (var j = 0; j < fixedColumns.Columns.Length; j++)
        {
            logTriangle += Math.Log(fixedColumns.Triangle[j, j]);
        }
        InverseTriangle = SmallMatrix.InverseUpper(fixedColumns.Triangle);
        Scales = [.. terms.Select(term => new RandomScale(term.Effects.Triangle))];
        Criterion = new Criterion(new CrossProducts(terms, [.. fixedColumns.Columns, left], stop), Rows, logTriangle, stop);
    }

    /// <summary>The formula.</summary>
    public Formula Formula { get; }

    /// <summary>How many rows count.</summary>
    public int Rows { get; }

    /// <summary>How many rows were left out because a value was missing in them.</summary>
    public int DroppedRows { get; }

    /// <summary>Fixed effects left out because those before them say the same, as R's <c>lm</c> and lme4 do; names as R gives them.</summary>
    public IReadOnlyList<string> DroppedColumns => [.. constants, .. fixedColumns.Dropped];

    /// <summary>Random effects left out for the same reason, each with its group.</summary>
    public IReadOnlyList<string> DroppedEffects => [.. Terms.SelectMany(term => term.Effects.Dropped.Select(name => $"{name} | {term.Group}"))];

    /// <summary>
    /// Grouping factors whose differences the fixed effects explain already, as in <c>y ~ school + (1|school)</c>: any value of their variance
    /// fits as well.
    /// </summary>
    public IReadOnlyList<string> ExplainedGroups => [.. Terms.Where(IsExplained).Select(term => term.Group).Distinct(StringComparer.Ordinal)];

    /// <summary>Factors among the fixed effects, and the level that each one's others are compared with.</summary>
    public IReadOnlyList<(string Factor, string Level)> References { get; }

    /// <summary>Columns taken as quantities that hold three to six whole numbers in a row, as codes of groups do.</summary>
    public IReadOnlyList<string> CodedNumbers { get; }

    /// <summary>Names of the fixed effects.</summary>
    public IReadOnlyList<string> FixedNames => fixedColumns.Names;

    /// <summary>The grouping factors and how many groups each has, the largest first.</summary>
    public IReadOnlyList<(string Name, int Count)> Groups =>
        [.. Terms.DistinctBy(term => term.Group).Select(term => (term.Group, term.Levels.Length))];

    internal IReadOnlyList<RandomTerm> Terms { get; }

    internal IReadOnlyList<RandomScale> Scales { get; }

    internal Criterion Criterion { get; }

    /// <summary>From the fixed effects of the orthogonal columns to those as named.</summary>
    internal double[,] InverseTriangle { get; }

    /// <inheritdoc cref="Of(Table, Formula, Formula?, CancellationToken)"/>
    public static MixedModel Of(Table table, Formula formula, CancellationToken stop = default) => Of(table, formula, beside: null, stop);

    /// <summary>Reads what the formula needs from the table and sums it up.</summary>
    /// <param name="table">The data; rows in which a column of the formula is empty are left out and counted.</param>
    /// <param name="formula">What is asked.</param>
    /// <param name="beside">A model to be compared with: rows that it has to leave out are left out here too.</param>
    /// <param name="stop">Ends this and all later fits.</param>
    /// <exception cref="TableException">A column is not there, or holds text or infinity where a number must stand.</exception>
    /// <exception cref="MixedModelException">The data allow no estimate: no rows, one group, a group for each row, nothing that varies.</exception>
    public static MixedModel Of(Table table, Formula formula, Formula? beside, CancellationToken stop = default)
    {
        string[] needed = [.. formula.Columns.Union(beside?.Columns ?? [], StringComparer.Ordinal)];
        var frame = new DataFrame(table, formula, needed);
        if (frame.Rows == 0)
        {
            throw new MixedModelException(table.Rows == 0
                ? "The table has names of columns and no row."
                : "No row has a value in each column of the formula.");
        }
        foreach (var factor in FactorsOf(formula, frame).Where(one => frame.Factor(one).Names.Length > MostLevels))
        {
            throw new MixedModelException(FormattableString.Invariant(
                $"\"{factor.Label}\" has {frame.Factor(factor).Names.Length} different texts, too many for an effect each. If they are groups, write (1|{factor.Column})."));
        }
        if (ModelColumns.MostOf(formula.Fixed, frame) is var columns && (columns * frame.Rows > MostCells || (columns > MostColumns && columns > frame.Rows)))
        {
            throw new MixedModelException(FormattableString.Invariant(
                $"Written out, the fixed effects make up to {columns} columns. Take groups of many levels out of the products, or name the terms that are meant."));
        }
        var explaining = OrthogonalColumns.Of(ModelColumns.Of(formula.Fixed, frame));
        if (explaining.Columns.Length >= frame.Rows)
        {
            throw new MixedModelException(
                $"There {(frame.Rows == 1 ? "is 1 complete row" : $"are {frame.Rows} complete rows")} for {explaining.Columns.Length} fixed effects: more rows or fewer effects are needed.");
        }
        var terms = formula.Random.Select(part => TermOf(part, frame)).ToList();
        RequireDifferentGroups(terms);
        // Stable: as lme4, random parts with as many groups keep the order of the formula.
        return new MixedModel(formula, frame, [.. terms.OrderByDescending(term => term.Levels.Length)], explaining, stop);
    }

    /// <summary>Estimates the model.</summary>
    /// <param name="reml">By restricted maximum likelihood, or by maximum likelihood.</param>
    /// <exception cref="MixedModelException">Within the groups nothing varies.</exception>
    /// <exception cref="OperationCanceledException">The token given to <see cref="Of(Table, Formula, CancellationToken)"/> asked for an end.</exception>
    public MixedFit Fit(bool reml = true) => new(this, VarianceSearch.Find(Criterion, Terms, reml), reml);

    /// <summary>Whether all that another model of the same rows can say this one can say too.</summary>
    internal bool Holds(MixedModel smaller) =>
        smaller.fixedColumns.Columns.All(column => Explains(fixedColumns, column))
        && smaller.Terms.All(term => Terms.Any(own => IsSamePartition(own, term) && term.Effects.Columns.All(column => Explains(own.Effects, column))));

    /// <summary>The terms of the formula that another model of the same rows has not, whatever its groups are called.</summary>
    public IReadOnlyList<string> Beyond(MixedModel smaller)
    {
        ArgumentNullException.ThrowIfNull(smaller);
        return
        [
            .. Formula.Fixed.Intercept && !smaller.Formula.Fixed.Intercept ? ["the intercept"] : Array.Empty<string>(),
            .. Formula.Fixed.Terms.Select(term => term.Label).Except(smaller.Formula.Fixed.Terms.Select(term => term.Label), StringComparer.Ordinal),
            .. Terms.Where(own => !smaller.Terms.Any(term => IsSamePartition(own, term) && own.Effects.Columns.All(column => Explains(term.Effects, column))))
                .Select(own => $"{(IsCorrelationsOf(own, smaller) ? "the correlations of " : "")}({string.Join(" + ", own.Effects.Names.Select(name => name == ModelColumns.Intercept ? "1" : name))} | {own.Group})"),
        ];
    }

    // Each of its effects varies in the smaller model too, but by itself.
    private static bool IsCorrelationsOf(RandomTerm own, MixedModel smaller)
    {
        var all = OrthogonalColumns.Of(
            [.. smaller.Terms.Where(term => IsSamePartition(own, term)).SelectMany(term => term.Effects.Columns).Select((values, at) => new ModelColumn($"{at}", values))]);
        return own.Effects.Columns.All(column => Explains(all, column));
    }

    /// <summary>
    /// Grouping factors whose numbers may start anew within another, as clients 1, 2, 3 of each therapist: two crossed factors, one of whole
    /// numbers from 1 that nearly all levels of the other share.
    /// </summary>
    public IReadOnlyList<(string Inner, string Outer)> Renumbered =>
    [
        .. from inner in Terms
           from outer in Terms
           where inner != outer && inner.Levels.Length > 1 && !inner.Group.Contains(':', StringComparison.Ordinal) && !outer.Group.Contains(':', StringComparison.Ordinal)
               && IsNumbered(inner) && SharesLevels(inner, outer)
           select (inner.Group, outer.Group),
    ];

    // 1, 2, 3 …, none left out.
    private static bool IsNumbered(RandomTerm term)
    {
        int[] numbers = [.. term.Levels.Select(name => int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : -1).Order()];
        return numbers[0] is 0 or 1 && numbers[^1] - numbers[0] == numbers.Length - 1 && numbers.Distinct().Count() == numbers.Length;
    }

    // The first number of the inner factor stands under most levels of the outer one.
    private static bool SharesLevels(RandomTerm inner, RandomTerm outer)
    {
        var first = Array.IndexOf(inner.Levels, inner.Levels.MinBy(name => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)));
        var under = inner.Codes.Zip(outer.Codes).Where(pair => pair.First == first).Select(pair => pair.Second).Distinct().Count();
        return under > 0.8 * outer.Levels.Length && outer.Levels.Length > 2;
    }

    private static bool Explains(OrthogonalColumns columns, double[] column)
    {
        var left = (double[])column.Clone();
        columns.TakeFrom(left);
        return OrthogonalColumns.RootMeanSquare(left) <= Dependent * OrthogonalColumns.RootMeanSquare(column);
    }

    private bool IsExplained(RandomTerm term) =>
        term.Levels.Length <= fixedColumns.Columns.Length && term.Effects.Names.Contains(ModelColumns.Intercept, StringComparer.Ordinal)
        && Enumerable.Range(0, term.Levels.Length).All(level => Explains(fixedColumns, Array.ConvertAll(term.Codes, code => code == level ? 1d : 0)));

    /// <summary>The fixed effects as named, for the last Λ.</summary>
    internal double[] Coefficients()
    {
        var inner = Criterion.Coefficients();
        var named = new double[inner.Length];
        for (var i = 0; i < named.Length; i++)
        {
            for (var j = i; j < named.Length; j++)
            {
                named[i] += InverseTriangle[i, j] * (inner[j] + responseWeights[j]);
            }
        }
        return named;
    }

    /// <summary>The covariance of the fixed effects as named in units of σ², for the last Λ.</summary>
    internal double[,] UnscaledCovariance() => SmallMatrix.Square(SmallMatrix.Product(InverseTriangle, Criterion.InverseRoot()));

    private static IEnumerable<Variable> FactorsOf(Formula formula, DataFrame frame) =>
        formula.Fixed.Terms.SelectMany(term => term.Variables).Distinct().Where(frame.IsFactor);

    // Of two names for the same groups nobody can say which of them varies: any split of the variance fits as well.
    private static void RequireDifferentGroups(List<RandomTerm> terms)
    {
        for (var i = 1; i < terms.Count; i++)
        {
            var again = terms[i];
            if (terms.Take(i).FirstOrDefault(other => other.Group == again.Group && other.Effects.Names.Intersect(again.Effects.Names, StringComparer.Ordinal).Any())
                is { } twice)
            {
                var effect = twice.Effects.Names.Intersect(again.Effects.Names, StringComparer.Ordinal).First();
                throw new MixedModelException(
                    $"{(effect == ModelColumns.Intercept ? "The intercept" : effect)} varies between the groups of {again.Group} in two parts of the formula: the variance cannot be shared out between them. Leave it out of one, as in (0 + x|{again.Group}).");
            }
            if (terms.Take(i).FirstOrDefault(other => other.Group != again.Group && IsSamePartition(other, again) && other.Effects.Names.Intersect(again.Effects.Names, StringComparer.Ordinal).Any())
                is { } before)
            {
                throw new MixedModelException(
                    $"{before.Group} and {again.Group} are the same groups in these data: the variance between them cannot be shared out between two names. Leave out one of the two parts.");
            }
        }
    }

    private static bool IsSamePartition(RandomTerm one, RandomTerm other)
    {
        if (one.Levels.Length != other.Levels.Length)
        {
            return false;
        }
        var partner = new int[one.Levels.Length];
        Array.Fill(partner, -1);
        for (var row = 0; row < one.Codes.Length; row++)
        {
            ref var known = ref partner[one.Codes[row]];
            if (known >= 0 && known != other.Codes[row])
            {
                return false;
            }
            known = other.Codes[row];
        }
        // As many levels on both sides, each with one partner.
        return partner.Distinct().Count() == partner.Length;
    }

    private static RandomTerm TermOf(RandomPart part, DataFrame frame)
    {
        var groups = frame.Groups(part.Group);
        if (ModelColumns.MostOf(part.Effects, frame) is var most and > MostEffects)
        {
            throw new MixedModelException(FormattableString.Invariant(
                $"Up to {most} effects are to vary between the groups of {part.GroupLabel}, with all correlations among them. Let no more than {MostEffects} vary; groups within groups are written (1|{part.GroupLabel}/inner)."));
        }
        var effects = OrthogonalColumns.Of(ModelColumns.Of(part.Effects, frame));
        if (groups.Names.Length < 2)
        {
            throw new MixedModelException(
                $"All rows have the same {part.GroupLabel}: nothing can be said of how groups differ. Leave out the part with \"| {part.GroupLabel}\".");
        }
        if (groups.Names.Length >= frame.Rows)
        {
            throw new MixedModelException(
                $"Each row has its own {part.GroupLabel}: what groups share cannot be told from the rest. Leave out the part with "
                + $"\"| {part.GroupLabel}\", or take a column in which rows share a value.");
        }
        var width = effects.Columns.Length;
        return width == 0
            ? throw new MixedModelException($"What is to vary between the groups of {part.GroupLabel} is 0 in all rows.")
            : (long)groups.Names.Length * width >= frame.Rows
            ? throw new MixedModelException(
                $"{groups.Names.Length} groups of {part.GroupLabel} with {width} random effects each are as many unknowns as there are rows "
                + $"({frame.Rows}) or more: let less vary between them.")
            : new RandomTerm(part.GroupLabel, groups.Names, groups.Codes, effects);
    }
}
