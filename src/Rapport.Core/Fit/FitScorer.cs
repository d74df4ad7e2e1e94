namespace Rapport.Core.Fit;

/// <summary>
/// Scores therapists for one client: the expected difference of the pair from the usual one, in points, that an order stands on:
/// Σ b̂ w p̂ ŝ over the axes and what may be used of the therapist's own part. Made once for a client, asked for each therapist.
/// </summary>
public sealed class FitScorer
{
    private readonly double[] products = new double[StyleAxes.Count * StyleCode.Codes];
    private readonly double[] squares = new double[StyleAxes.Count * StyleCode.Codes];
    private readonly double limit;
    private readonly IReadOnlyDictionary<long, double>? own;

    /// <param name="scale">The constants in force.</param>
    /// <param name="weights">b̂ of each axis, in points.</param>
    /// <param name="preferences">The client's.</param>
    /// <param name="own">By id, what may be used of a therapist's own part (<see cref="TherapistParts.Of"/>), in points; null while the gate is shut.</param>
    public FitScorer(FitScale scale, IReadOnlyList<double> weights, Preferences preferences, IReadOnlyDictionary<long, double>? own = null)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(preferences);
        this.own = preferences.IsEmpty ? null : own;
        limit = scale.LengthLimit;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            var wish = weights[axis] * (preferences.Axes[axis]?.Importance ?? 0) * scale.Wish(preferences, axis);
            for (var code = 0; code < StyleCode.Codes; code++)
            {
                var way = StyleCode.PlaceOf(code) is { } place ? scale.Way(place, axis) : 0;
                products[(axis * StyleCode.Codes) + code] = wish * way;
                squares[(axis * StyleCode.Codes) + code] = way * way;
            }
        }
    }

    /// <summary>The score of one therapist, in points; 0 where nothing is known that matters.</summary>
    /// <param name="style">As <see cref="StyleCode"/> packs it.</param>
    /// <param name="id">By which the therapist's own part is found.</param>
    public double Of(ulong style, long id)
    {
        double sum = 0, squared = 0;
        for (int axis = 0, at = 0; axis < StyleAxes.Count && style != 0; axis++, at += StyleCode.Codes, style >>= 8)
        {
            var place = at + (int)(style & (StyleCode.Codes - 1));
            sum += products[place];
            squared += squares[place];
        }

        // As FitScale.Ways: all answers together count no longer than the limit.
        sum = squared > limit * limit ? sum * limit / Math.Sqrt(squared) : sum;
        return own is not null && own.TryGetValue(id, out var part) ? sum + part : sum;
    }
}
