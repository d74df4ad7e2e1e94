using Rapport.Profiles;

namespace Rapport.Demo;

/// <summary>What the national registry would say of an invented person.</summary>
internal sealed class RegistryWords(World world, Person person, Saying saying)
{
    /// <summary>Adds the registry's facts; where the person has spoken for herself, her word stays.</summary>
    public ProfileFacts AddTo(ProfileFacts facts, DateOnly day) => facts with
    {
        Name = facts.Name ?? saying.Registry(person.Name, day),
        Credentials = facts.Credentials ?? saying.Registry(Credentials(), day),
        Professions = facts.Professions ?? saying.Registry(Training.Professions(person), day),
        Places = facts.Places ?? saying.Registry<IReadOnlyList<PracticePlace>>(
            [world.Whereabouts.At(1, person.Area, person.Chance.Whether(0.2), null, person.Chance)], day),
        Licences = facts.Licences ?? saying.Registry<IReadOnlyList<Licence>>(
            [new Licence { State = person.State, Number = Training.LicenceNumber(person.Chance), Title = Training.Title(person, person.State) }], day),
        Taxonomies = saying.Registry<IReadOnlyList<TaxonomySlot>>(Taxonomies(), day),
        SexCode = saying.Registry(person.Kind switch { NameKind.Woman => "F", NameKind.Man => "M", _ => "X" }, day),
        SoleProprietor = saying.Registry(person.Chance.Whether(0.35), day),
        Enumerated = saying.Registry(day.AddDays(-Math.Min(person.Years * 365, 7000)), day),
    };

    private Credentials Credentials()
    {
        var codes = Training.Credentials(person, person.Chance);
        return new Credentials(codes, string.Join(", ", codes));
    }

    private List<TaxonomySlot> Taxonomies()
    {
        var code = person.Sees("children") ? person.Calling.ChildTaxonomy : person.Calling.Taxonomy;
        var slots = new List<TaxonomySlot>(2)
        {
            new(person.Prelicensed && person.Calling.Profession == "social-worker" ? "104100000X" : code,
                Training.LicenceNumber(person.Chance), person.State, true),
        };
        if (person.Extra is { } extra)
        {
            slots.Add(new TaxonomySlot(extra.Taxonomy, null, null, false));
        }
        return slots;
    }
}
