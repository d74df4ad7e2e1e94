using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>Whether somebody takes new clients.</summary>
public enum OpeningKind
{
    /// <summary>Nobody has said.</summary>
    NotKnown,

    /// <summary>Takes new clients, at once or from a day on.</summary>
    Open,

    /// <summary>Keeps a waiting list.</summary>
    WaitingList,

    /// <summary>Sees only people who are clients already, or their families.</summary>
    ExistingOnly,

    /// <summary>Takes nobody.</summary>
    Full,
}

/// <summary>An opening: what kind, and from when.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="FromDay">For <see cref="OpeningKind.Open"/>: the first day, as <see cref="DateOnly.DayNumber"/>; null is now.</param>
/// <param name="Weeks">For <see cref="OpeningKind.WaitingList"/>: how long the wait is; null is not known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Opening(OpeningKind Kind, int? FromDay = null, int? Weeks = null)
{
    /// <summary>
    /// Whether this one lets a new person in before the other: an opening by its day, then a waiting list by its weeks, then
    /// what is not known, then existing clients only, then full. True on every day or on none.
    /// </summary>
    internal bool IsSoonerThan(Opening other) => Turn.CompareTo(other.Turn) < 0;

    /// <summary>The day or the weeks, whichever the kind has, as one number.</summary>
    internal int When => Kind switch
    {
        OpeningKind.Open => FromDay ?? Segment.NotKnown,
        OpeningKind.WaitingList => Weeks ?? Segment.NotKnown,
        _ => Segment.NotKnown,
    };

    /// <summary>An opening by its kind and <see cref="When"/>.</summary>
    internal static Opening Of(OpeningKind kind, int when) => when == Segment.NotKnown ? new Opening(kind) : new Opening(kind, when, when);

    private (int Step, int Order) Turn => Kind switch
    {
        OpeningKind.Open => (0, FromDay ?? int.MinValue),
        OpeningKind.WaitingList => (1, Weeks ?? int.MaxValue),
        OpeningKind.NotKnown => (2, 0),
        OpeningKind.ExistingOnly => (3, 0),
        _ => (4, 0),
    };
}

/// <summary>One of the openings of a profile.</summary>
/// <param name="Opening">What kind, and from when.</param>
/// <param name="Values">The ordinals, in the key of kind <see cref="FilterKind.Opening"/>, of the values that it meets.</param>
/// <param name="Place">
/// The position in <see cref="Listing.Places"/> of the place for which it holds; <see cref="Everywhere"/>, −1, for all of
/// them and from afar; <see cref="FromAfar"/>, −2, for none of them.
/// </param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ListingOpening(Opening Opening, IReadOnlyList<int> Values, int Place = ListingOpening.Everywhere)
{
    /// <summary>It holds at all places and from afar: it counts in every search.</summary>
    public const int Everywhere = -1;

    /// <summary>
    /// It holds from afar alone, online or by telephone. It counts where the formats asked leave more than meeting in person,
    /// and <see cref="Listing.OnlineStates"/> has the state of the origin, if there is one, and a state asked, if any is.
    /// </summary>
    public const int FromAfar = -2;
}
