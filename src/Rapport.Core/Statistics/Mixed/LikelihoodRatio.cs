namespace Rapport.Core.Statistics.Mixed;

/// <summary>A likelihood-ratio test of a model against a smaller one inside it.</summary>
/// <param name="ChiSquare">Twice the difference of the log-likelihoods, from 0.</param>
/// <param name="Df">How many more numbers the larger model estimates.</param>
/// <param name="P">The chance of a χ² as large, 0 to 1.</param>
/// <param name="PHalf">
/// Half of that, where the larger has one variance more and nothing else: half of the time a variance that is 0 is estimated as 0 (Self and Liang,
/// J. Am. Stat. Assoc. 82 (1987), 605–610, case 5), and where it is here, any χ² is as large: 1. Null otherwise.
/// </param>
public sealed record LikelihoodRatio(double ChiSquare, int Df, double P, double? PHalf)
{
    // Of a deviance: the search for each ends so near to its best.
    private const double Rounding = 1e-7;

    /// <summary>Compares two fits of the same rows.</summary>
    /// <param name="smaller">Nested in the other.</param>
    /// <param name="larger">With more parameters.</param>
    /// <exception cref="MixedModelException">
    /// They do not have the same rows and y, the larger has no more parameters or fits worse, or REML fits have different fixed effects.
    /// </exception>
    public static LikelihoodRatio Of(MixedFit smaller, MixedFit larger)
    {
        if (smaller.Model.Formula.Response != larger.Model.Formula.Response)
        {
            throw new MixedModelException(
                $"The models explain different columns ({smaller.Model.Formula.Response.Label} and {larger.Model.Formula.Response.Label}): their likelihoods cannot be compared.");
        }
        if (smaller.Model.Rows != larger.Model.Rows)
        {
            throw new MixedModelException(
                $"The models do not stand on the same rows ({smaller.Model.Rows} and {larger.Model.Rows}), for something is missing in some of them. Empty these rows' y, and both stand on the rows that are whole.");
        }
        if (smaller.Reml != larger.Reml)
        {
            throw new MixedModelException("One model is fitted by REML and the other by ML: their likelihoods cannot be compared.");
        }
        var sameFixed = smaller.Model.FixedNames.SequenceEqual(larger.Model.FixedNames, StringComparer.Ordinal);
        if (smaller.Reml && !sameFixed)
        {
            throw new MixedModelException("Models with different fixed effects cannot be compared by REML; fit both by ML.");
        }
        var df = larger.Parameters - smaller.Parameters;
        if (df < 1)
        {
            throw new MixedModelException("The larger model must have more parameters than the smaller one. Give it all terms of the smaller one and at least one more.");
        }
        if (smaller.MinusTwoLogLikelihood < larger.MinusTwoLogLikelihood - (Rounding * (1 + Math.Abs(larger.MinusTwoLogLikelihood))))
        {
            throw new MixedModelException(
                $"\"{smaller.Model.Formula.Text}\" fits better than \"{larger.Model.Formula.Text}\", so it is not inside it: the larger model must hold all terms of the smaller one.");
        }
        if (!larger.Model.Holds(smaller.Model))
        {
            throw new MixedModelException(
                $"\"{smaller.Model.Formula.Text}\" has a term that \"{larger.Model.Formula.Text}\" has not, so it cannot be seen that it lies inside it. Write the larger model with all terms of the smaller one.");
        }
        // A covariance that is 0 lies within what can be, not at its bound.
        var isOneVariance = df == 1 && sameFixed && larger.Model.Terms.Sum(term => term.Width) - smaller.Model.Terms.Sum(term => term.Width) == 1;
        var ratio = Math.Max(0, smaller.MinusTwoLogLikelihood - larger.MinusTwoLogLikelihood);
        var p = Tails.ChiSquaredUpper(ratio, df);
        return new LikelihoodRatio(ratio, df, p, !isOneVariance ? null : ratio > 0 ? p / 2 : 1);
    }
}
