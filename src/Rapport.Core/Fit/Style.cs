namespace Rapport.Core.Fit;

/// <summary>How a therapist says that they usually work, on one axis.</summary>
public readonly record struct StyleAnswer
{
    private StyleAnswer(double? place, bool isEither) => (Place, IsEither) = (place, isEither);

    /// <summary>The question was not answered.</summary>
    public static StyleAnswer None => default;

    /// <summary>"It depends on the person."</summary>
    public static StyleAnswer Either => new(null, isEither: true);

    /// <summary>−3 to +3; null where nothing is stated.</summary>
    public double? Place { get; }

    /// <summary>Whether it depends on the person.</summary>
    public bool IsEither { get; }

    /// <summary>A place on the axis.</summary>
    /// <param name="place">−3 to +3.</param>
    public static StyleAnswer At(double place) => new(place, isEither: false);
}

/// <summary>How a therapist usually works.</summary>
/// <param name="Axes">By axis, in the order of <see cref="StyleAxes.Ids"/>.</param>
public sealed record Style(IReadOnlyList<StyleAnswer> Axes)
{
    /// <summary>So many "it depends" count; whoever says it of everything has said nothing.</summary>
    public const int MostEither = 3;

    /// <summary>Nothing is known.</summary>
    public static Style Unknown { get; } = new(new StyleAnswer[StyleAxes.Count]);

    /// <summary>Whether "it depends" counts as an answer on an axis: the first three do.</summary>
    /// <param name="axis">From 0.</param>
    public bool CountsAsEither(int axis)
    {
        var before = 0;
        for (var other = 0; other < axis; other++)
        {
            before += Axes[other].IsEither ? 1 : 0;
        }

        return Axes[axis].IsEither && before < MostEither;
    }

    /// <summary>Whether an axis is answered, by a place or by an "it depends" that counts.</summary>
    /// <param name="axis">From 0.</param>
    public bool Answers(int axis) => Axes[axis].Place is not null || CountsAsEither(axis);
}
