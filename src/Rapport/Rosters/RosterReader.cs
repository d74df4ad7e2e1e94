using System.Buffers;
using Rapport.Accounts;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;

namespace Rapport.Rosters;

/// <summary>
/// Reads the rows of a roster. A row that does not say who is meant is not taken; a cell that is not understood is left out of its row.
/// Both are told.
/// </summary>
/// <param name="columns">Where they stand.</param>
/// <param name="words">What plans, languages and professions are called.</param>
/// <param name="plan">A plan that everybody in the roster takes; null for none.</param>
/// <param name="origin">Who says it all.</param>
/// <param name="rejects">Where it is told.</param>
internal sealed class RosterReader(RosterColumns columns, Vocabularies words, string? plan, FactOrigin origin, Rejects rejects)
{
    private static readonly char[] Between = [';', ',', '|', '\n'];

    // A family name begins with the first of them: "Oscar de la Cruz".
    private static readonly string[] Particles = ["de", "del", "da", "dos", "di", "van", "von", "der", "ter", "la", "le", "el", "al", "bin", "ibn", "st", "st."];

    private static readonly string[] Titles = ["DR", "DRA", "PROF", "MR", "MRS", "MS", "MISS", "MX", "REV"];

    // A cell with one of them is of another column, or two rows in one.
    private static readonly SearchValues<char> OfNoName = SearchValues.Create("<>=@:{}|\\");

    private readonly CredentialText _credentials = new(words);
    private readonly PersonNameText _names = new(new CredentialText(words));

    /// <summary>Cells that were left out of rows that were taken.</summary>
    public long CellsLeftOut { get; private set; }

    /// <summary>The member of a row; null where it names none.</summary>
    /// <param name="row">Numbered from 1 below the names of the columns.</param>
    /// <param name="cells">Its cells.</param>
    public RosterRow? Read(long row, IReadOnlyList<string> cells)
    {
        string Cell(RosterPart part) => PlainText.Clean(columns.Of(cells, part)).Trim();
        Npi? npi = null;
        if (Cell(RosterPart.Npi) is { Length: > 0 } number)
        {
            if (Profiles.Npi.TryParse(number, out var read, out var reason))
            {
                npi = read;
            }
            else if (Cell(RosterPart.Licence).Length + Cell(RosterPart.Mail).Length + Cell(RosterPart.Zip).Length == 0)
            {
                return Reject(row, RosterPart.Npi, number, reason);
            }
            else
            {
                LeaveOut(row, RosterPart.Npi, number, reason + "; she is taken without it");
            }
        }
        var (name, letters) = NameOf(Cell);
        if (name?.First is null)
        {
            return Reject(row, columns.Has(RosterPart.Last) ? RosterPart.Last : RosterPart.Name, Cell(RosterPart.Name) + Cell(RosterPart.Last), "there is no first and last name");
        }
        if (new[] { name.First, name.Middle, name.Last, name.Suffix }.Any(part => part?.AsSpan().ContainsAny(OfNoName) == true))
        {
            return Reject(row, columns.Has(RosterPart.Last) ? RosterPart.Last : RosterPart.Name, Cell(RosterPart.Name) + Cell(RosterPart.Last), "it holds a sign that no name has");
        }
        string? mail = null;
        if (Cell(RosterPart.Mail) is { Length: > 0 } address && (mail = AccountSeal.Plain(address)) is null)
        {
            LeaveOut(row, RosterPart.Mail, address, "this is no mail address; she is taken without one");
        }
        var credentials = _credentials.Read(string.Join(", ", new[] { Cell(RosterPart.Credentials), letters ?? "" }.Where(part => part.Length > 0)));
        var place = PlaceOf(row, Cell);
        var plans = Listed(row, RosterPart.Plans, Cell(RosterPart.Plans), "insurers").Concat(plan is null ? [] : [plan]).Distinct(StringComparer.Ordinal)
            .Select(code => new InsurancePlan(code)).ToList();
        var languages = Listed(row, RosterPart.Languages, Cell(RosterPart.Languages), "languages").Select(code => new SpokenLanguage(code)).ToList();
        var professions = Listed(row, RosterPart.Profession, Cell(RosterPart.Profession), "professions").ToList();
        return new RosterRow(row, npi, name, mail, new ProfileFacts
        {
            Name = Said(name),
            Credentials = credentials is { Codes.Count: > 0 } ? Said(new Credentials(credentials.Codes, credentials.Text)) : null,
            Professions = professions.Count > 0 ? Said<IReadOnlyList<string>>(professions) : null,
            Licences = LicenceOf(row, Cell) is { } licence ? Said<IReadOnlyList<Licence>>([licence]) : null,
            Places = place is not null ? Said<IReadOnlyList<PracticePlace>>([place]) : null,
            Insurers = plans.Count > 0 ? Said<IReadOnlyList<InsurancePlan>>(plans) : null,
            Languages = languages.Count > 0 ? Said<IReadOnlyList<SpokenLanguage>>(languages) : null,
        });
    }

