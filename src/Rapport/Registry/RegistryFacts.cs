using Rapport.Profiles;
using Rapport.Registry.Values;

namespace Rapport.Registry;

/// <summary>
/// Brings a row of the registry and what a profile says together. The registry overwrites what came from the
/// registry, and nothing else: where the therapist has said something else, the difference becomes a question to her.
/// </summary>
internal static class RegistryFacts
{
    private static readonly ProfileField[] Fields =
    [
        .. new[]
        {
            "name", "other-names", "credentials", "professions", "taxonomies", "licences", "places", "sex-code",
            "sole-proprietor", "enumerated",
        }.Select(ProfileFields.Named),
    ];

    /// <summary>The facts of a row, each confirmed on the row's own date.</summary>
    public static ProfileFacts Of(TherapistRow row)
    {
        var at = row.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return new ProfileFacts
        {
            Name = Fact(row.Name),
            OtherNames = row.OtherNames.Count > 0 ? Fact(row.OtherNames) : null,
            Credentials = row.Credentials is { } credentials ? Fact(credentials) : null,
            Professions = Fact(row.Professions),
            Taxonomies = Fact(row.Taxonomies),
            Licences = row.Licences.Count > 0 ? Fact(row.Licences) : null,
            Places = row.Places.Count > 0 ? Fact(row.Places) : null,
            SexCode = row.SexCode is { } sex ? Fact(sex) : null,
            SoleProprietor = row.SoleProprietor is { } sole ? Fact(sole) : null,
            Enumerated = row.Enumerated is { } enumerated ? Fact(enumerated) : null,
        };

        Fact<T> Fact<T>(T value)
            where T : notnull => new(value, Source.Registry, at);
    }

    /// <summary>The document after the row: its own words kept, the registry's facts renewed, questions where they differ.</summary>
    public static ProfileDocument Merge(ProfileDocument before, TherapistRow row, HomePlaces homes)
    {
        var says = Of(row);
        if (!row.PlacesComplete)
        {
            says = says with { Places = WithFurtherPlaces(says.Places, before.Facts.Places) };
        }
        if (says.Places is { } places)
        {
            says = says with
            {
                Places = places with
                {
                    Value = homes.Again(
                        row.Mail, places.Value, before.Facts.Places?.Value ?? [], alone: row.SoleProprietor is true),
                },
            };
        }
        says = says with { Places = WithKnownNumbers(says.Places, before.Facts.Places) };
        var after = before;
        foreach (var field in Fields)
        {
            var known = field.Get(before.Facts);
            var isHers = known is { Source: Source.Therapist } || (known is null && before.IsWithdrawn(field.Name));
            if (!isHers && known is null or { Source: Source.Registry })
            {
                after = after.Agree(field.Name, Source.Registry) with { Facts = field.Copy(after.Facts, says) };
            }
            else if (!isHers || field.Get(says) is not { } other || (known is not null && Agrees(field, before.Facts, says)))
            {
                after = after.Agree(field.Name, Source.Registry);
            }
            else
            {
                after = after.Ask(new Question(field.Name, field.Print(says)!, Source.Registry, other.Confirmed));
            }
        }
        return after;
    }

    /// <summary>
    /// The document after a row without any mental-health code. Who speaks for herself keeps her profession and is asked;
    /// of anybody else the registry knows none any more.
    /// </summary>
    public static ProfileDocument WithoutProfession(ProfileDocument before, bool claimed, LeftField row)
    {
        var field = ProfileFields.Named("professions");
        if (claimed)
        {
            var at = row.Date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            return before.Ask(new Question(field.Name, "none", Source.Registry, at));
        }
        return field.Get(before.Facts) is { Source: Source.Registry }
            ? before with { Facts = field.Copy(before.Facts, new ProfileFacts()) }
            : before;
    }

    /// <summary>The fields that now say something else, for the history.</summary>
    public static IEnumerable<ProfileField> Changed(ProfileFacts before, ProfileFacts after) =>
        Fields.Where(field => !field.SameValue(before, after));

    // A therapist who says less or more than the registry, but nothing against it, is not asked.
    private static bool Agrees(ProfileField field, ProfileFacts hers, ProfileFacts says) => field.Name switch
    {
        "name" => string.Equals(
            hers.Name!.Value.Display(), says.Name!.Value.Display(), StringComparison.OrdinalIgnoreCase),
        "other-names" => says.OtherNames!.Value.All(
            name => hers.OtherNames!.Value.Any(known => known.Display() == name.Display())),
        "credentials" => says.Credentials!.Value.Codes.All(
            code => hers.Credentials!.Value.Codes.Contains(code, StringComparer.Ordinal)),
        "professions" => says.Professions!.Value.All(
            code => hers.Professions!.Value.Contains(code, StringComparer.Ordinal)),
        "licences" => says.Licences!.Value.All(
            licence => hers.Licences!.Value.Any(known => known.State == licence.State
                && (licence.Number is null || (known.Number is { } number
                    && LicenceNumber.Key(number.ToUpperInvariant()) == LicenceNumber.Key(licence.Number))))),
        "places" => says.Places!.Value.All(place => hers.Places!.Value.Any(known => Door(known) == Door(place))),
        _ => field.SameValue(hers, says),
    };

    // A weekly file may come without its companions: then the further places that an earlier file gave stay.
    private static Fact<IReadOnlyList<PracticePlace>>? WithFurtherPlaces(
        Fact<IReadOnlyList<PracticePlace>>? says, Fact<IReadOnlyList<PracticePlace>>? known)
    {
        if (says is null || known is not { Source: Source.Registry } || known.Value.Count < 2)
        {
            return says;
        }
        var further = known.Value.Skip(1).Where(place => says.Value.All(given => Door(given) != Door(place)));
        return says with { Value = [.. says.Value, .. further] };
    }

    // Openings point at a place by its number, so an address that was known keeps its own, wherever it now stands.
    private static Fact<IReadOnlyList<PracticePlace>>? WithKnownNumbers(
        Fact<IReadOnlyList<PracticePlace>>? says, Fact<IReadOnlyList<PracticePlace>>? known)
    {
        if (says is null || known is null)
        {
            return says;
        }
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var place in known.Value)
        {
            numbers.TryAdd(Door(place), place.Id);
        }
        var next = known.Value.Select(place => place.Id).DefaultIfEmpty(0).Max();
        return says with
        {
            Value = [.. says.Value.Select(place =>
                place with { Id = numbers.TryGetValue(Door(place), out var id) ? id : ++next })],
        };
    }

    private static string Door(PracticePlace place) => AddressKey.Door(place.Line1 ?? "", place.Line2 ?? "", place.Zip);
}
