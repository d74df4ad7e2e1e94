namespace Rapport.Core.Statistics.Mixed;

/// <summary>A point and the value there.</summary>
internal readonly record struct Minimum(double[] Point, double Value);

/// <summary>
/// Finds a minimum of a smooth function of few variables: quasi-Newton (BFGS; Nocedal and Wright, "Numerical Optimization", 2nd ed. 2006,
/// chapter 6) with central differences, then Newton steps with a Hessian by differences until they gain nothing.
/// </summary>
/// <remarks>
/// No bounds are needed: a deviance does not change where a column of Λ changes its sign, so a variance of 0 is an inner point.
/// </remarks>
internal static class Minimiser
{
    private const int MostSteps = 200;
    private const int WidestHessian = 12;

    /// <summary>A gain below this in the deviance is none.</summary>
    private const double Gain = 1e-10;

    /// <summary>A minimum near to where the search starts, as low as any point that was seen.</summary>
    /// <param name="function">Smooth, of at least as many variables as the start has.</param>
    /// <param name="start">Where to begin.</param>
    public static Minimum Minimise(Func<double[], double> function, double[] start)
    {
        var x = (double[])start.Clone();
        var best = new Minimum(x, function(x));
        if (x.Length == 0)
        {
            return best;
        }
        best = QuasiNewton(function, best);
        return x.Length <= WidestHessian ? Polish(function, best) : best;
    }

    /// <summary>The gradient by central differences.</summary>
    public static double[] Gradient(Func<double[], double> function, double[] at)
    {
        var gradient = new double[at.Length];
        var x = (double[])at.Clone();
        for (var i = 0; i < x.Length; i++)
        {
            var step = Step(at[i], 1e-4);
            x[i] = at[i] + step;
            var up = function(x);
            x[i] = at[i] - step;
            gradient[i] = (up - function(x)) / (2 * step);
            x[i] = at[i];
        }
        return gradient;
    }

    /// <summary>How far to go for a difference: a share of the value, or of a tenth where it is smaller.</summary>
    public static double Step(double value, double size) => size * Math.Max(Math.Abs(value), 0.1);

