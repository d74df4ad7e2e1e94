using Rapport.Profiles;

namespace Rapport.Registry.Values;

/// <summary>Decides which of a person's places may be a home.</summary>
/// <param name="isOrganisation">Whether some organisation works at the address with this hash.</param>
internal sealed class HomePlaces(Func<long, bool> isOrganisation)
{
    /// <summary>
    /// The places of a person. One that is her mailing address too, however typed, and where no organisation works, may be her home;
    /// a row without a mailing address leaves that open, so it counts as one. So does one with the telephone of the mailing
    /// address in its ZIP, and, in that ZIP, the flat or house of someone who works for herself. A telephone that belongs to such a place
    /// is not shown with another either.
    /// </summary>
    /// <param name="mail">Her mailing address.</param>
    /// <param name="practices">Where she works.</param>
    /// <param name="alone">She works for herself.</param>
    public IReadOnlyList<PracticePlace> PlacesOf(RegistryAddress mail, IEnumerable<RegistryAddress> practices, bool alone)
    {
        var places = new List<PracticePlace>(1);
        var doors = new List<string>(1);
        var numbers = new List<string>(1);
        foreach (var practice in practices)
        {
            var door = practice.Door();
            if (practice.IsBlank)
            {
                continue;
            }
            var known = doors.IndexOf(door);
            if (known < 0)
            {
                doors.Add(door);
                places.Add(practice.AsPlace(places.Count + 1, mayBeHome: false));
            }
            else if (practice.Telephone is { } second && IsPosted(mail, practice, alone) && !IsOrganisation(practice))
            {
                numbers.Add(second);
            }
        }
        return Judged(mail, places, numbers, alone);
    }

    /// <summary>
    /// The places again, now that some of them stem from earlier files: those may be what the new mailing address is. What
    /// may have been a home before may be one still, though the post goes elsewhere now.
    /// </summary>
    /// <param name="mail">The mailing address of the newest row.</param>
    /// <param name="places">Its places, and those kept from before.</param>
    /// <param name="before">The places as they were known until now.</param>
    /// <param name="alone">She works for herself.</param>
    public IReadOnlyList<PracticePlace> Again(
        RegistryAddress mail, IReadOnlyList<PracticePlace> places, IReadOnlyList<PracticePlace> before, bool alone)
    {
        var homes = before.Where(place => place.MayBeHome || place.IsHomeButForOrganisation).Select(RegistryAddress.Of).ToList();
        var judged = Judged(
            mail,
            [
                .. places.Select(place => homes.Count == 0 || place.MayBeHome
                    ? place
                    : place with { MayBeHome = homes.Exists(home => IsSame(home, RegistryAddress.Of(place))) }),
            ],
            [.. before.Where(place => place.MayBeHome).Select(place => place.Telephone).OfType<string>()], alone);
        // A number that was withheld with an address, as that of a home, is so from then on: the home may be known no more.
        var withheld = before.Where(place => !place.MayBeHome && place.Telephone is null).Select(place => RegistryAddress.Of(place).Door())
            .ToHashSet(StringComparer.Ordinal);
        return withheld.Count == 0
            ? judged
            : [.. judged.Select(place => !place.MayBeHome && withheld.Contains(RegistryAddress.Of(place).Door()) ? place with { Telephone = null } : place)];
    }

    /// <summary>The places again, after organisations have left their doors: what these alone kept from counting as a home may be one.</summary>
    public IReadOnlyList<PracticePlace> AfterLeaving(IReadOnlyList<PracticePlace> places) =>
        Judged(null, [.. places.Select(place => place with { MayBeHome = place.MayBeHome || place.IsHomeButForOrganisation })], [], alone: false);

    // Places that are said to be homes stay so unless an organisation works there. Without a mailing address nothing else is asked.
    private List<PracticePlace> Judged(
        RegistryAddress? mail, IReadOnlyList<PracticePlace> places, List<string> numbers, bool alone)
    {
        var addresses = places.Select(RegistryAddress.Of).ToList();
        var seemsHome = places.Select((place, at) =>
            place.MayBeHome || (mail is not null && IsPosted(mail, addresses[at], alone))).ToArray();
        var homes = seemsHome.Select((seems, at) => seems && !IsOrganisation(addresses[at])).ToArray();
        // Another way to type a home is that home.
        for (var at = 0; at < homes.Length && homes.Length > 1; at++)
        {
            var address = addresses[at];
            homes[at] = homes[at]
                || (addresses.Where((_, other) => homes[other]).Any(home => IsSame(home, address)) && !IsOrganisation(address));
        }
        var atHome = places.Where((_, at) => homes[at]).Select(place => place.Telephone).Concat(numbers).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        if (mail?.Telephone is { } posted && addresses.Where((_, at) => homes[at]).Any(home => IsSame(mail, home)))
        {
            atHome.Add(posted);
        }
        return
        [
            .. places.Select((place, at) => place with
            {
                MayBeHome = homes[at],
                IsHomeButForOrganisation = seemsHome[at] && !homes[at],
                Telephone = !homes[at] && place.Telephone is { } number && atHome.Contains(number) ? null : place.Telephone,
            }),
        ];
    }

    // The last two do not ask how the street is typed.
    private static bool IsPosted(RegistryAddress mail, RegistryAddress practice, bool alone) =>
        mail.IsBlank || IsSame(mail, practice)
        || (mail.Zip.Length > 0 && mail.Zip == practice.Zip
            && ((mail.Telephone is { } number && number == practice.Telephone) || (alone && StreetWords.IsDwelling(practice.Line1, practice.Line2))));

    private static bool IsSame(RegistryAddress a, RegistryAddress b) => a.House() == b.House() || SameHouse.MayBe(a, b);

    private bool IsOrganisation(RegistryAddress address) => isOrganisation(AddressKey.Hash(address.Door()));
}
