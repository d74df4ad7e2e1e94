using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>Degrees, titles and licences of an invented person, such that they fit profession, state and years.</summary>
internal static class Training
{
    private static readonly string[] FirstStudies =
        ["psychology", "sociology", "English", "biology", "history", "music", "nursing", "education", "philosophy", "economics", "Spanish", "art"];

    public static IReadOnlyList<string> Professions(Person person)
    {
        var professions = new List<string>(2);
        if (person.Extra is { } extra)
        {
            professions.Add(extra.Profession);
        }
        professions.Add(person.Calling.Profession);
        return professions;
    }

    /// <summary>The licence's title in a state.</summary>
    public static string Title(Person person, string state) => person.Calling.NamedByDegree
        ? Degree(person)
        : person.Prelicensed ? person.Calling.Before!.In(state) : person.Calling.Title.In(state);

    /// <summary>The degree that the profession asks for; the same whenever it is asked.</summary>
    public static string Degree(Person person)
    {
        var degrees = person.Calling.Degrees;
        // The name decides: any fixed property would do, as long as no draw is spent on it.
        var number = person.Name.Last.Length + (person.Years * 7);
        return degrees[number % 10 < 6 ? 0 : number % degrees.Length];
    }

    public static IReadOnlyList<string> Credentials(Person person, Chance chance)
    {
        var codes = new List<string>(4);
        if (person.Calling.Profession is "psychologist" or "psychiatrist" || chance.Whether(0.4))
        {
            codes.Add(Degree(person));
        }
        if (!person.Calling.NamedByDegree)
        {
            codes.Add(Title(person, person.State));
        }
        if (person.Extra?.Credential is { } onTop)
        {
            codes.Add(onTop);
        }
        if (person.Calling.Certificates is [var first, ..] certificates && !person.Prelicensed)
        {
            if (first.EndsWith("-BC", StringComparison.Ordinal))
            {
                codes.Add(first);
            }
            else if (chance.Whether(0.25))
            {
                codes.Add(chance.Of(certificates));
            }
        }
        if (person.Focuses("addiction") && person.Calling.Before is not null && !person.Prelicensed && chance.Whether(0.4))
        {
            codes.Add(chance.Of<string>(["CADC", "LADC", "MAC"]));
        }
        return [.. codes.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A number that no board gives out: it says what it is.</summary>
    public static string LicenceNumber(Chance chance) => $"DEMO-{chance.Below(1_000_000):D6}";

    /// <summary>The home licence first, then further states.</summary>
    public static IReadOnlyList<Licence> Licences(Person person, World world, DateOnly today, DateOnly checkedOn)
    {
        var chance = person.Chance;
        var states = new List<string> { person.State };
        if (!person.Prelicensed && chance.Whether(0.2))
        {
            states.AddRange(chance.Some(world.States, chance.Between(1, 3)));
        }
        var licences = states.Distinct(StringComparer.Ordinal).Select(One).ToList();
        // Who looks one of somebody's licences up looks up all of them: one source stands under them.
        return licences.Any(licence => licence.Checked is not null) ? [.. licences.Select(Checked)] : licences;

        Licence Checked(Licence licence) => licence.Checked is not null
            ? licence
            : licence with { Status = "active", Checked = checkedOn, CheckedHow = Licence.BoardLookUp };

        Licence One(string state)
        {
            var isChecked = chance.Whether(0.8);
            var lapsed = state != person.State && chance.Whether(0.04);
            return new Licence
            {
                State = state,
                Number = chance.Whether(0.95) ? LicenceNumber(chance) : null,
                Title = Title(person, state),
                Status = !isChecked ? null : lapsed ? "expired" : "active",
                Expires = !isChecked ? null : lapsed ? today.AddDays(-chance.Between(5, 300)) : today.AddDays(chance.Between(10, 730)),
                Checked = isChecked ? checkedOn : null,
                CheckedHow = isChecked ? Licence.BoardLookUp : null,
                Discipline = isChecked && chance.Whether(0.9) ? "none listed" : null,
            };
        }
    }

    public static IReadOnlyList<Education> Schooling(Person person, World world, int thisYear)
    {
        var chance = person.Chance;
        var finished = thisYear - person.Years - chance.Between(0, 3);
        var schools = new List<Education>(2)
        {
            new(Degree(person), School(), chance.Whether(0.85) ? finished : null),
        };
        if (chance.Whether(0.5))
        {
            schools.Add(new Education($"BA in {chance.Of(FirstStudies)}", School(), chance.Whether(0.8) ? finished - chance.Between(3, 12) : null));
        }
        return schools;

        string School() => $"{chance.Of(world.Words["school.name"])} {chance.Of(world.Words["school.kind"])}";
    }
}
