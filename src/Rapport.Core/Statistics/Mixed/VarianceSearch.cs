namespace Rapport.Core.Statistics.Mixed;

/// <summary>Finds the variances: the Λ at which the criterion is least.</summary>
internal static class VarianceSearch
{
    /// <summary>Diagonals of Λ below this are tried at 0.</summary>
    private const double Small = 0.05;

    /// <summary>Less of the total than this left within the groups is nothing but rounding.</summary>
    private const double Nothing = 1e-10;

    /// <summary>Λ of each term, lower triangles with no negative diagonal, exactly 0 where 0 is as likely as what was found.</summary>
    public static double[][] Find(Criterion criterion, IReadOnlyList<RandomTerm> terms, bool reml)
    {
        double Deviance(double[] theta) => criterion.Profiled(criterion.Parts(RelativeFactors.Of(theta, terms)), reml);
        var found = FromElsewhere(Deviance, Minimiser.Minimise(Deviance, RelativeFactors.Start(terms)), terms);
        var parts = criterion.Parts(RelativeFactors.Of(found.Point, terms));
        if (!(parts.Penalised > Nothing * criterion.Products.Inner[^1]))
        {
            throw new MixedModelException(
                "Within the groups nothing varies: the groups explain each value without a rest, and no residual variance is left to compare with.");
        }
        found = SetToZero(Deviance, found, terms);
        var lambda = RelativeFactors.Of(found.Point, terms);
        for (var k = 0; k < terms.Count; k++)
        {
            var square = SmallMatrix.Square(RelativeFactors.Matrix(lambda[k], terms[k].Width));
            lambda[k] = RelativeFactors.Flat(SmallMatrix.LowerRoot(square));
        }
        return lambda;
    }

    // At a covariance matrix without an inverse the deviance can be level without being least, and a term of several effects can have
    // two minima there: other starts tell.
    private static Minimum FromElsewhere(Func<double[], double> deviance, Minimum found, IReadOnlyList<RandomTerm> terms)
    {
        var places = RelativeFactors.Places(terms).ToList();
        var flat = places.Where(place => place.Width > 1 && place.Row == place.Column && Math.Abs(found.Point[place.At]) < Small)
            .Select(place => place.Term).ToHashSet();
        if (flat.Count == 0)
        {
            return found;
        }
        foreach (var (own, below) in new[] { (0.5, 0.2), (0.5, -0.2), (0.1, 0.7), (0.1, -0.7) })
        {
            var point = (double[])found.Point.Clone();
            foreach (var place in places.Where(place => flat.Contains(place.Term)))
            {
                point[place.At] = place.Row == place.Column ? own : below;
            }
            var other = Minimiser.Minimise(deviance, point);
            found = other.Value < found.Value - 1e-8 ? other : found;
        }
        return found;
    }

    private static Minimum SetToZero(Func<double[], double> deviance, Minimum found, IReadOnlyList<RandomTerm> terms)
    {
        var places = RelativeFactors.Places(terms).ToList();
        foreach (var diagonal in places.Where(place => place.Row == place.Column && Math.Abs(found.Point[place.At]) < Small))
        {
            var inColumn = places.Where(place => place.Term == diagonal.Term && place.Column == diagonal.Column).Select(place => place.At).ToList();
            // The whole column first: the effect and all that goes with it.
            foreach (var zeros in new[] { inColumn, [diagonal.At] })
            {
                var point = (double[])found.Point.Clone();
                foreach (var at in zeros)
                {
                    point[at] = 0;
                }
                var value = deviance(point);
                if (value <= found.Value + 1e-8 + (1e-14 * Math.Abs(found.Value)))
                {
                    found = new Minimum(point, Math.Min(value, found.Value));
                    break;
                }
            }
        }
        return found;
    }
}
