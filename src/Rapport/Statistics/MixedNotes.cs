using Rapport.Cli;
using Rapport.Core.Statistics.Mixed;

namespace Rapport.Statistics;

/// <summary>What the reader of a mixed model must know beside the figures, in whole sentences.</summary>
internal static class MixedNotes
{
    /// <summary>A correlation beyond this is one.</summary>
    public const double NearlyOne = 0.9999;

    // With five or fewer, a standard deviation between them is known to about a third of itself at best (n - 1 degrees of freedom).
    private const int FewGroups = 6;

    private static string Effect(string? name) => name == "(Intercept)" ? "the intercept" : name!;

    public static IEnumerable<string> Of(MixedFit fit)
    {
        var model = fit.Model;
        if (model.DroppedRows > 0)
        {
            yield return $"{Counted.Of(model.DroppedRows, "row")} left out: a value of the formula is missing there.";
        }
        if (model.DroppedColumns.Count > 0)
        {
            yield return $"Left out, since what stands before them says the same: {string.Join(", ", model.DroppedColumns)}.";
        }
        if (model.DroppedEffects.Count > 0)
        {
            yield return $"Left out of the random parts, since what stands before them says the same: {string.Join(", ", model.DroppedEffects)}.";
        }
        foreach (var (factor, level) in model.References)
        {
            yield return $"{factor}: differences are from {level}.";
        }
        foreach (var column in model.CodedNumbers)
        {
            yield return $"{column} holds a few whole numbers and is taken as a quantity, one slope for all. If they stand for groups, write factor({column}).";
        }
        foreach (var (inner, outer) in model.Renumbered)
        {
            yield return $"{inner} has the same numbers under nearly every {outer}, so those with one number are taken as one {inner}. If numbers start anew under each {outer}, write (1|{outer}/{inner}).";
        }
        foreach (var group in model.ExplainedGroups)
        {
            yield return $"What {group} differs by, the fixed effects explain already: any variance of {group} fits as well, so what is printed of it means nothing. "
                + "Leave one of the two out.";
        }
        if (fit.IsUndetermined && model.ExplainedGroups.Count == 0)
        {
            yield return "Other variances fit these data as well: what is to vary between groups hardly varies within them. Do not read the variances, nor the errors that stand on them; let less vary.";
        }
        if (fit.Singular)
        {
            string[] where =
            [
                .. fit.Variances.Where(one => one.AtBoundary).Select(one => $"the variance of {Effect(one.Term1)} between {one.Group} is 0"),
                .. fit.Variances.Where(one => one.Term2 is not null && Math.Abs(one.SdOrCorrelation) > NearlyOne)
                    .Select(one => $"the correlation of {Effect(one.Term1)} with {Effect(one.Term2)} between {one.Group} is {(one.SdOrCorrelation > 0 ? "1" : "-1")}"),
            ];
            yield return $"The fit is singular: {(where.Length > 0 ? string.Join("; ", where) : "a covariance has no inverse")}, at the boundary of what can be. The data say too little of it; a smaller model is safer.";
        }
        foreach (var (group, count) in model.Groups.Where(group => group.Count < FewGroups))
        {
            yield return $"{group} has {count} groups: of so few the variance, and its share, is hardly known. --profile tells how far it may be off.";
        }
    }
}
