using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>
/// What an invented person says of herself. Everything is either said or honestly left out: about a tenth to a half
/// of the people leave a given question open, as real ones do.
/// </summary>
internal sealed class OwnWords(World world, Person person, Saying saying, DateOnly today)
{
    private static readonly string[] Times = ["weekday-mornings", "weekday-days", "evenings", "weekends"];

    private static readonly string[] Accessibility =
    [
        "step-free", "accessible-restroom", "elevator", "accessible-parking", "free-parking", "public-transit", "quiet-room",
        "dim-light", "gender-neutral-restroom", "large-print", "service-animals", "scent-free", "text-contact", "captions",
    ];

    private static readonly string[] Communities =
    [
        "college-students", "single-parents", "new-parents", "artists", "executives", "caregivers", "health-workers",
        "neurodivergent", "immigrants", "rural", "multiracial", "adoptees", "disabled", "larger-bodies", "lgbtq", "black", "latino",
        "asian", "native-american", "international-students", "hiv", "unhoused", "reentry", "polyamory", "deaf", "blind",
    ];

    private static readonly string[] Faiths =
        ["christian", "catholic", "jewish", "muslim", "buddhist", "hindu", "spiritual", "secular", "quaker", "unitarian", "latter-day-saint", "sikh", "orthodox-christian"];

    private Chance Chance => person.Chance;

    public ProfileFacts Facts((string WhoIHelp, string HowWeWork, string AboutMe) words, IReadOnlyList<StyleSaid>? style)
    {
        var places = Places();
        var licences = Training.Licences(person, world, today, saying.DaysAgo(3, 360));
        var licensed = licences.Where(licence => licence.Status is not "expired").Select(licence => licence.State).ToList();
        var online = person.Formats.Any(format => format is "online" or "phone");
        var who = Who();
        var insurers = Chance.Whether(0.36) ? [] : Terms.Insurers(person.State, Chance);
        var codes = Training.Credentials(person, Chance);
        return new ProfileFacts
        {
            Name = saying.Self(person.Name),
            OtherNames = Maybe(0.07, () => saying.Self<IReadOnlyList<PersonName>>([person.Name with { Last = world.Names.Last(Chance), Suffix = null }])),
            Pronouns = Maybe(0.6, () => saying.Self(person.Kind switch
            {
                NameKind.Woman => "she/her",
                NameKind.Man => "he/him",
                _ => "they/them",
            })),
            Credentials = saying.Self(new Credentials(codes, string.Join(", ", codes))),
            Professions = saying.Self(Training.Professions(person)),
            Licences = licences.Any(licence => licence.Checked is not null)
                ? saying.Board(licences, licences.Max(licence => licence.Checked ?? DateOnly.MinValue))
                : saying.Self(licences),
            Places = saying.SelfOrOrganisation<IReadOnlyList<PracticePlace>>(places, 0.15),
            Formats = Maybe(0.97, () => saying.Self(person.Formats)),
            OnlineStates = online ? Maybe(0.94, () => saying.Self<IReadOnlyList<string>>(licensed)) : null,
            Openings = Openings(places),
            Times = Maybe(0.8, () => saying.Self<IReadOnlyList<string>>(Chance.Some(Times, Chance.Between(1, 3)))),
            Fees = Maybe(0.85, () => saying.Self(Terms.Fees(
                person.Calling, person.Prelicensed, person.State, person.Urban, person.Years, who, Chance))),
            SlidingScale = Maybe(0.7, () => saying.Self(Chance.Whether(person.Prelicensed ? 0.75 : 0.4))),
            Insurers = Maybe(0.88, () => saying.SelfOrOrganisation(insurers, 0.25)),
            Payments = Maybe(0.75, () => saying.Self(Terms.Payments(insurers.Count > 0, Chance))),
            Issues = saying.Self(person.Issues),
            NotTaken = Maybe(0.6, () => saying.Self(person.NotTaken)),
            Ages = Maybe(0.95, () => saying.Self<IReadOnlyList<string>>(Ages())),
            Who = Maybe(0.95, () => saying.Self<IReadOnlyList<string>>(who)),
            Approaches = Maybe(0.95, () => saying.Self(person.Approaches)),
            Style = style is { } said ? saying.Now(said) : null,
            Prescribes = person.Prescribes ? saying.Self(true) : Maybe(0.6, () => saying.Self(false)),
            Languages = Maybe(0.96, () => saying.Self(person.Languages)),
            Gender = Maybe(0.9, () => saying.Self(person.Kind switch
            {
                NameKind.Woman => "woman",
                NameKind.Man => "man",
                _ => Chance.Whether(0.85) ? "nonbinary" : "other",
            })),
            Communities = Maybe(0.65, () => saying.Self<IReadOnlyList<string>>(CommunitiesServed())),
            Faiths = person.Focuses("faith") ? saying.Self(Faith()) : Maybe(0.22, () => saying.Self(Faith())),
            WhoIHelp = saying.Self(words.WhoIHelp),
            HowWeWork = saying.Self(words.HowWeWork),
            AboutMe = saying.Self(words.AboutMe),
            Education = Maybe(0.8, () => saying.Self(Training.Schooling(person, world, today.Year))),
            PractisingSince = Maybe(0.85, () => saying.Self(today.Year - person.Years)),
            Supervisor = person.Prelicensed ? saying.SelfOrOrganisation(Supervisor(), 0.3) : null,
            FirstTalk = Maybe(0.75, () => saying.Self(Chance.Whether(0.72)
                ? new FirstTalk(true, Chance.Of<int>([10, 15, 15, 15, 20, 30]))
                : new FirstTalk(false, Chance.Whether(0.5) ? 30 : null))),
        };
    }

