using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>An invented person as she goes into the store.</summary>
internal sealed record Invented(
    long Id, long? Npi, bool Claimed, DateOnly? RegistryDate, DateTime UpdatedAt, ProfileDocument Document);

/// <summary>
/// Makes invented people. Person k is the same however many are made, in whatever order; the seed and the day decide
/// everything else. One object serves one thread.
/// </summary>
internal sealed class People(World world, long seed, DateOnly today)
{
    // Facts and words draw from streams of their own, so that a new sentence changes nobody's fee.
    private const int Streams = 2;

    private readonly Statements _statements = new(world.Grammar);

    /// <param name="id">From 1.</param>
    public Invented Make(long id)
    {
        var person = new Person(world, new Chance(seed, id * Streams));
        var saying = new Saying(person.Chance, today);
        var inRegistry = !person.Claimed || person.Chance.Whether(0.9);
        var registryDay = saying.DaysAgo(30, 2500);
        var facts = person.Claimed
            ? new OwnWords(world, person, saying, today).Facts(Statements(person, id), Manner.Of(seed, id, person.Approaches))
            : new ProfileFacts();
        if (inRegistry)
        {
            facts = new RegistryWords(world, person, saying).AddTo(facts, registryDay);
        }
        return new Invented(
            id,
            inRegistry ? ImpossibleNpi(id) : null,
            person.Claimed,
            inRegistry ? registryDay : null,
            person.Claimed ? saying.Newest : registryDay.ToDateTime(new TimeOnly(6, 0), DateTimeKind.Utc),
            new ProfileDocument { Facts = facts });
    }

    /// <summary>
    /// A number in the shape of an NPI that nobody can have: the last digit of a possible one is turned by five, so
    /// that the check digit never fits.
    /// </summary>
    public static long ImpossibleNpi(long id)
    {
        var possible = Npi.FromOrdinal((int)(id % Npi.Ordinals)).Value;
        return possible - (possible % 10) + ((possible + 5) % 10);
    }

    private (string WhoIHelp, string HowWeWork, string AboutMe) Statements(Person person, long id)
    {
        var chance = new Chance(seed, (id * Streams) + 1);
        var extras = new List<string>(5);
        AddIf(person.Formats.Contains("online", StringComparer.Ordinal), "online");
        AddIf(person.SeesPeopleHere, "room");
        AddIf(person.Prescribes, "prescribes");
        AddIf(person.Prelicensed, "prelicensed");
        var speaker = new Speaker
        {
            Town = person.Area.City,
            Audience = person.Audience,
            Issues = person.Issues,
            Approaches = person.Approaches,
            Extras = extras,
        };
        var written = !person.Speaks("es") ? WrittenIn.English : chance.Unit() switch
        {
            < 0.35 => WrittenIn.Spanish,
            < 0.65 => WrittenIn.Both,
            _ => WrittenIn.English,
        };
        return _statements.Write(speaker, written, chance);

        void AddIf(bool holds, string extra)
        {
            if (holds)
            {
                extras.Add(extra);
            }
        }
    }
}
