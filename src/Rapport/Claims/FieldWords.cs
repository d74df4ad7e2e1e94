using System.Globalization;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>What a field of a profile is called and says, as its owner reads it: where pages for others leave something out, she reads it too.</summary>
/// <param name="words">Of codes.</param>
/// <param name="language">Of the reader.</param>
/// <param name="now">UTC.</param>
/// <param name="beside">What the profile says now: of openings it tells which place each is of. Null where that is not known.</param>
internal sealed class FieldWords(Vocabularies words, string language, DateTime now, ProfileFacts? beside = null)
{
    private static readonly Words L = Words.For("Rapport.Claims.FieldWords");

    private readonly FactLines _lines = new(words, language);
    private readonly LicenceWords _licence = new(words, language, DateOnly.FromDateTime(now));

    /// <summary>What it is.</summary>
    public static string Label(string field) => Topics.Asking(field)?.Asks.First(asked => asked.Field == field).Label ?? field switch
    {
        OwnPortrait.Field => L["Your picture"],
        Unlisting.Field => L["Whether it is listed"],
        Release.Field => L["Whose it is"],
        "other-names" => L["Other names"],
        "taxonomies" => L["Codes of your profession in the public registry"],
        "education" => L["Where you learned"],
        "sex-code" => L["Sex in the public registry; shown to nobody"],
        "sole-proprietor" => L["The public registry says that you work alone"],
        "enumerated" => L["Your number in the public registry is of"],
        _ => field,
    };

    /// <summary>Why a profile is off the list; empty where it is not.</summary>
    public static string Reasons(Unlisted reasons) => string.Join(", ", new[]
    {
        reasons.HasFlag(Unlisted.LicenceLapsed) ? L["the license has ended"] : null,
        reasons.HasFlag(Unlisted.NotConfirmed) ? L["not said to be right for long"] : null,
        reasons.HasFlag(Unlisted.Paused) ? L["you paused it"] : null,
        reasons.HasFlag(Unlisted.NotYetListed) ? L["you have not listed it yet"] : null,
        reasons.HasFlag(Unlisted.Closed) ? L["you closed your account"] : null,
    }.OfType<string>());

    /// <summary>What stands in the history or in a draft, as it is kept there.</summary>
    public string Value(string field, string kept) => field switch
    {
        OwnPortrait.Field => Face(kept == OwnPortrait.PhotographWord),
        Unlisting.Field => Unlisting.Read(kept) is var reasons && reasons == Unlisted.None ? L["on the list"] : L["off the list: {0}", Reasons(reasons)],
        Release.Field => kept == Release.Kept ? L["yours"] : L["nobody's"],
        _ => Read(field, kept) is { } facts ? Value(field, facts) : kept,
    };

    /// <summary>What stands for her face.</summary>
    public static string Face(bool isPhotograph) => isPhotograph ? L["a photograph"] : L["a drawing"];

    /// <summary>What it says; empty where nobody said.</summary>
    public string Value(string field, ProfileFacts facts) => Said(field, facts) is { Length: > 0 } said ? said
        // That there are none is said too.
        : string.IsNullOrEmpty(ProfileFields.Named(field).Print(facts)) ? "" : L["none"];

