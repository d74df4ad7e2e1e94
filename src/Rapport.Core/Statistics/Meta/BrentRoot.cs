namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// Where a function passes 0, by Brent, "Algorithms for Minimization without Derivatives" (1973), chapter 4, step for step as
/// R's <c>uniroot</c> takes them, so that a search with the same tolerance ends at the same number.
/// </summary>
internal static class BrentRoot
{
    private const int MostSteps = 1000;
    private const double Epsilon = 2.220446049250313e-16;

    /// <param name="f">A function, of other signs at the two ends.</param>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="tolerance">How near the root must be known.</param>
    public static double Of(Func<double, double> f, double from, double to, double tolerance)
    {
        var (a, b) = (from, to);
        var (fa, fb) = (f(a), f(b));
        if (fa == 0)
        {
            return a;
        }
        var (c, fc) = (a, fa);
        for (var i = 0; i < MostSteps; i++)
        {
            var before = b - a;
            if (Math.Abs(fc) < Math.Abs(fb))
            {
                (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb);
            }
            var near = (2 * Epsilon * Math.Abs(b)) + (tolerance / 2);
            var step = (c - b) / 2;
            if (Math.Abs(step) <= near || fb == 0)
            {
                return b;
            }
            if (Math.Abs(before) >= near && Math.Abs(fa) > Math.Abs(fb) && Interpolated(a, b, c, fa, fb, fc, before, near) is { } better)
            {
                step = better;
            }
            if (Math.Abs(step) < near)
            {
                step = step > 0 ? near : -near;
            }
            (a, fa) = (b, fb);
            b += step;
            fb = f(b);
            if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0))
            {
                (c, fc) = (a, fa);
            }
        }
        return b;
    }

    /// <summary>A step by a line, or by an inverse parabola through three points; null where it is no better than a half.</summary>
    private static double? Interpolated(double a, double b, double c, double fa, double fb, double fc, double before, double near)
    {
        double p, q;
        var width = c - b;
        if (a == c)
        {
            var ratio = fb / fa;
            (p, q) = (width * ratio, 1 - ratio);
        }
        else
        {
            var (first, second, third) = (fa / fc, fb / fc, fb / fa);
            p = third * ((width * first * (first - second)) - ((b - a) * (second - 1)));
            q = (first - 1) * (second - 1) * (third - 1);
        }
        (p, q) = p > 0 ? (p, -q) : (-p, q);
        return p < (0.75 * width * q) - (Math.Abs(near * q) / 2) && p < Math.Abs(before * q / 2) ? p / q : null;
    }
}
