namespace Rapport.Core.Fit;

/// <summary>
/// The eight ways in which therapists differ at work and people differ in what they wish for. Each is asked with one question,
/// from −3 at its left pole to +3 at its right one; they are no scale and are never added up.
/// </summary>
/// <remarks>
/// Lead, push, feelings and time cover ground that research into preferences found (Cooper and Norcross, International Journal of
/// Clinical and Health Psychology 16 (2016)); the others come from what therapists are seen to do.
/// </remarks>
public static class StyleAxes
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    /// <summary>The place at the right pole; at the left one it is as far below 0.</summary>
    public const int Pole = 3;

    /// <summary>The places that are asked for, each in words of its own.</summary>
    public static IReadOnlyList<double> Places { get; } = [-Pole, -Pole / 2d, 0, Pole / 2d, Pole];

    /// <summary>Which of the places is nearest, from 0.</summary>
    /// <param name="place">−3 to 3.</param>
    public static int PlaceOf(double place) => (int)Math.Round((Math.Clamp(place, -Pole, Pole) + Pole) / (Pole / 2d), MidpointRounding.AwayFromZero);

    /// <summary>What each is called in files and addresses, in their order.</summary>
    public static IReadOnlyList<string> Ids { get; } = ["lead", "structure", "push", "feelings", "time", "own-story", "about-us", "explain"];

    /// <summary>Which axis an id is, from 0; −1 for none.</summary>
    public static int IndexOf(string id)
    {
        for (var axis = 0; axis < Count; axis++)
        {
            if (Ids[axis] == id)
            {
                return axis;
            }
        }

        return -1;
    }
}