    private Fact<T>? Maybe<T>(double probability, Func<Fact<T>> say)
        where T : notnull => Chance.Whether(probability) ? say() : null;

    private List<PracticePlace> Places()
    {
        var places = new List<PracticePlace>(2) { Place(1, person.Area, Chance.Whether(person.SeesPeopleHere ? 0.06 : 0.45)) };
        if (person.SeesPeopleHere && Chance.Whether(0.11))
        {
            places.Add(Place(2, world.Whereabouts.Near(person.Area, Chance), mayBeHome: false));
        }
        return places;
    }

    private PracticePlace Place(int id, Core.Places.PostalArea area, bool mayBeHome) => world.Whereabouts.At(
        id, area, mayBeHome, person.SeesPeopleHere && Chance.Whether(0.7) ? Chance.Some(Accessibility, Chance.Between(0, 6)) : null, Chance);

    private Fact<IReadOnlyList<Opening>>? Openings(List<PracticePlace> places)
    {
        if (Chance.Whether(0.12))
        {
            return null;
        }
        // Who has two offices and sees people online answers for the first, and for everywhere else.
        IEnumerable<int?> of = !person.SeesPeopleHere || places.Count < 2 ? [null]
            : person.Formats.Contains("online", StringComparer.Ordinal) ? [places[0].Id, null] : places.Select(place => (int?)place.Id);
        List<Opening> openings = [.. of.Where((_, i) => i == 0 || Chance.Whether(0.8)).Select(OpeningAt)];
        return saying.Now<IReadOnlyList<Opening>>(openings);
    }

    private Opening OpeningAt(int? place) => Chance.Unit() switch
    {
        < 0.5 => new Opening
        {
            PlaceId = place,
            Kind = "open",
            From = Chance.Whether(0.5) ? today.AddDays(Chance.Between(-10, 40)) : null,
            NewPeople = Chance.Whether(0.6) ? Chance.Of<string>(["1", "2-3", "4+"]) : null,
        },
        < 0.73 => new Opening { PlaceId = place, Kind = "waiting-list", Weeks = Chance.Whether(0.8) ? Chance.Between(2, 20) : null },
        < 0.92 => new Opening { PlaceId = place, Kind = "full", Until = Chance.Whether(0.5) ? today.AddDays(Chance.Between(14, 180)) : null },
        < 0.97 => new Opening { PlaceId = place, Kind = "existing-only" },
        _ => new Opening { PlaceId = place, Kind = "existing-families" },
    };

    private List<string> Who()
    {
        var who = new List<string>(4) { "individual" };
        Add("couples", "couple");
        Add("families", "family");
        Add("groups", "group");
        if (person.Sees("children") && !who.Contains("family", StringComparer.Ordinal) && Chance.Whether(0.4))
        {
            who.Add("family");
        }
        return who;

        void Add(string audience, string code)
        {
            if (person.Sees(audience))
            {
                who.Add(code);
            }
        }
    }

    private List<string> Ages()
    {
        var ages = new List<string>(5);
        if (person.Sees("children"))
        {
            if (Chance.Whether(0.45))
            {
                ages.Add("children-0-5");
            }
            ages.Add("children-6-12");
        }
        AddIf(person.Sees("teens") || (person.Sees("children") && Chance.Whether(0.5)), "teens");
        AddIf(person.Sees("adults") || person.Sees("couples") || person.Sees("groups") || (person.Sees("families") && Chance.Whether(0.7)), "adults");
        AddIf(person.Sees("older") || (person.Sees("adults") && Chance.Whether(0.4)), "older-adults");
        if (ages.Count == 0)
        {
            ages.Add("teens");
        }
        return ages;

        void AddIf(bool holds, string age)
        {
            if (holds)
            {
                ages.Add(age);
            }
        }
    }

    private List<string> CommunitiesServed()
    {
        var served = Chance.Some(Communities, Chance.Between(0, 4));
        AddIf(person.Focuses("identity"), "lgbtq", "transgender");
        AddIf(person.Focuses("culture"), "immigrants");
        AddIf(person.Focuses("military"), "veterans", "first-responders");
        AddIf(person.Focuses("faith"), "clergy");
        AddIf(person.Speaks("es"), "latino");
        AddIf(person.Speaks("ase"), "deaf");
        AddIf(person.Origin.Key == "indian", "south-asian");
        AddIf(person.Origin.Key is "arabic" or "persian", "middle-eastern");
        AddIf(person.Urban < 0.15, "rural");
        return [.. served.Distinct(StringComparer.Ordinal)];

        void AddIf(bool holds, params ReadOnlySpan<string> codes)
        {
            if (holds)
            {
                served.AddRange(codes);
            }
        }
    }

    private IReadOnlyList<string> Faith() => person.Origin.Key switch
    {
        "hebrew" when Chance.Whether(0.7) => ["jewish"],
        "arabic" when Chance.Whether(0.6) => ["muslim"],
        "indian" when Chance.Whether(0.6) => ["hindu"],
        "spanish" or "filipino" or "polish" when Chance.Whether(0.6) => ["catholic"],
        _ => [Faiths[Chance.Skewed(Faiths.Length, 1.8)]],
    };

    private string Supervisor()
    {
        var (name, _) = world.Names.Draw(Chance.Whether(0.7) ? NameKind.Woman : NameKind.Man, Chance);
        return $"{name.Display()}, {person.Calling.Title.In(person.State)}";
    }
}
