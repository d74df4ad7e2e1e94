namespace Rapport.Core.Statistics.Meta;

/// <summary>Which columns of a table tell what studies found.</summary>
/// <param name="Scale">What the columns hold, and so the scale that effects are put together on.</param>
/// <param name="Columns">
/// Effect and variance; correlation and people; or the four counts: with and without the event in the first group, then in
/// the second.
/// </param>
public sealed record EffectColumns(EffectScale Scale, IReadOnlyList<string> Columns);

/// <summary>Studies as a table has them; rows with something missing are left out, and counted.</summary>
/// <param name="Studies">What they found.</param>
/// <param name="Scale">The scale that it is put together on; <see cref="EffectScales.Back"/> leads from it to the one that it is read on.</param>
/// <param name="Clusters">The study that each effect belongs to; null where none was asked for.</param>
/// <param name="Dropped">Rows left out because something that was asked for is missing.</param>
/// <param name="Corrected">Studies with an empty count, to each of whose counts a half was added.</param>
public sealed record StudyTable(StudyEffects Studies, EffectScale Scale, Factor? Clusters, int Dropped, int Corrected)
{
    private const double MostTimes = 1e12;

    /// <param name="table">A row for each effect.</param>
    /// <param name="effects">Where the effects stand.</param>
    /// <param name="moderators">Columns that may explain differences, numbers or groups.</param>
    /// <param name="label">The column that names the studies; null, or an empty cell, numbers them by their rows.</param>
    /// <param name="cluster">The column that says which study an effect belongs to; null where each row is a study.</param>
    /// <exception cref="TableException">A column is missing, a cell is no number, a study reports what cannot be, or no row is left.</exception>
    public static StudyTable Of(Table table, EffectColumns effects, IReadOnlyList<string> moderators, string? label, string? cluster)
    {
        var numbers = effects.Columns.Select(table.Numbers).ToArray();
        var others = moderators.Select(column => table.Levels(Moderators.Column(column)).Codes).ToList();
        var clusters = cluster is null ? (Factor?)null : table.Levels(cluster);
        if (clusters is { } known)
        {
            others.Add(known.Codes);
        }
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row =>
            numbers.All(column => !double.IsNaN(column[row])) && others.TrueForAll(codes => codes[row] >= 0))];
        if (rows.Length == 0)
        {
            throw new TableException(table.Rows == 0
                ? "The table has names of columns and no row."
                : $"In each of the {table.Rows} rows something is missing of {string.Join(", ", [.. effects.Columns, .. moderators, .. cluster is null ? [] : new[] { cluster }])}.");
        }
        var found = Array.ConvertAll(rows, row => Effect(effects.Scale, [.. numbers.Select(column => column[row])], $"Row {row + 1}"));
        RequireLikeVariances(found, rows);
        var studies = new StudyEffects(
            Array.ConvertAll(rows, row => label is not null && table.Cell(label, row).Trim() is { Length: > 0 } name ? name : $"{row + 1}"),
            Array.ConvertAll(found, one => one.Effect), Array.ConvertAll(found, one => one.Variance),
            moderators.Count == 0 ? Moderators.None(rows.Length) : Moderators.Of(table, moderators, rows));
        return new(
            studies, effects.Scale, clusters is { } all ? all with { Codes = Array.ConvertAll(rows, row => all.Codes[row]) } : null, table.Rows - rows.Length,
            effects.Columns.Count == 4 ? rows.Count(row => numbers.Any(column => column[row] == 0)) : 0);
    }

    // Beside one that is so much surer, all others weigh nothing: it is a slip, and what is reckoned of it rounding.
    private static void RequireLikeVariances((double Effect, double Variance)[] found, int[] rows)
    {
        var (least, most) = (0, 0);
        for (var i = 1; i < found.Length; i++)
        {
            least = found[i].Variance < found[least].Variance ? i : least;
            most = found[i].Variance > found[most].Variance ? i : most;
        }
        if (found[most].Variance > MostTimes * found[least].Variance)
        {
            throw new TableException(FormattableString.Invariant(
                $"The variance in row {rows[most] + 1} ({found[most].Variance:0.###e+0}) is more than 10¹² times that in row {rows[least] + 1} ({found[least].Variance:0.###e+0}). Correct the one that is a slip."));
        }
    }

    private static (double Effect, double Variance) Effect(EffectScale scale, double[] cells, string place) => scale switch
    {
        EffectScale.AsGiven => EffectSize.AsGiven(cells[0], cells[1], place),
        EffectScale.FisherZ => EffectSize.FisherZ(cells[0], cells[1], place),
        _ => EffectSize.OfCounts(scale, cells[0], cells[1], cells[2], cells[3], place),
    };
}
