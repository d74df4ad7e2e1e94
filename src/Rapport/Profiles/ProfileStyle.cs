using Rapport.Core.Fit;

namespace Rapport.Profiles;

/// <summary>What a profile says of how its owner works, as the model of fit takes it.</summary>
internal static class ProfileStyle
{
    /// <param name="said">By axis; null where nobody was asked.</param>
    public static Style Of(IReadOnlyList<StyleSaid>? said)
    {
        var answers = new StyleAnswer[StyleAxes.Count];
        foreach (var one in said ?? [])
        {
            if (StyleAxes.IndexOf(one.Axis) is >= 0 and var axis)
            {
                answers[axis] = one.Place is { } place ? StyleAnswer.At(place) : StyleAnswer.Either;
            }
        }
        return new Style(answers);
    }
}