    private string Said(string field, ProfileFacts facts) => field switch
    {
        "professions" => Listed(words.Professions, facts.Professions),
        "licences" => Lines((facts.Licences?.Value ?? []).Select(licence => $"{_licence.Name(licence)}. {string.Join(' ', _licence.Checks(licence, isKept: true))}")),
        "places" => Lines((facts.Places?.Value ?? []).Select(Place)),
        "taxonomies" => Lines((facts.Taxonomies?.Value ?? []).Select(slot => string.Join(", ", new[]
        {
            words.Taxonomy.Find(slot.Code)?.Label(language), slot.Code, slot.Licence is { } number ? $"{slot.State} {number}".Trim() : null,
        }.Where(part => !string.IsNullOrEmpty(part))))),
        "formats" => Listed(words.Formats, facts.Formats),
        "online-states" => string.Join(", ", (facts.OnlineStates?.Value ?? []).Select(_licence.StateName)),
        "openings" => Openings(facts),
        "times" => Listed(words.Times, facts.Times),
        "fees" => Lines(CostWords.Lines(facts.Fees?.Value ?? [])),
        "sliding-scale" => YesNo(facts.SlidingScale),
        "insurers" => _lines.Plans(facts.Insurers?.Value ?? []),
        "payments" => Listed(words.Payments, facts.Payments),
        "issues" => Listed(words.Issues, facts.Issues),
        "not-taken" => Listed(words.Issues, facts.NotTaken),
        "ages" => Listed(words.Ages, facts.Ages),
        "who" => Listed(words.Who, facts.Who),
        "approaches" => Listed(words.Approaches, facts.Approaches),
        "style" => Lines(StyleWords.Lines(facts.Style?.Value ?? []).Select(line => line.Said)),
        "prescribes" => YesNo(facts.Prescribes),
        "languages" => _lines.LanguagesWithLevels(facts.Languages?.Value ?? []),
        "gender" => facts.Gender is { Value: { } gender } ? words.Genders.Find(gender)?.Label(language) ?? gender : "",
        "communities" => Listed(words.Communities, facts.Communities),
        "faiths" => Listed(words.Faiths, facts.Faiths),
        "education" => Lines((facts.Education?.Value ?? []).Select(one => string.Join(", ", new[] { one.Degree, one.School, one.Year?.ToString(CultureInfo.InvariantCulture) }.OfType<string>()))),
        "first-talk" => FactLines.FirstTalk(facts.FirstTalk?.Value) ?? "",
        "sole-proprietor" => YesNo(facts.SoleProprietor),
        "enumerated" => facts.Enumerated is { } day ? FactWords.Date(day.Value) : "",
        _ => ProfileFields.Named(field).Print(facts) ?? "",
    };

    /// <summary>Each answer with the place that it is of: of a change of one of them alone, the others tell nothing.</summary>
    private string Openings(ProfileFacts facts)
    {
        var known = facts with { Places = facts.Places ?? beside?.Places, Formats = facts.Formats ?? beside?.Formats, OnlineStates = facts.OnlineStates ?? beside?.OnlineStates };
        var there = known.Places?.Value.Select(place => place.Id).ToHashSet() ?? [];
        return string.Join(" · ", new[] { TopicLines.Openings(known, now) }.Where(told => told.Length > 0)
            .Concat((facts.Openings?.Value ?? []).Where(opening => opening.PlaceId is { } id && !there.Contains(id)).Select(opening => L["{0} (place {1})", OpeningWords.Tell(opening, now).Text, opening.PlaceId!])));
    }

    /// <summary>How a license was looked up.</summary>
    public string Check(string code) => words.Checks.Find(code)?.Label(language) ?? code;

    public string State(string code) => _licence.StateName(code);

    private ProfileFacts? Read(string field, string kept)
    {
        try
        {
            return ProfileFields.Named(field).Set(new ProfileFacts(), kept, words, new FactOrigin(Source.Therapist, now));
        }
        catch (FieldProblem)
        {
            // A newer vocabulary does not know it any more, or it is no field: it is shown as it was kept.
            return null;
        }
    }

    private string Place(PracticePlace place) => string.Join(", ", ((IEnumerable<string?>)
    [
        place.Practice, PlaceWords.Street(place), PlaceWords.City(place), PlaceWords.Telephone(place),
        .. _lines.Labels(words.Accessibility, place.Accessibility),
        place.MayBeHome ? L["may be a home: street and telephone are not shown"] : null,
    ]).Where(part => !string.IsNullOrEmpty(part)));

    private string Listed(Vocabulary vocabulary, Fact<IReadOnlyList<string>>? codes) => string.Join(", ", _lines.Labels(vocabulary, codes?.Value));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string YesNo(Fact<bool>? said) => said is null ? "" : said.Value ? L["yes"] : L["no"];
}
