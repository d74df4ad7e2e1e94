using Rapport.Profiles;
using Rapport.Registry.Reading;

namespace Rapport.Registry.Values;

/// <summary>An address as the registry holds it, in pieces.</summary>
internal sealed record RegistryAddress(
    string Line1, string Line2, string City, string State, string Zip, string Country, string? Telephone)
{
    /// <summary>No address.</summary>
    public static RegistryAddress Blank { get; } = new("", "", "", "", "", "", null);

    public bool IsBlank => Line1.Length == 0 && Line2.Length == 0 && City.Length == 0 && Zip.Length == 0;

    public string Door() => AddressKey.Door(Line1, Line2, Zip);

    public string House() => AddressKey.House(Line1, Line2, Zip);

    /// <summary>The address of a place that is known already.</summary>
    public static RegistryAddress Of(PracticePlace place) => new(
        place.Line1 ?? "", place.Line2 ?? "", place.City, place.State, place.Zip, place.Country, place.Telephone);

    /// <summary>The address as a place of the profile.</summary>
    public PracticePlace AsPlace(int id, bool mayBeHome) => new()
    {
        Id = id,
        Line1 = Line1.Length == 0 ? null : Capitals.Place(Line1),
        Line2 = Line2.Length == 0 ? null : Capitals.Place(Line2),
        City = Capitals.Place(City),
        State = State,
        Zip = Zip,
        Country = Country,
        Telephone = Telephone,
        MayBeHome = mayBeHome,
    };

    public static RegistryAddress Read(RowSource row, AddressColumns at) =>
        Typed(
            row.Text(at.Line1), row.Text(at.Line2), row.Text(at.City), row.Text(at.State), row.Text(at.Zip),
            row.Text(at.Country), row.Raw(at.Telephone));

    /// <summary>
    /// The address of its cells. Beside the lines and the telephone, which are not shown of a home, only what can be a
    /// town, state, code or country is taken.
    /// </summary>
    public static RegistryAddress Typed(
        string line1, string line2, string city, string state, string zip, string country, ReadOnlySpan<char> telephone)
    {
        var land = StateText.IsCode(country) ? country.ToUpperInvariant() : "US";
        var code = PostalCode.Read(zip, land);
        var region = StateText.Region(state, land);
        if (region.Length == 0 && state.Length > 0)
        {
            region = TownText.StateOfZip(code, land);
        }
        return new RegistryAddress(
            TownText.Line1(line1, line2, city), line2, TownText.Read(city, region, code, land), region, code, land,
            Registry.Values.Telephone.Read(telephone));
    }
}
