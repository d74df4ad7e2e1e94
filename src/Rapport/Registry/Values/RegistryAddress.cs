using Rapport.Profiles;
using Rapport.Registry.Reading;

namespace Rapport.Registry.Values;

/// <summary>An address as the registry holds it, in pieces.</summary>
internal sealed record RegistryAddress(
    string Line1, string Line2, string City, string State, string Zip, string Country, string? Telephone)
{
    public bool IsBlank => Line1.Length == 0 && Line2.Length == 0 && City.Length == 0 && Zip.Length == 0;

    public string Door() => AddressKey.Door(Line1, Line2, Zip);

    public string House() => AddressKey.House(Line1, Line2, Zip);

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

    public static RegistryAddress Read(RowSource row, AddressColumns at)
    {
        var country = row.Text(at.Country).ToUpperInvariant();
        return new RegistryAddress(
            row.Text(at.Line1), row.Text(at.Line2), row.Text(at.City), StateText.Code(row.Text(at.State)),
            PostalCode.Read(row.Text(at.Zip), country), country.Length == 0 ? "US" : country,
            Registry.Values.Telephone.Read(row.Raw(at.Telephone)));
    }
}

/// <summary>Decides which of a person's places may be a home.</summary>
/// <param name="isOrganisation">Whether some organisation works at the address with this hash.</param>
internal sealed class HomePlaces(Func<long, bool> isOrganisation)
{
    /// <summary>
    /// The places of a person. One that is her mailing address too, however typed, and where no organisation works, may be her home;
    /// a row without a mailing address leaves that open, so it counts as one. A telephone that belongs to such a place
    /// is not shown with another either.
    /// </summary>
    public IReadOnlyList<PracticePlace> PlacesOf(RegistryAddress mail, IEnumerable<RegistryAddress> practices)
    {
        var places = new List<PracticePlace>(1);
        var doors = new List<string>(1);
        var atHome = new HashSet<string>(StringComparer.Ordinal);
        var mailHouse = mail.IsBlank ? null : mail.House();
        foreach (var practice in practices)
        {
            var door = practice.Door();
            if (practice.IsBlank || doors.Contains(door, StringComparer.Ordinal))
            {
                continue;
            }
            doors.Add(door);
            var mayBeHome = (mailHouse is null || practice.House() == mailHouse || AddressKey.MayBeOneHouse(mail, practice))
                && !isOrganisation(AddressKey.Hash(door));
            if (mayBeHome && practice.Telephone is { } number)
            {
                atHome.Add(number);
            }
            places.Add(practice.AsPlace(places.Count + 1, mayBeHome));
        }
        for (var i = 0; i < places.Count && atHome.Count > 0; i++)
        {
            if (!places[i].MayBeHome && places[i].Telephone is { } number && atHome.Contains(number))
            {
                places[i] = places[i] with { Telephone = null };
            }
        }
        return places;
    }
}
