using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;

namespace Rapport.Registry;

/// <summary>Makes a record of a row that is kept.</summary>
internal sealed class RowBuilder
{
    private readonly Taxonomies _taxonomies;
    private readonly CredentialText _credentials;
    private readonly PersonNameText _names;
    private readonly HomePlaces _homes;
    private readonly Companions _companions;

    /// <param name="homes">Tells which place may be a home.</param>
    /// <param name="latestDate">Dates after this day are taken for mistakes.</param>
    public RowBuilder(
        Taxonomies taxonomies, CredentialText credentials, HomePlaces homes, Companions companions,
        DateOnly latestDate)
    {
        _taxonomies = taxonomies;
        _credentials = credentials;
        _names = new PersonNameText(credentials);
        _homes = homes;
        _companions = companions;
        LatestDate = latestDate;
    }

    public DateOnly LatestDate { get; }

    /// <summary>The person of this row; null when <see cref="RowSource.Problem"/> says why there is none.</summary>
    public TherapistRow? Therapist(RowSource row)
    {
        var at = row.Columns;
        string[] streets =
        [
            row.Text(at.Mail.Line1), row.Text(at.Mail.Line2), row.Text(at.Practice.Line1), row.Text(at.Practice.Line2),
        ];
        var further = _companions.PlacesOf(row.Npi).ToList();
        var mail = RegistryAddress.Read(row, at.Mail);
        var practice = RegistryAddress.Read(row, at.Practice);
        var address = new AddressInText(
            [.. streets, .. further.SelectMany(place => new[] { place.Line1, place.Line2 })],
            [.. further.Append(mail).Append(practice).Select(place => place.Telephone).OfType<string>()]);
        var last = row.Text(at.Last);
        var read = _names.Read(
            row.Text(at.First), row.Text(at.Middle), address.OutOfLastName(last), row.Text(at.Suffix), streets);
        if (read is null)
        {
            row.Fail(at.Last, last.Length == 0 ? "a person without a last name" : "an address or telephone number is no last name");
            return null;
        }
        var slots = Slots(row, address);
        var enumerated = Enumerated(row);
        bool? alone = row.Text(at.SoleProprietor).ToUpperInvariant() switch
        {
            "Y" => true,
            "N" => false,
            _ => null,
        };
        var places = _homes.PlacesOf(mail, further.Prepend(practice).Select(address.OutOfTown), alone is true);
        var therapist = new TherapistRow(row.Npi, row.Date, row.Line)
        {
            Name = read.Name,
            OtherNames = OtherNames(row, read, streets, address),
            Credentials = Credentials(row.Text(at.Credential), read.Credentials, address),
            Professions = Professions(slots),
            Taxonomies = slots,
            Licences = Licences(slots),
            Places = places,
            Mail = mail,
            PlacesComplete = _companions.HasPlaces,
            SexCode = row.Text(at.Sex).ToUpperInvariant() is "F" or "M" or "X" ? row.Text(at.Sex).ToUpperInvariant() : null,
            SoleProprietor = alone,
            Enumerated = enumerated,
            Reactivated = row.Reactivated,
        };
        return row.Problem is null ? therapist : null;
    }

    /// <summary>The organisation of this row; null when <see cref="RowSource.Problem"/> says why there is none.</summary>
    public PracticeRow? Practice(RowSource row)
    {
        var at = row.Columns;
        var name = row.Text(at.Organisation);
        if (name.Length == 0)
        {
            row.Fail(at.Organisation, "an organisation without a name");
            return null;
        }
        var shown = Capitals.Organisation(name);
        var address = RegistryAddress.Read(row, at.Practice);
        var practice = new PracticeRow(row.Npi, row.Date, row.Line)
        {
            Name = shown,
            OtherNames = [.. _companions.NamesOf(row.Npi).Prepend(row.Text(at.OtherOrganisation))
                .Where(other => other.Length > 0).Select(Capitals.Organisation)
                .Where(other => other != shown).Distinct(StringComparer.OrdinalIgnoreCase)],
            Place = address.IsBlank ? null : address.AsPlace(1, mayBeHome: false),
            Reactivated = row.Reactivated,
        };
        return row.Problem is null ? practice : null;
    }