    /// <summary>The second derivatives by central differences.</summary>
    /// <param name="function">What is derived.</param>
    /// <param name="at">Where.</param>
    /// <param name="size">The step relative to each variable.</param>
    public static double[,] Hessian(Func<double[], double> function, double[] at, double size)
    {
        var count = at.Length;
        var hessian = new double[count, count];
        var x = (double[])at.Clone();
        var middle = function(x);
        var up = new double[count];
        var down = new double[count];
        for (var i = 0; i < count; i++)
        {
            var step = Step(at[i], size);
            x[i] = at[i] + step;
            up[i] = function(x);
            x[i] = at[i] - step;
            down[i] = function(x);
            x[i] = at[i];
            hessian[i, i] = (up[i] - (2 * middle) + down[i]) / (step * step);
        }
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (Step(at[i], size), Step(at[j], size));
                (x[i], x[j]) = (at[i] + one, at[j] + other);
                var both = function(x);
                (x[i], x[j]) = (at[i] - one, at[j] - other);
                both += function(x);
                (x[i], x[j]) = (at[i], at[j]);
                hessian[i, j] = hessian[j, i] = (both + (2 * middle) - up[i] - down[i] - up[j] - down[j]) / (2 * one * other);
            }
        }
        return hessian;
    }

    private static Minimum QuasiNewton(Func<double[], double> function, Minimum best)
    {
        var count = best.Point.Length;
        var gradient = Gradient(function, best.Point);
        var inverse = Scaled(count, 0.3 / Math.Max(Length(gradient), 1e-8));
        var fresh = true;
        for (var step = 0; step < MostSteps; step++)
        {
            var direction = Times(inverse, gradient, -1);
            var slope = Dot(direction, gradient);
            if (!(slope < 0))
            {
                if (fresh)
                {
                    return best;
                }
                inverse = Scaled(count, 0.3 / Math.Max(Length(gradient), 1e-8));
                fresh = true;
                continue;
            }
            var next = Search(function, best, direction, slope);
            if (!(best.Value - next.Value > Gain))
            {
                best = next.Value < best.Value ? next : best;
                if (fresh || -slope < Gain)
                {
                    return best;
                }
                inverse = Scaled(count, 0.3 / Math.Max(Length(gradient), 1e-8));
                fresh = true;
                continue;
            }
            var nextGradient = Gradient(function, next.Point);
            Update(ref inverse, next.Point, best.Point, nextGradient, gradient, fresh);
            fresh = false;
            best = next;
            gradient = nextGradient;
        }
        return best;
    }

    private static Minimum Search(Func<double[], double> function, Minimum from, double[] direction, double slope)
    {
        // A step this long leaves any region where the quadratic could hold.
        var length = Math.Min(1, 4 * (1 + Length(from.Point)) / Length(direction));
        Minimum At(double t)
        {
            var point = new double[direction.Length];
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = from.Point[i] + (t * direction[i]);
            }
            return new Minimum(point, function(point));
        }
        var found = At(length);
        for (var halved = 0; halved < 40 && !(found.Value <= from.Value + (1e-4 * length * slope)); halved++)
        {
            // The minimum of the parabola through what is known, kept within sane bounds.
            var curve = found.Value - from.Value - (length * slope);
            var shorter = curve > 0 ? -slope * length * length / (2 * curve) : length / 2;
            length = Math.Clamp(shorter, length / 10, length / 2);
            found = At(length);
        }
        for (var doubled = 0; doubled < 8 && length >= 1; doubled++)
        {
            var further = At(length * 2);
            if (!(further.Value < found.Value))
            {
                break;
            }
            (found, length) = (further, length * 2);
        }
        return found;
    }

    private static void Update(ref double[,] inverse, double[] x, double[] oldX, double[] gradient, double[] oldGradient, bool fresh)
    {
        var count = x.Length;
        var s = new double[count];
        var y = new double[count];
        for (var i = 0; i < count; i++)
        {
            s[i] = x[i] - oldX[i];
            y[i] = gradient[i] - oldGradient[i];
        }
        var sy = Dot(s, y);
        if (!(sy > 1e-12 * Length(s) * Length(y)))
        {
            return;
        }
        if (fresh)
        {
            inverse = Scaled(count, sy / Dot(y, y));
        }
        var hy = Times(inverse, y, 1);
        var yhy = Dot(y, hy);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                inverse[i, j] += ((1 + (yhy / sy)) * s[i] * s[j] / sy) - (((hy[i] * s[j]) + (s[i] * hy[j])) / sy);
            }
        }
    }

    private static Minimum Polish(Func<double[], double> function, Minimum best)
    {
        for (var round = 0; round < 5; round++)
        {
            var gradient = Gradient(function, best.Point);
            if (!SmallMatrix.TrySolvePositive(Hessian(function, best.Point, 1e-3), gradient, out var step))
            {
                return best;
            }
            var expected = Dot(step, gradient) / 2;
            var point = new double[step.Length];
            for (var i = 0; i < step.Length; i++)
            {
                point[i] = best.Point[i] - step[i];
            }
            var value = function(point);
            // What rounding leaves of the value cannot judge steps that the gradient still can.
            if (!(value <= best.Value + (1e-12 * Math.Abs(best.Value))))
            {
                return best;
            }
            best = new Minimum(point, value);
            if (expected < Gain / 10)
            {
                return best;
            }
        }
        return best;
    }

    private static double[,] Scaled(int count, double scale)
    {
        var matrix = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            matrix[i, i] = scale;
        }
        return matrix;
    }

    private static double[] Times(double[,] matrix, double[] vector, double sign)
    {
        var product = new double[vector.Length];
        for (var i = 0; i < product.Length; i++)
        {
            for (var j = 0; j < product.Length; j++)
            {
                product[i] += sign * matrix[i, j] * vector[j];
            }
        }
        return product;
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0d;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double Length(double[] vector) => Math.Sqrt(Dot(vector, vector));
}
