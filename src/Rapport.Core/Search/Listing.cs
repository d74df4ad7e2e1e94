using System.Runtime.InteropServices;

namespace Rapport.Core.Search;

/// <summary>A place where a profile meets people in person.</summary>
/// <param name="Latitude">Degrees, −90 to 90.</param>
/// <param name="Longitude">Degrees, −180 to 180.</param>
/// <param name="State">The ordinal of its state in the state key, or −1.</param>
/// <param name="Area">The number of its postal area: the five digits of a ZIP, 0 to 99,999; −1 if it lies in none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ListingPlace(double Latitude, double Longitude, int State, int Area = -1);

/// <summary>All that the index knows of one profile.</summary>
public sealed class Listing
{
    /// <summary>The values of a <see cref="FilterKind.Flag"/> that is known to be yes.</summary>
    public static readonly int[] Yes = [0];

    /// <summary>The values of a <see cref="FilterKind.Flag"/> that is known to be no.</summary>
    public static readonly int[] No = [1];

    /// <summary>The number of the profile; unique in an index.</summary>
    public required long Id { get; init; }

    /// <summary>0 if confirmed by its owner, 1 if it rests on a public registry alone. Every order puts 1 after 0.</summary>
    public int Tier { get; init; }

    /// <summary>
    /// Places where people come, as far as known: they say where, not whether. Only the values of the format key say that
    /// one meets in person; without them it is not known.
    /// </summary>
    public IReadOnlyList<ListingPlace> Places { get; init; } = [];

    /// <summary>The states it covers from afar, as ordinals in the state key; null is not known, empty is none.</summary>
    public int[]? OnlineStates { get; init; }

    /// <summary>
    /// For each key of the schema, in its order, the ordinals of the values that hold; null is not known, an empty array is
    /// known to be none. Entries for keys of the kinds state, maximum and opening are not read: places, online states, the
    /// cheapest fee and the openings say it.
    /// </summary>
    public required int[]?[] Values { get; init; }

    /// <summary>The cheapest fee of a session as most people mean it, in cents, from 0; null is not known.</summary>
    public int? CheapestFeeCents { get; init; }

    /// <summary>Whether it takes new clients, and where; null is not known, empty is known to be none.</summary>
    public IReadOnlyList<ListingOpening>? Openings { get; init; }

    /// <summary>The day, as <see cref="DateOnly.DayNumber"/>, when the owner last confirmed the profile; null is never.</summary>
    public int? ConfirmedDay { get; init; }

    /// <summary>
    /// The caller's number of the practice in which it works, any number but 0; null is none that is known. Only that two have
    /// the same one is read.
    /// </summary>
    public long? Practice { get; init; }

    /// <summary>How its page is addressed; not searched, handed back as it is by <see cref="SearchIndex.Pages"/>. Null and an empty one are no page.</summary>
    public string? Slug { get; init; }

    /// <summary>The day, as <see cref="DateOnly.DayNumber"/>, when anything of it was last changed.</summary>
    public int ChangedDay { get; init; }

    /// <summary>The name as shown and searched.</summary>
    public string Name { get; init; } = "";

    /// <summary>How the person works, as <see cref="Fit.StyleCode"/> packs it; 0 for nothing known.</summary>
    public ulong Style { get; init; }

    /// <summary>The name as sorted, such as family name first; null sorts by <see cref="Name"/>.</summary>
    public string? SortName { get; init; }

    /// <summary>What the profile says in sentences, searched.</summary>
    public string Statements { get; init; } = "";

    /// <summary>Terms as words, searched, beside those that its values have by <see cref="FilterKey.Texts"/>.</summary>
    public string Terms { get; init; } = "";
}