    private DateOnly? Enumerated(RowSource row)
    {
        var column = row.Columns.Enumerated;
        var text = row.Raw(column);
        if (text.IsEmpty)
        {
            return null;
        }
        if (RegistryDate.TryRead(text, LatestDate, out var date, out var reason))
        {
            return date;
        }
        row.Fail(column, reason);
        return null;
    }

    private List<PersonName> OtherNames(RowSource row, ReadName read, string[] streets, AddressInText address)
    {
        var at = row.Columns;
        var names = new List<PersonName>(read.Also);
        // One column often holds only what differs: the rest is as in the name itself.
        var last = row.Text(at.OtherLast);
        var first = row.Text(at.OtherFirst);
        last = PersonNameText.IsStreet(last, "", streets) ? "" : address.OutOfLastName(last);
        first = PersonNameText.IsStreet(first, last, streets) ? "" : first;
        if (last.Length > 0 || first.Length > 0)
        {
            var other = _names.Read(
                first.Length > 0 ? first : read.Name.First ?? "", row.Text(at.OtherMiddle),
                last.Length > 0 ? last : read.Name.Last, row.Text(at.OtherSuffix), streets);
            if (other is not null)
            {
                names.Add(other.Name);
                names.AddRange(other.Also);
            }
        }
        return [.. names.Where(name => name != read.Name).Distinct()];
    }

    private Credentials? Credentials(string typed, string? inName, AddressInText address)
    {
        var text = string.Join(", ", new[] { typed, inName ?? "" }
            .Select(part => address.OutOfCredentials(part, _credentials)).Where(part => part.Length > 0));
        // Read apart: a text that was cut at its column's end is not cut in the name.
        var reading = _credentials.Read(typed);
        var more = _credentials.Read(inName);
        string[] codes = [.. (reading?.Codes ?? []).Concat(more?.Codes ?? []).Distinct(StringComparer.Ordinal)];
        return text.Length == 0 && codes.Length == 0 ? null : new Credentials(codes, text.Length == 0 ? null : text);
    }

    private static List<TaxonomySlot> Slots(RowSource row, AddressInText address)
    {
        var slots = new List<TaxonomySlot>(2);
        foreach (var at in row.Columns.Taxonomy)
        {
            if (row.Raw(at.Code).IsEmpty)
            {
                continue;
            }
            // Both are shown, of whoever works at home as well.
            var licence = address.OutOfLicence(row.Text(at.Licence));
            var state = StateText.Code(row.Text(at.State));
            slots.Add(new TaxonomySlot(
                row.Text(at.Code), licence, StateText.IsCode(state) ? state : null, row.Raw(at.Primary) is "Y"));
        }
        return slots;
    }

    private List<string> Professions(List<TaxonomySlot> slots) =>
        [.. slots.OrderByDescending(slot => slot.Primary)
            .Select(slot => _taxonomies.ProfessionOf(slot.Code)).OfType<string>().Distinct(StringComparer.Ordinal)];

    // Only those beside a mental-health code: a massage licence says nothing here.
    private List<Licence> Licences(List<TaxonomySlot> slots)
    {
        var licences = new List<Licence>(2);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slot in slots)
        {
            if (_taxonomies.ProfessionOf(slot.Code) is null || slot.State is null)
            {
                continue;
            }
            var number = LicenceNumber.Clean(slot.Licence);
            if (seen.Add($"{slot.State} {(number is null ? "" : LicenceNumber.Key(number))}"))
            {
                licences.Add(new Licence { Number = number, State = slot.State });
            }
        }
        // A state alone adds nothing beside a number from the same state.
        licences.RemoveAll(licence => licence.Number is null
            && licences.Exists(other => other.State == licence.State && other.Number is not null));
        return licences;
    }
}
