namespace Rapport.Profiles;

/// <summary>
/// Everything said about one therapist. Each property is a fact with its source, or null when it is not known.
/// The catalogue of these fields, with names, parsing and privacy, is the field catalogue.
/// </summary>
internal sealed record ProfileFacts
{
    public Fact<PersonName>? Name { get; init; }

    /// <summary>Earlier or professional names; searched, shown as "also known as".</summary>
    public Fact<IReadOnlyList<PersonName>>? OtherNames { get; init; }

    public Fact<string>? Pronouns { get; init; }

    public Fact<Credentials>? Credentials { get; init; }

    /// <summary>Codes of the profession vocabulary, the first one first.</summary>
    public Fact<IReadOnlyList<string>>? Professions { get; init; }

    /// <summary>The registry's slots as they stand there.</summary>
    public Fact<IReadOnlyList<TaxonomySlot>>? Taxonomies { get; init; }

    public Fact<IReadOnlyList<Licence>>? Licences { get; init; }

    public Fact<IReadOnlyList<PracticePlace>>? Places { get; init; }

    /// <summary>in-person · online · phone.</summary>
    public Fact<IReadOnlyList<string>>? Formats { get; init; }

    /// <summary>States, two letters, in which she may see people online or by telephone.</summary>
    public Fact<IReadOnlyList<string>>? OnlineStates { get; init; }

    public Fact<IReadOnlyList<Opening>>? Openings { get; init; }

    public Fact<IReadOnlyList<string>>? Times { get; init; }

    public Fact<IReadOnlyList<Fee>>? Fees { get; init; }

    public Fact<bool>? SlidingScale { get; init; }

    public Fact<IReadOnlyList<InsurancePlan>>? Insurers { get; init; }

    public Fact<IReadOnlyList<string>>? Payments { get; init; }

    public Fact<IReadOnlyList<string>>? Issues { get; init; }

    /// <summary>Issues she does not take; a code is never in both lists.</summary>
    public Fact<IReadOnlyList<string>>? NotTaken { get; init; }

    public Fact<IReadOnlyList<string>>? Ages { get; init; }

    public Fact<IReadOnlyList<string>>? Who { get; init; }

    public Fact<IReadOnlyList<string>>? Approaches { get; init; }

    /// <summary>How she usually works, by axis in the order of the axes; one that is not there was not answered.</summary>
    public Fact<IReadOnlyList<StyleSaid>>? Style { get; init; }

    public Fact<bool>? Prescribes { get; init; }

    public Fact<IReadOnlyList<SpokenLanguage>>? Languages { get; init; }

    public Fact<string>? Gender { get; init; }

    public Fact<IReadOnlyList<string>>? Communities { get; init; }

    public Fact<IReadOnlyList<string>>? Faiths { get; init; }

    public Fact<string>? WhoIHelp { get; init; }

    public Fact<string>? HowWeWork { get; init; }

    public Fact<string>? AboutMe { get; init; }

    public Fact<IReadOnlyList<Education>>? Education { get; init; }

    /// <summary>The year in which she began to practise.</summary>
    public Fact<int>? PractisingSince { get; init; }

    /// <summary>Who supervises her, when she is not yet licensed to work alone.</summary>
    public Fact<string>? Supervisor { get; init; }

    public Fact<FirstTalk>? FirstTalk { get; init; }

    /// <summary>The registry's sex code, F, M or X. Kept, compared, never shown: it says nothing of how she sees herself.</summary>
    public Fact<string>? SexCode { get; init; }

    /// <summary>The registry says that she works for herself.</summary>
    public Fact<bool>? SoleProprietor { get; init; }

    /// <summary>Day on which the registry gave her number.</summary>
    public Fact<DateOnly>? Enumerated { get; init; }

    /// <summary>
    /// The facts as anyone but their owner may see them: without those kept only to compare, and of a place that may be
    /// a home no more than city and ZIP. Of somebody who was never asked no telephone either: a list of numbers to dial of
    /// people who agreed to nothing is no directory.
    /// </summary>
    /// <param name="claimed">Its owner has taken the profile over.</param>
    public ProfileFacts Shown(bool claimed)
    {
        var shown = this with
        {
            Places = Places is { } places ? places with { Value = [.. places.Value.Select(place => place.Shown(claimed))] } : null,
        };
        foreach (var field in ProfileFields.All)
        {
            if (field.SeenBy == Audience.Nobody)
            {
                shown = field.Copy(shown, Nothing);
            }
        }
        return shown;
    }

    private static readonly ProfileFacts Nothing = new();

    /// <summary>When its owner said last of anything here that it is right; null where she never did.</summary>
    public DateTime? SaidByOwner() => ProfileFields.All.Select(field => field.Get(this)).Where(fact => fact?.Source == Source.Therapist).Max(fact => fact?.Confirmed);

    /// <summary>The same where openings speak of the places that they spoke of before the places changed; what was said of one that is gone is gone.</summary>
    /// <param name="before">The places that the openings speak of.</param>
    public ProfileFacts WithOpeningsAt(IReadOnlyList<PracticePlace> before)
    {
        if (Openings is not { } openings || openings.Value.All(opening => opening.PlaceId is null))
        {
            return this;
        }
        var now = Places?.Value ?? [];
        // A place is known again by its street; by its ZIP alone only where nothing else lies there, before and now.
        int? Follow(int id) => before.FirstOrDefault(place => place.Id == id) is not { } old ? null
            : now.FirstOrDefault(place => place.Zip == old.Zip && place.Line1 == old.Line1 && place.Line2 == old.Line2) is { } same ? same.Id
            : before.Count(place => place.Zip == old.Zip) == 1 && now.Where(place => place.Zip == old.Zip).ToList() is [var only] ? only.Id
            : null;
        var followed = openings.Value.Select(opening => opening.PlaceId is { } id ? opening with { PlaceId = Follow(id) ?? -1 } : opening)
            .Where(opening => opening.PlaceId != -1).DistinctBy(opening => opening.PlaceId).ToList();
        return this with { Openings = followed.Count == 0 ? null : openings with { Value = followed } };
    }
}
