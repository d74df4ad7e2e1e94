using System.Globalization;

namespace Rapport.Core.Statistics.Mixed;

/// <summary>One source of variance.</summary>
/// <param name="Source">The grouping factor, or <c>Residual</c>.</param>
/// <param name="Variance">In units of y².</param>
/// <param name="Share">Of the whole that fixed effects leave, from 0 to 1.</param>
/// <param name="Lower">The lower end of the profile-likelihood interval; NaN where none was asked for.</param>
/// <param name="Upper">Its upper end; NaN where none was asked for.</param>
public sealed record VarianceShare(string Source, double Variance, double Share, double Lower, double Upper)
{
    /// <summary>A variance of exactly 0: too small to be seen in these data, which is no proof that there is none.</summary>
    public bool AtBoundary => Variance == 0;
}

/// <summary>
/// What part of the variance that the fixed effects leave lies between therapists, clients, pairs and within them. Where slopes vary, a
/// group's variance at a row z is z'Σz; it is averaged over the rows (Johnson, "Extension of Nakagawa &amp; Schielzeth's R²GLMM to random
/// slopes models", Methods in Ecology and Evolution 5 (2014), 944–946), or taken at one place.
/// </summary>
/// <param name="Shares">The groups, the largest factor first, then <c>Residual</c>; together 1.</param>
/// <param name="Level">Of the intervals, between 0 and 1.</param>
public sealed record VariancePartition(IReadOnlyList<VarianceShare> Shares, double Level)
{
    /// <summary>
    /// Takes a fit apart. Intervals come from the profile of the criterion that was fitted: a share is held fast while all else is
    /// free, which takes some dozens of fits for each.
    /// </summary>
    /// <param name="fit">The fit.</param>
    /// <param name="at">
    /// Values of random effects' columns by name (<c>log(session)</c>) at which to look, all others being 0; null for the mean of all rows.
    /// </param>
    /// <param name="level">Of the intervals, between 0 and 1; null for none.</param>
    /// <exception cref="MixedModelException"><paramref name="at"/> names a column that has no random effect.</exception>
    public static VariancePartition Of(MixedFit fit, IReadOnlyDictionary<string, double>? at = null, double? level = 0.95)
    {
        var asked = level ?? 0.95;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(asked, 0, nameof(level));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(asked, 1, nameof(level));
        var sizes = new GroupSizes(fit.Model, at);
        var quantile = Tails.NormalQuantile((1 + asked) / 2);
        var groups = fit.Model.Groups.Select(group => group.Name).ToList();
        var variances = groups.Select(group => sizes.Of(group, fit.Lambda)).ToList();
        var whole = 1 + variances.Sum();
        var shares = new List<VarianceShare>();
        for (var g = 0; g < groups.Count; g++)
        {
            var (group, variance) = (groups[g], variances[g]);
            shares.Add(ShareOf(group, variance, (share, lambda) => sizes.Hold(group, share, lambda)));
        }
        shares.Add(ShareOf("Residual", 1, sizes.HoldResidual));
        if (shares.Exists(share => !double.IsFinite(share.Share)))
        {
            throw new MixedModelException("At these places the variances are too large to reckon with. Take values nearer to those in the table.");
        }
        return new VariancePartition(shares, asked);

        VarianceShare ShareOf(string source, double variance, Action<double, double[][]> hold)
        {
            var share = variance / whole;
            if (level is null)
            {
                return new VarianceShare(source, variance * fit.Sigma * fit.Sigma, share, double.NaN, double.NaN);
            }
            var step = Math.Max(0.01, 0.3 * Math.Min(share, 1 - share));
            return new VarianceShare(
                source,
                variance * fit.Sigma * fit.Sigma,
                share,
                ProfileEnds.Find(Path(fit, hold), share, fit.MinusTwoLogLikelihood, step, 0, quantile),
                ProfileEnds.Find(Path(fit, hold), share, fit.MinusTwoLogLikelihood, step, 1, quantile));
        }
    }

