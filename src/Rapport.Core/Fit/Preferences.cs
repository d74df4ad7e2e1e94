using System.Runtime.InteropServices;

namespace Rapport.Core.Fit;

/// <summary>What a client wishes for on one axis.</summary>
/// <param name="Place">−3 to +3; 0 is "either is fine", which is an answer.</param>
/// <param name="Importance">How much it matters: <see cref="Little"/>, <see cref="Some"/> or <see cref="Lot"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Preference(double Place, double Importance = Preference.Some)
{
    /// <summary>It matters a little.</summary>
    public const double Little = 0.5;

    /// <summary>It matters; what is taken where nobody says how much.</summary>
    public const double Some = 1;

    /// <summary>It matters a lot.</summary>
    public const double Lot = 2;
}

/// <summary>What a client wishes for.</summary>
/// <param name="Axes">By axis, in the order of <see cref="StyleAxes.Ids"/>; null is a question that was skipped.</param>
public sealed record Preferences(IReadOnlyList<Preference?> Axes)
{
    /// <summary>Nothing is wished for.</summary>
    public static Preferences None { get; } = new(new Preference?[StyleAxes.Count]);

    /// <summary>Whether no question was answered.</summary>
    public bool IsEmpty
    {
        get
        {
            for (var axis = 0; axis < Axes.Count; axis++)
            {
                if (Axes[axis] is not null)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
