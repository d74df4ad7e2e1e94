namespace Rapport.Core.Places;

/// <summary>How a typed text relates to places.</summary>
public enum PlaceMatchKind
{
    /// <summary>Nothing was typed.</summary>
    Empty,

    /// <summary>Exactly one place is meant.</summary>
    Found,

    /// <summary>Several places bear the name.</summary>
    Ambiguous,

    /// <summary>No place bears the name.</summary>
    Unknown,
}

/// <summary>What a typed text means.</summary>
/// <param name="Kind">How it relates to places.</param>
/// <param name="Place">The place, when it was found.</param>
/// <param name="Candidates">
/// When ambiguous, the places of that name, by people, most first. When unknown, places with a name close to it, closest
/// first; may be empty. Otherwise empty.
/// </param>
public sealed record PlaceMatch(PlaceMatchKind Kind, Place? Place, IReadOnlyList<Place> Candidates)
{
    /// <summary>Another place of the name, with this share of the people of the largest, may as well be meant.</summary>
    private const double RivalsShare = 0.25;

    /// <summary>
    /// Whether the largest place of a name is not clearly the one that is meant. A city beside its state, and towns of one
    /// name in one state, are no rivals: to write the state would not part them.
    /// </summary>
    public bool HasRival => Kind == PlaceMatchKind.Ambiguous && Candidates is [var first, ..]
        && Candidates.Any(other => other.Kind == first.Kind && other.State != first.State && other.People >= first.People * RivalsShare);

    /// <summary>
    /// Much larger places whose name is one letter off, by people, most first: who writes "Berkley" lives in Berkeley more often
    /// than not. Empty where the state was written too, and of what is not a town by its name.
    /// </summary>
    public IReadOnlyList<Place> Near { get; init; } = [];

    internal static readonly PlaceMatch Nothing = new(PlaceMatchKind.Empty, null, []);

    /// <summary>The place found, or the largest of that name; none where the name is unknown.</summary>
    public Place? Best => Kind == PlaceMatchKind.Ambiguous ? Candidates[0] : Place;

    internal static PlaceMatch Of(Place place) => new(PlaceMatchKind.Found, place, []);

    internal static PlaceMatch Unknown(IReadOnlyList<Place> near) => new(PlaceMatchKind.Unknown, null, near);

    internal static PlaceMatch? Among(IReadOnlyCollection<Place> places) => places.Count switch
    {
        0 => null,
        1 => Of(places.First()),
        _ => new PlaceMatch(PlaceMatchKind.Ambiguous, null, [.. places.OrderByDescending(p => p.People)]),
    };
}
