namespace Rapport.Core.Statistics.Mixed;

/// <summary>
/// For each kind of parameter the least deviance (ML) at a value of it. A standard deviation is made the first diagonal of its term's Λ
/// and a correlation its second row, by putting the effects into that order, so that each is one number held fast while all others are free.
/// </summary>
internal sealed class ProfilePaths(MixedFit fit)
{
    private readonly MixedModel model = fit.Model;

    /// <summary>Of the residual standard deviation, which is above 0, in units of y.</summary>
    public Func<double, double> OfSigma()
    {
        var shape = new Shape(model, fit, -1, []);
        return Path(new PathSearch(shape.Start, Diagonals), (value, free) => (shape.Lambda(free), Math.Log(value)));
    }

    /// <summary>Of a fixed effect, any number.</summary>
    /// <param name="effect">Which one, from 0.</param>
    public Func<double, double> OfFixed(int effect)
    {
        var shape = new Shape(model, fit, -1, []);
        var search = new PathSearch(shape.Start, Diagonals);
        return value => search.Least(free =>
        {
            var parts = model.Criterion.Parts(shape.Lambda(free));
            var off = value - model.Coefficients()[effect];
            var penalised = parts.Penalised + (off * off / model.UnscaledCovariance()[effect, effect]);
            return model.Criterion.Profiled(parts with { Penalised = penalised }, reml: false);
        });
    }

    /// <summary>Of the standard deviation of a random effect, 0 or more, in units of y over units of the effect's column.</summary>
    /// <param name="term">Which random part, from 0.</param>
    /// <param name="effect">Which of its effects, from 0.</param>
    public Func<double, double> OfDeviation(int term, int effect)
    {
        var shape = new Shape(model, fit, term, [effect]);
        var first = shape.FirstOf(term);
        var unit = model.Scales[term].Units[effect];
        // The number that was θ is now log σ.
        var start = (double[])shape.Start.Clone();
        start[first] = Math.Log(fit.Sigma);
        return Path(new PathSearch(start, [.. Diagonals.Where(at => at != first)]), (value, free) =>
        {
            var theta = (double[])free.Clone();
            theta[first] = value * unit / Math.Exp(free[first]);
            return (shape.Lambda(theta), free[first]);
        });
    }

    /// <summary>Of the correlation of two random effects, −1 to 1.</summary>
    /// <param name="term">Which random part, from 0.</param>
    /// <param name="one">One of its effects, from 0.</param>
    /// <param name="other">Another of them.</param>
    public Func<double, double> OfCorrelation(int term, int one, int other)
    {
        var shape = new Shape(model, fit, term, [one, other]);
        var width = model.Terms[term].Width;
        var below = shape.FirstOf(term) + 1;
        var diagonal = shape.FirstOf(term) + width;
        var start = (double[])shape.Start.Clone();
        // The length of the second row stands in for its diagonal; what was left of the diagonal says nothing any more. Both lengths as
        // logarithms: where x is far from 0, intercept and slope all but cancel, and a search over the lengths themselves sticks.
        start[diagonal] = Math.Log(Math.Max(PathSearch.NearestZero, Math.Sqrt((start[below] * start[below]) + (start[diagonal] * start[diagonal]))));
        start[shape.FirstOf(term)] = Math.Log(start[shape.FirstOf(term)]);
        double[] free = [.. start[..below], .. start[(below + 1)..]];
        var longer = new[] { -0.7, 0.7 }.Select(by => Longer(free, shape.FirstOf(term), diagonal - 1, by));
        return Path(new PathSearch(free, [], [.. longer]), (value, point) =>
        {
            double[] theta = [.. point[..below], 0, .. point[below..]];
            theta[shape.FirstOf(term)] = Math.Exp(theta[shape.FirstOf(term)]);
            var length = Math.Exp(theta[diagonal]);
            theta[below] = value * length;
            theta[diagonal] = Math.Sqrt(Math.Max(0, 1 - (value * value))) * length;
            return (shape.Lambda(theta), null);
        });
    }

    private static double[] Longer(double[] from, int first, int second, double by)
    {
        var point = (double[])from.Clone();
        point[first] += by;
        point[second] += by;
        return point;
    }

    private IReadOnlyList<int> Diagonals => [.. RelativeFactors.Places(model.Terms).Where(place => place.Row == place.Column).Select(place => place.At)];

    private Func<double, double> Path(PathSearch search, Func<double, double[], (double[][] Lambda, double? LogSigma)> at) =>
        value => search.Least(free =>
        {
            var (lambda, logSigma) = at(value, free);
            var parts = model.Criterion.Parts(lambda);
            return logSigma is { } known ? model.Criterion.At(parts, known, reml: false) : model.Criterion.Profiled(parts, reml: false);
        });

    /// <summary>θ on the scale of the named effects in their units, one term's effects in another order.</summary>
    private sealed class Shape
    {
        private readonly MixedModel model;
        private readonly double[][,] roots;

        /// <param name="model">The model.</param>
        /// <param name="fit">Where it begins.</param>
        /// <param name="term">The random part whose effects are put into another order; -1 for none.</param>
        /// <param name="first">Those of its effects that come first.</param>
        public Shape(MixedModel model, MixedFit fit, int term, int[] first)
        {
            this.model = model;
            roots = new double[model.Terms.Count][,];
            Start = new double[RelativeFactors.Count(model.Terms)];
            for (var k = 0; k < roots.Length; k++)
            {
                var width = model.Terms[k].Width;
                int[] order = [.. k == term ? first : [], .. Enumerable.Range(0, width).Except(k == term ? first : [])];
                var scaled = model.Scales[k].Scaled(fit.Lambda[k]);
                var square = new double[width, width];
                roots[k] = new double[width, width];
                for (var i = 0; i < width; i++)
                {
                    for (var j = 0; j < width; j++)
                    {
                        square[i, j] = scaled[order[i], order[j]];
                        roots[k][i, j] = model.Scales[k].FromScaled[i, order[j]];
                    }
                }
                var lower = SmallMatrix.LowerRoot(square);
                foreach (var place in RelativeFactors.Places(model.Terms).Where(place => place.Term == k))
                {
                    var value = lower[place.Row, place.Column];
                    Start[place.At] = place.Row == place.Column ? Math.Max(value, PathSearch.NearestZero) : value;
                }
            }
        }

        /// <summary>Where a search begins: the fit, variances of 0 lifted off the boundary.</summary>
        public double[] Start { get; }

        /// <summary>Where a term's numbers begin in θ.</summary>
        public int FirstOf(int term) => RelativeFactors.Places(model.Terms).First(place => place.Term == term).At;

        /// <summary>Λ of each term on the orthogonal scale, row by row, as the criterion takes it.</summary>
        public double[][] Lambda(double[] theta) =>
        [
            .. RelativeFactors.Of(theta, model.Terms).Select((one, k) =>
                RelativeFactors.Flat(SmallMatrix.Product(roots[k], RelativeFactors.Matrix(one, model.Terms[k].Width)))),
        ];
    }
}
