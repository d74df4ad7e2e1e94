namespace Rapport.Core.Statistics.Meta;

/// <summary>
/// Where a function passes 0: lines and inverse parabolas through what is known, halves where those do not gain enough. Brent,
/// "Algorithms for Minimization without Derivatives" (1973), chapter 4, procedure <c>zero</c>, with the one change of the
/// version in the public domain at Netlib (c/brent.shar): a step is weighed against the one before it, not the one before that.
/// </summary>
/// <remarks>
/// Its place is where figures must end at the digit where those of other programs end that use the same tolerance; see
/// decision 20. For a root to the last digit any method does.
/// </remarks>
internal sealed class BrentRoot
{
    private const int MostSteps = 1000;

    /// <summary>The distance from 1 to the next number.</summary>
    private static readonly double Precision = double.BitIncrement(1) - 1;

    private readonly Func<double, double> _function;

    // The best place so far, the one before it, and the one on the other side of 0; with the values there.
    private (double At, double Value) _best;
    private (double At, double Value) _former;
    private (double At, double Value) _across;

    private BrentRoot(Func<double, double> function, double from, double to)
    {
        _function = function;
        _former = (from, function(from));
        _best = (to, function(to));
        _across = _former;
    }

    private double Width => _across.At - _best.At;

    /// <param name="function">Continuous, of other signs at the two ends.</param>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="tolerance">How near the root must be known, above 0.</param>
    public static double Of(Func<double, double> function, double from, double to, double tolerance)
    {
        var search = new BrentRoot(function, from, to);
        if (search._former.Value == 0)
        {
            return from;
        }
        for (var step = 0; step < MostSteps && !search.Nearer(tolerance); step++)
        {
        }
        return search._best.At;
    }

    /// <summary>One step; true where none is needed any more.</summary>
    private bool Nearer(double tolerance)
    {
        var last = _best.At - _former.At;
        if (Math.Abs(_across.Value) < Math.Abs(_best.Value))
        {
            (_former, _best, _across) = (_best, _across, _best);
        }
        var least = (2 * Precision * Math.Abs(_best.At)) + (tolerance / 2);
        if (_best.Value == 0 || Math.Abs(Width / 2) <= least)
        {
            return true;
        }
        var step = Width / 2;
        if (Math.Abs(last) >= least && Math.Abs(_former.Value) > Math.Abs(_best.Value))
        {
            var curved = Interpolated();
            // Away from the other side, into its last quarter, or more than half as far as before: halves are surer.
            var isSure = curved / Width is > 0 and var share && share < 0.75 - Math.Abs(least / Width / 2) && Math.Abs(curved) < Math.Abs(last / 2);
            step = isSure ? curved : step;
        }
        _former = _best;
        var next = _best.At + (Math.Abs(step) < least ? Math.CopySign(least, step) : step);
        _best = (next, _function(next));
        if (Math.Sign(_best.Value) == Math.Sign(_across.Value))
        {
            _across = _former;
        }
        return false;
    }

    /// <summary>The step to where the line through two places, or the inverse parabola through three, is 0.</summary>
    private double Interpolated()
    {
        var fall = _best.Value / _former.Value;
        if (_former.At == _across.At)
        {
            return Width * fall / (fall - 1);
        }
        // As a ratio of two, in the book's letters p and q: nothing here is divided by a difference of values that are nearly alike.
        var (former, best) = (_former.Value / _across.Value, _best.Value / _across.Value);
        var p = fall * ((Width * former * (former - best)) - ((_best.At - _former.At) * (best - 1)));
        return -p / ((former - 1) * (best - 1) * (fall - 1));
    }
}