    private (PersonName? Name, string? Letters) NameOf(Func<RosterPart, string> cell)
    {
        if (cell(RosterPart.Last) is { Length: > 0 } last)
        {
            var read = _names.Read(Untitled(cell(RosterPart.First)), cell(RosterPart.Middle), last, "");
            return (read?.Name, read?.Credentials);
        }
        var whole = Untitled(cell(RosterPart.Name));
        // "Vega, Ana María", or "Ana María Vega, LCSW": what follows the comma is a name unless it is letters alone.
        var comma = whole.IndexOf(',', StringComparison.Ordinal);
        var after = comma < 0 ? "" : whole[(comma + 1)..].Trim();
        if (after.Length > 0 && !after.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).All(word => _credentials.Knows(word)))
        {
            var first = after.Split(' ')[0];
            var read = _names.Read(first, after[first.Length..].Trim(), whole[..comma], "");
            return (read?.Name, read?.Credentials);
        }
        var named = (comma < 0 ? whole : whole[..comma]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (named.Length < 2)
        {
            return (null, null);
        }
        var family = Math.Max(1, Array.FindIndex(named, 1, word => Particles.Contains(word.ToLowerInvariant(), StringComparer.Ordinal)));
        family = family == 1 && !Particles.Contains(named[1].ToLowerInvariant(), StringComparer.Ordinal) ? named.Length - 1 : family;
        var simple = _names.Read(named[0], string.Join(' ', named[1..family]), string.Join(' ', named[family..]), "");
        return (simple?.Name, string.Join(", ", new[] { after, simple?.Credentials }.Where(part => !string.IsNullOrEmpty(part))));
    }

    private static string Untitled(string name)
    {
        var words = name.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words is [var first, var rest] && Titles.Contains(first.TrimEnd('.').ToUpperInvariant(), StringComparer.Ordinal) ? Untitled(rest) : name;
    }

    private Licence? LicenceOf(long row, Func<RosterPart, string> cell)
    {
        if (cell(RosterPart.Licence) is not { Length: > 0 } typed)
        {
            return null;
        }
        var state = StateText.Code(cell(RosterPart.LicenceState) is { Length: > 0 } own ? own : cell(RosterPart.State));
        if (!StateText.IsCode(state))
        {
            LeaveOut(row, RosterPart.Licence, typed, "no state is named for this licence");
            return null;
        }
        if (LicenceNumber.Clean(typed) is not { } number)
        {
            LeaveOut(row, RosterPart.Licence, typed, "this is no licence number");
            return null;
        }
        return new Licence { State = state, Number = number };
    }

    private PracticePlace? PlaceOf(long row, Func<RosterPart, string> cell)
    {
        var zip = cell(RosterPart.Zip);
        // A spreadsheet takes the zero that a ZIP begins with.
        zip = zip.Length == 4 && zip.All(char.IsAsciiDigit) ? "0" + zip : zip;
        var address = RegistryAddress.Typed(
            cell(RosterPart.Street), cell(RosterPart.Unit), cell(RosterPart.City), cell(RosterPart.State), zip, "US", cell(RosterPart.Telephone));
        if (address.Zip.Length == 0 || address.City.Length == 0 || address.State.Length == 0)
        {
            if (!address.IsBlank)
            {
                LeaveOut(row, RosterPart.City, $"{cell(RosterPart.City)} {cell(RosterPart.State)} {zip}".Trim(), "a place needs a city, a state and a ZIP");
            }
            return null;
        }
        // By it people find her: what leads nowhere, or to another state, she gives herself.
        var area = PlaceTable.Gazetteer.Find(address.Zip);
        if (area is null || area.State.Code != address.State)
        {
            LeaveOut(row, RosterPart.Zip, zip, area is null ? "no place is known by this ZIP; she is taken without the address" : $"this ZIP is in {area.State.Code}; she is taken without the address");
            return null;
        }
        // Where no practice is named it may be her home: she says herself whether street and telephone are shown.
        var practice = cell(RosterPart.Practice);
        return address.AsPlace(1, mayBeHome: practice.Length == 0) with { Practice = practice.Length > 0 ? practice : null };
    }

    private IEnumerable<string> Listed(long row, RosterPart part, string text, string vocabulary)
    {
        foreach (var word in text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string? code = null;
            try
            {
                code = words.Code(vocabulary, word);
            }
            catch (FieldProblem problem)
            {
                LeaveOut(row, part, word, problem.Message);
            }
            if (code is not null)
            {
                yield return code;
            }
        }
    }

    private Fact<T> Said<T>(T value)
        where T : notnull => new(value, origin.Source, origin.At, origin.Method, origin.By);

    private RosterRow? Reject(long row, RosterPart part, string value, string reason)
    {
        rejects.Add(row + 1, columns.Called(part), value, reason);
        return null;
    }

    private void LeaveOut(long row, RosterPart part, string value, string reason)
    {
        CellsLeftOut++;
        rejects.Add(row + 1, columns.Called(part), value, reason);
    }
}
