namespace Rapport.Core.Fit;

/// <summary>
/// A style in one number, eight bits for each axis from the lowest up: 0 for nothing answered, 1 for "it depends" where that counts, and
/// for a place p on the axis 2 p + 8, to the nearest half: 2 to 14.
/// </summary>
public static class StyleCode
{
    /// <summary>How many codes one axis may have.</summary>
    internal const int Codes = 16;

    private const int Either = 1;
    private const int Middle = 8;

    /// <summary>Packs a style; places outside of the axis count as its end.</summary>
    public static ulong Of(Style style)
    {
        ArgumentNullException.ThrowIfNull(style);
        var code = 0UL;
        for (var axis = 0; axis < StyleAxes.Count; axis++)
        {
            var own = style.Axes[axis].Place is { } place ? Middle + (int)Math.Round(2 * Math.Clamp(place, -StyleAxes.Pole, StyleAxes.Pole), MidpointRounding.AwayFromZero)
                : style.CountsAsEither(axis) ? Either : 0;
            code |= (ulong)own << (8 * axis);
        }

        return code;
    }

    /// <summary>The style that a code stands for.</summary>
    public static Style Read(ulong code)
    {
        var answers = new StyleAnswer[StyleAxes.Count];
        for (var axis = 0; axis < answers.Length; axis++)
        {
            var own = At(code, axis);
            answers[axis] = own == Either ? StyleAnswer.Either : PlaceOf(own) is { } place ? StyleAnswer.At(place) : StyleAnswer.None;
        }

        return new Style(answers);
    }

    /// <summary>The code of one axis, below <see cref="Codes"/>.</summary>
    internal static int At(ulong code, int axis) => (int)((code >> (8 * axis)) & (Codes - 1));

    /// <summary>The place that a code of one axis stands for; null where none is stated.</summary>
    internal static double? PlaceOf(int own) => own > Either ? (own - Middle) / 2d : null;
}
