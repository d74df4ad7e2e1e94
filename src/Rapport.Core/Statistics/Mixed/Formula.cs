namespace Rapport.Core.Statistics.Mixed;

/// <summary>A column as a formula names it, with the function laid over it, if any.</summary>
/// <param name="Column">The column of the table.</param>
/// <param name="Function"><c>log</c>, <c>log2</c>, <c>log10</c>, <c>log1p</c>, <c>exp</c>, <c>sqrt</c> or <c>factor</c>; null for none.</param>
public sealed record Variable(string Column, string? Function = null)
{
    /// <summary>As R names it: <c>log(session)</c>.</summary>
    public string Label => Function is null ? Column : $"{Function}({Column})";
}

/// <summary>A product of variables, as <c>x:z</c>; of none it is the intercept.</summary>
/// <param name="Variables">In the order in which the formula first names them.</param>
public sealed record ModelTerm(IReadOnlyList<Variable> Variables)
{
    /// <summary>As R names it: <c>x:z</c>.</summary>
    public string Label => string.Join(':', Variables.Select(one => one.Label));
}

/// <summary>What is estimated: an intercept or none, and terms, products after their parts.</summary>
/// <param name="Intercept">Whether there is an intercept.</param>
/// <param name="Terms">The terms, those of fewer variables first, otherwise as typed.</param>
public sealed record TermList(bool Intercept, IReadOnlyList<ModelTerm> Terms);

/// <summary>One random part: <c>(x | g)</c>.</summary>
/// <param name="Effects">What varies from group to group, with all correlations among it.</param>
/// <param name="Group">The columns whose combinations are the groups; one for <c>(1|g)</c>, two for <c>(1|a:b)</c>.</param>
/// <param name="GroupLabel">The name lme4 gives the group: <c>cask:batch</c> for the inner part of <c>(1|batch/cask)</c>.</param>
public sealed record RandomPart(TermList Effects, IReadOnlyList<string> Group, string GroupLabel);

/// <summary>
/// A formula in lme4's notation: Bates, Mächler, Bolker and Walker, "Fitting linear mixed-effects models using lme4", Journal of
/// Statistical Software 67 (2015) 1, section 2.1.
/// </summary>
/// <param name="Text">As typed.</param>
/// <param name="Response">What is explained.</param>
/// <param name="Fixed">The fixed effects.</param>
/// <param name="Random">The random parts, nested ones and those with <c>||</c> taken apart.</param>
public sealed record Formula(string Text, Variable Response, TermList Fixed, IReadOnlyList<RandomPart> Random)
{
    /// <summary>The columns of a table that it needs.</summary>
    public IReadOnlyList<string> Columns =>
    [
        .. Random.Select(part => part.Effects).Prepend(Fixed).SelectMany(list => list.Terms).SelectMany(term => term.Variables)
            .Prepend(Response).Select(variable => variable.Column).Concat(Random.SelectMany(part => part.Group)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Reads a formula: <c>y ~ x * z + log(t) + factor(k) + (1|a) + (1|a/b) + (x|g) + (0+x|g) + (x||g) + (1|a:b)</c>. Names that are
    /// no plain words go into backticks.
    /// </summary>
    /// <param name="text">The formula.</param>
    /// <param name="plain">Whether it may be without a random part, as the smaller of two models that are compared.</param>
    /// <exception cref="FormulaException">It cannot be read; the message points at the place.</exception>
    public static Formula Parse(string text, bool plain = false) => new FormulaParser(text).Read(plain);

    /// <summary>What is wrong with a column, pointing at where the formula first names it.</summary>
    /// <param name="column">One of <see cref="Columns"/>.</param>
    /// <param name="problem">What is wrong, a whole sentence.</param>
    public FormulaException At(string column, string problem) =>
        new(Text, FormulaToken.Read(Text).Find(token => token.Kind == TokenKind.Name && token.Text == column).Position, problem);
}
