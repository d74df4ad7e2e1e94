namespace Rapport.Profiles;

/// <summary>A practice place in words, of what <see cref="PracticePlace.Shown"/> leaves of it.</summary>
internal static class PlaceWords
{
    /// <summary>"1250 Grand Ave, Suite 2", or nothing where the street is not shown.</summary>
    public static string Street(PracticePlace place) =>
        string.Join(", ", new[] { place.Line1, place.Line2 }.Where(part => !string.IsNullOrWhiteSpace(part)));

    /// <summary>"Oakland, CA 94610".</summary>
    public static string City(PracticePlace place) => $"{place.City}, {place.State} {place.Zip}";

    /// <summary>Name and address as they stand on an envelope, line by line; lines may be empty.</summary>
    public static IReadOnlyList<string> Post(PersonName name, PracticePlace place) =>
        [name.Display(), place.Practice ?? "", place.Line1 ?? "", place.Line2 ?? "", City(place)];

    /// <summary>
    /// What tells one of several places from the others: the city; where two lie in one city, the street or, where that
    /// is not shown, the ZIP.
    /// </summary>
    public static string Named(PracticePlace place, IReadOnlyList<PracticePlace> all) =>
        all.Count(one => one.City == place.City) == 1 ? place.City : $"{place.City}, {place.Line1 ?? place.Zip}";

    /// <summary>"(510) 555-0100", or null.</summary>
    public static string? Telephone(PracticePlace place) =>
        place.Telephone is { Length: 10 } digits ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : null;

    /// <summary>The first number to call among places as they are shown: its digits, and as one reads it.</summary>
    public static (string Digits, string Text)? Call(IReadOnlyList<PracticePlace>? places) => (places ?? [])
        .Select(place => Telephone(place) is { } text ? (place.Telephone!, text) : ((string, string)?)null)
        .FirstOrDefault(number => number is not null);
}
