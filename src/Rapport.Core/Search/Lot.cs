using Rapport.Core.Fit;

namespace Rapport.Core.Search;

/// <summary>
/// The lot that decides among those whom every other step of an order leaves equal, so that nobody stands first for having
/// come first. It is drawn anew with each seed and needs nothing secret: whoever knows the seed and the number of a profile
/// can draw it again.
/// </summary>
public static class Lot
{
    /// <summary>How many bits a lot has: it is a whole number from 0 to 8,388,607, and the smaller stands first.</summary>
    public const int Bits = 23;

    /// <summary>The seed of a day: the date written as one number, such as 20,261,126.</summary>
    /// <param name="day">The day, as <see cref="DateOnly.DayNumber"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public static ulong SeedOf(int day)
    {
        var date = DateOnly.FromDayNumber(day);
        return (ulong)((date.Year * 10_000) + (date.Month * 100) + date.Day);
    }

    /// <summary>
    /// The seed of a day for who said how they like to work: the day's, mixed with what was said. So of those who suit alike not the same
    /// ones stand first for everybody that day, and for the same answers they do.
    /// </summary>
    /// <param name="day">The seed of the day.</param>
    /// <param name="wishes">What was said.</param>
    public static ulong SeedFor(ulong day, Preferences wishes)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        const ulong Answers = 256;
        return Mixed(wishes.Axes.Aggregate(day, (seed, wish) => unchecked((seed * Answers)
            + (wish is { } told ? 1 + ((ulong)StyleAxes.PlaceOf(told.Place) * 3) + (told.Importance > Preference.Some ? 2UL : told.Importance < Preference.Some ? 0UL : 1UL) : 0))));
    }

    /// <summary>The lot of a profile: the upper bits of SplitMix64 at the seed and the number of the profile.</summary>
    /// <remarks>G. L. Steele, D. Lea, C. H. Flood: Fast splittable pseudorandom number generators, OOPSLA 2014; its
    /// sequence from the seed, at the place of the profile's number.</remarks>
    public static int Of(ulong seed, long id)
    {
        return (int)(Mixed(unchecked(seed + ((ulong)id * 0x9E3779B97F4A7C15UL))) >> (64 - Bits));
    }

    private static ulong Mixed(ulong mixed)
    {
        unchecked
        {
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