    /// <summary>In one sentence.</summary>
    public string InWords()
    {
        static string Part(VarianceShare share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share.Share:0.0} %")
            + (double.IsNaN(share.Lower) ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100 * share.Lower:0.0} to {100 * share.Upper:0.0})"));
        var groups = Shares.Where(share => share.Source != "Residual").OrderByDescending(share => share.Share).ToList();
        var seen = groups.Where(share => !share.AtBoundary).Select((share, i) => $"{share.Source} {(i == 0 ? "accounts " : "")}for {Part(share)}").ToList();
        var unseen = groups.Where(share => share.AtBoundary)
            .Select(share => share.Source + (double.IsNaN(share.Upper) ? "" : string.Create(CultureInfo.InvariantCulture, $" (0 to {100 * share.Upper:0.0} %)"))).ToList();
        var rest = seen.Count > 0 ? $"and what no group explains for {Part(Shares[^1])}" : $"what no group explains accounts for {Part(Shares[^1])}";
        return $"Of the variance that the fixed effects leave, {string.Join(", ", seen.Append(rest))}"
            + (unseen.Count > 0 ? $"; that of {string.Join(" and ", unseen)} is too small to be seen in these data." : ".");
    }

    private static Func<double, double> Path(MixedFit fit, Action<double, double[][]> hold)
    {
        var (model, terms) = (fit.Model, fit.Model.Terms);
        var start = new double[RelativeFactors.Count(terms)];
        foreach (var (k, width, column, row, place) in RelativeFactors.Places(terms))
        {
            var value = fit.Lambda[k][(row * width) + column];
            start[place] = row == column ? Math.Max(value, PathSearch.NearestZero) : value;
        }
        var search = new PathSearch(start, [.. RelativeFactors.Places(terms).Where(place => place.Row == place.Column).Select(place => place.At)]);
        return share => search.Least(theta =>
        {
            var lambda = RelativeFactors.Of(theta, terms);
            hold(share, lambda);
            return model.Criterion.Profiled(model.Criterion.Parts(lambda), fit.Reml);
        });
    }

    /// <summary>How large each group's variance is, in units of σ², and Λ stretched so that it has a given share.</summary>
    private sealed class GroupSizes
    {
        private readonly MixedModel model;
        private readonly double[]?[] rows;

        /// <param name="model">The model.</param>
        /// <param name="at">Where to look; null for the mean of all rows.</param>
        public GroupSizes(MixedModel model, IReadOnlyDictionary<string, double>? at)
        {
            this.model = model;
            rows = new double[]?[model.Terms.Count];
            if (at is null)
            {
                return;
            }
            var names = model.Terms.SelectMany(term => term.Effects.Names).Distinct(StringComparer.Ordinal).ToList();
            if (at.Keys.FirstOrDefault(name => !names.Contains(name, StringComparer.Ordinal)) is { } unknown)
            {
                throw new MixedModelException($"No random effect is called \"{unknown}\"; there are {string.Join(", ", names)}.");
            }
            for (var k = 0; k < rows.Length; k++)
            {
                rows[k] = [.. model.Terms[k].Effects.Names.Select(name => at.TryGetValue(name, out var value) ? value : name == ModelColumns.Intercept ? 1 : 0)];
            }
        }

        /// <summary>The variance of a grouping factor, 0 or more, in units of σ².</summary>
        public double Of(string group, double[][] lambda)
        {
            var sum = 0d;
            for (var k = 0; k < rows.Length; k++)
            {
                sum += model.Terms[k].Group == group ? Size(k, lambda[k]) : 0;
            }
            return sum;
        }

        /// <summary>Stretches Λ of a grouping factor so that it has this share, above 0 and below 1, of all variance.</summary>
        public void Hold(string group, double share, double[][] lambda)
        {
            var others = 1d;
            for (var k = 0; k < rows.Length; k++)
            {
                others += model.Terms[k].Group == group ? 0 : Size(k, lambda[k]);
            }
            Stretch(lambda, share / (1 - share) * others / Of(group, lambda), k => model.Terms[k].Group == group);
        }

        /// <summary>Stretches Λ of all so that the residual has this share, above 0 and below 1.</summary>
        public void HoldResidual(double share, double[][] lambda)
        {
            var all = 0d;
            for (var k = 0; k < rows.Length; k++)
            {
                all += Size(k, lambda[k]);
            }
            Stretch(lambda, (1 - share) / share / all, _ => true);
        }

        private double Size(int k, double[] lambda)
        {
            var sum = 0d;
            if (rows[k] is not { } row)
            {
                // The columns as made orthogonal have mean square 1.
                foreach (var one in lambda)
                {
                    sum += one * one;
                }
                return sum;
            }
            var square = model.Scales[k].Named(lambda);
            for (var i = 0; i < row.Length; i++)
            {
                for (var j = 0; j < row.Length; j++)
                {
                    sum += row[i] * square[i, j] * row[j];
                }
            }
            return sum;
        }

        private static void Stretch(double[][] lambda, double square, Func<int, bool> which)
        {
            var factor = Math.Sqrt(square);
            for (var k = 0; k < lambda.Length; k++)
            {
                for (var i = 0; which(k) && i < lambda[k].Length; i++)
                {
                    lambda[k][i] *= factor;
                }
            }
        }
    }
}
