using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Tests.Support;

/// <summary>
/// Invented people for tests. <see cref="Marisol"/> has a word on every field, <see cref="FromRegistry"/> knows what a
/// registry row knows; the rest is changed with <see cref="With"/>.
/// </summary>
internal sealed class ProfileBuilder
{
    private readonly DateTime _now;
    private readonly Source _source;
    private ProfileFacts _facts;
    private bool _claimed;
    private bool _removed;
    private long? _npi;
    private DateOnly? _deactivated;

    private ProfileBuilder(DateTime now, Source source, string first, string last)
    {
        _now = now;
        _source = source;
        _claimed = source == Source.Therapist;
        _facts = new ProfileFacts { Name = FactOf(new PersonName { First = first, Last = last }) };
    }

    /// <summary>A therapist who keeps her own profile and has said nothing but her name.</summary>
    public static ProfileBuilder Named(DateTime now, string first, string last) => new(now, Source.Therapist, first, last);

    /// <summary>A record of the registry that nobody claimed: name, licence, address, telephone.</summary>
    public static ProfileBuilder FromRegistry(DateTime now, string first, string last, long npi = 1999999976) =>
        new ProfileBuilder(now, Source.Registry, first, last) { _npi = npi }.With((facts, said) => facts with
        {
            Credentials = said.Of(new Credentials(["LMFT"], "LMFT")),
            Professions = said.Of<IReadOnlyList<string>>(["marriage-and-family-therapist"]),
            Taxonomies = said.Of<IReadOnlyList<TaxonomySlot>>([new TaxonomySlot("106H00000X", "MFT12345", "CA", true)]),
            Licences = said.Of<IReadOnlyList<Licence>>([new Licence { Number = "MFT12345", State = "CA" }]),
            Places = said.Of<IReadOnlyList<PracticePlace>>(
            [
                new PracticePlace { Line1 = "100 Main St", City = "Oakland", State = "CA", Zip = "94612", Telephone = "5105550100" },
            ]),
            SexCode = said.Of("F"),
        });

    /// <summary>Somebody who told everything, after the drawings of the pages.</summary>
    public static ProfileBuilder Marisol(DateTime now) => Named(now.AddDays(-3), "Marisol", "Vega").With((facts, said) => facts with
    {
        OtherNames = said.Of<IReadOnlyList<PersonName>>([new PersonName { First = "Marisol", Last = "Vega Ruiz" }]),
        Pronouns = said.Of("she/her"),
        Credentials = said.Of(new Credentials(["LCSW"], "LCSW")),
        Professions = said.Of<IReadOnlyList<string>>(["social-worker"]),
        Licences = said.Of<IReadOnlyList<Licence>>(
        [
            new Licence
            {
                Number = "LCS98765", State = "CA", Title = "LCSW", Status = "active", Expires = new DateOnly(2027, 8, 31),
                Checked = new DateOnly(2026, 11, 20), CheckedHow = Licence.BoardLookUp, Discipline = "none listed",
            },
        ]),
        Places = said.Of<IReadOnlyList<PracticePlace>>(
        [
            new PracticePlace
            {
                Line1 = "7 Home Lane", City = "Oakland", State = "CA", Zip = "94611", Telephone = "5105550177",
                MayBeHome = true, Accessibility = ["step-free"],
            },
        ]),
        Formats = said.Of<IReadOnlyList<string>>(["in-person", "online"]),
        OnlineStates = said.Of<IReadOnlyList<string>>(["CA"]),
        Openings = said.Of<IReadOnlyList<Opening>>([new Opening { Kind = "open", From = new DateOnly(2026, 12, 4), NewPeople = "2-3" }]),
        Times = said.Of<IReadOnlyList<string>>(["evenings", "weekends"]),
        Fees = said.Of<IReadOnlyList<Fee>>([new Fee("individual", 12000, 16000, 50)]),
        SlidingScale = said.Of(true),
        Insurers = said.Of<IReadOnlyList<InsurancePlan>>([new InsurancePlan("medi-cal", "Alameda Alliance"), new InsurancePlan("kaiser")]),
        Payments = said.Of<IReadOnlyList<string>>(["cash"]),
        Issues = said.Of<IReadOnlyList<string>>(["worry", "panic", "grief"]),
        NotTaken = said.Of<IReadOnlyList<string>>(["eating-disorders", "court-letters"]),
        Ages = said.Of<IReadOnlyList<string>>(["teens", "adults"]),
        Who = said.Of<IReadOnlyList<string>>(["individual"]),
        Approaches = said.Of<IReadOnlyList<string>>(["cbt", "act"]),
        Style = said.Of<IReadOnlyList<StyleSaid>>([new StyleSaid("structure", 1.5), new StyleSaid("push", -1.5), new StyleSaid("explain", null)]),
        Prescribes = said.Of(false),
        Languages = said.Of<IReadOnlyList<SpokenLanguage>>([new SpokenLanguage("en", "fluent"), new SpokenLanguage("es", "native")]),
        Gender = said.Of("woman"),
        Communities = said.Of<IReadOnlyList<string>>(["immigrants"]),
        Faiths = said.Of<IReadOnlyList<string>>([]),
        WhoIHelp = said.Of("I work with people who keep going on the outside and fall apart at night."),
        HowWeWork = said.Of("We go at your pace, and I will tell you what I see."),
        AboutMe = said.Of("If I get you wrong, say so: that is often where it gets better."),
        Education = said.Of<IReadOnlyList<Education>>([new Education("Master of Social Work", "State University", 2012)]),
        PractisingSince = said.Of(2013),
        FirstTalk = said.Of(new FirstTalk(Free: true, Minutes: 20)),
    });

    /// <summary>Changes the facts; <see cref="Said.Of"/> gives each its source and day.</summary>
    public ProfileBuilder With(Func<ProfileFacts, Said, ProfileFacts> change)
    {
        _facts = change(_facts, new Said(this));
        return this;
    }

    public ProfileBuilder Claimed()
    {
        _claimed = true;
        return this;
    }

    public ProfileBuilder Removed()
    {
        _removed = true;
        return this;
    }

    public ProfileBuilder Deactivated(DateOnly day)
    {
        _deactivated = day;
        return this;
    }

    public ProfileBuilder WithNpi(long npi)
    {
        _npi = npi;
        return this;
    }

    public Profile Build(long id) => new()
    {
        Id = id,
        Npi = _npi,
        Claimed = _claimed,
        Removed = _removed,
        Deactivated = _deactivated,
        UpdatedAt = _now,
        Document = new ProfileDocument { Facts = _facts }.ToJson(),
    };

    /// <summary>Saves the profile under the next number and tells the change feed.</summary>
    public Task<long> SaveTo(Store store) => store.Write(async db =>
    {
        var id = (await db.Set<Profile>().MaxAsync(profile => (long?)profile.Id) ?? 0) + 1;
        db.Add(Build(id));
        await ChangeFeed.Append(db, [id], store.Now);
        return id;
    });

    private Fact<T> FactOf<T>(T value)
        where T : notnull => new(value, _source, _now);

    /// <summary>Makes facts in the voice of the one the builder speaks for.</summary>
    internal sealed class Said(ProfileBuilder builder)
    {
        public Fact<T> Of<T>(T value)
            where T : notnull => builder.FactOf(value);
    }
}
