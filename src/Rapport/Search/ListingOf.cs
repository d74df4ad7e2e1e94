using Rapport.Core.Fit;
using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Profiles;
using ListedOpening = Rapport.Core.Search.Opening;

namespace Rapport.Search;

/// <summary>Turns a profile into what the index knows of it.</summary>
/// <param name="keys">The filters.</param>
/// <param name="places">Finds the centre of a ZIP.</param>
/// <param name="today">The day by which "this week" is meant; the index is made anew when the day changes.</param>
internal sealed class ListingOf(SearchKeys keys, Gazetteer places, DateOnly today)
{
    private const int SoonDays = 7;
    private const int MonthDays = 31;

    /// <summary>An opening that nobody has confirmed for longer says nothing any more: it counts as not known.</summary>
    public const int StaleOpeningDays = FactWords.StaleOpeningDays;

    /// <summary>Reads of a document the facts that a listing is made of, and no others.</summary>
    public static readonly Func<byte[], ProfileFacts> Read = ProfileDocument.ReaderOf(
    [
        nameof(ProfileFacts.Name), nameof(ProfileFacts.OtherNames), nameof(ProfileFacts.Credentials), nameof(ProfileFacts.Professions),
        nameof(ProfileFacts.Places), nameof(ProfileFacts.Formats), nameof(ProfileFacts.OnlineStates), nameof(ProfileFacts.Openings),
        nameof(ProfileFacts.Times), nameof(ProfileFacts.Fees), nameof(ProfileFacts.SlidingScale), nameof(ProfileFacts.Insurers),
        nameof(ProfileFacts.Payments), nameof(ProfileFacts.Issues), nameof(ProfileFacts.NotTaken), nameof(ProfileFacts.Ages),
        nameof(ProfileFacts.Who), nameof(ProfileFacts.Approaches), nameof(ProfileFacts.Prescribes), nameof(ProfileFacts.Languages),
        nameof(ProfileFacts.Gender), nameof(ProfileFacts.Communities), nameof(ProfileFacts.Faiths), nameof(ProfileFacts.WhoIHelp),
        nameof(ProfileFacts.HowWeWork), nameof(ProfileFacts.AboutMe), nameof(ProfileFacts.FirstTalk),
        nameof(ProfileFacts.Style),
    ]);

    private readonly int stateKey = keys["state"];

    public Listing Make(long id, bool claimed, ProfileFacts facts, DateTime changed)
    {
        var offices = Office.Of(facts, places);
        var values = new int[]?[SearchKeys.All.Count];
        Set("profession", facts.Professions?.Value);
        Set("issue", facts.Issues?.Value);
        Set("notTaken", facts.NotTaken?.Value);
        Set("age", facts.Ages?.Value);
        Set("who", facts.Who?.Value);
        Set("approach", facts.Approaches?.Value);
        Set("language", facts.Languages?.Value.Select(language => language.Code));
        Set("gender", facts.Gender is { } gender ? [gender.Value] : null);
        Set("community", facts.Communities?.Value);
        Set("faith", facts.Faiths?.Value);
        Set("insurer", facts.Insurers?.Value.Select(plan => plan.Insurer));
        Set("payment", facts.Payments?.Value);
        Set("slidingScale", Flag(facts.SlidingScale?.Value));
        Set("times", facts.Times?.Value);
        Set("format", facts.Formats?.Value);
        Set("accessibility", Accessibility(facts.Places?.Value));
        Set("credential", facts.Credentials?.Value.Codes);
        Set("freeFirstTalk", Flag(facts.FirstTalk?.Value.Free));
        Set("prescribes", Flag(facts.Prescribes?.Value));

        var name = facts.Name?.Value;
        return new Listing
        {
            Id = id,
            Tier = claimed ? 0 : 1,
            Places = [.. offices.Select(office => new ListingPlace(
                office.Area.Point.Latitude, office.Area.Point.Longitude, keys.Schema.Keys[stateKey].OrdinalOf(office.Area.State.Code), office.Area.Number))],
            OnlineStates = facts.OnlineStates is { } online
                ? Ordinals(stateKey, online.Value)
                : null,
            Values = values,
            CheapestFeeCents = SessionFee(facts.Fees?.Value ?? [], facts.Who?.Value)?.FromCents,
            Openings = IsFresh(facts.Openings) ? Openings(facts, offices) : null,
            ConfirmedDay = claimed ? LastConfirmed(facts) : null,
            Practice = PracticeNumber.Of(facts),
            Style = facts.Style is { } style ? StyleCode.Of(ProfileStyle.Of(style.Value)) : 0,
            // Nobody is to find by a search engine who never asked to be found.
            Slug = claimed ? ProfileLinks.Slug(id, name) : null,
            ChangedDay = DateOnly.FromDateTime(changed).DayNumber,
            Name = NamesOf(facts),
            SortName = name is null ? null : $"{name.Last} {name.First}",
            Statements = string.Join('\n', facts.WhoIHelp?.Value, facts.HowWeWork?.Value, facts.AboutMe?.Value),
            Terms = string.Join('\n', (facts.Places?.Value ?? []).Select(place => place.City)),
        };

        void Set(string name, IEnumerable<string>? codes)
        {
            if (codes is not null)
            {
                var key = keys[name];
                values[key] = Ordinals(key, codes);
            }
        }
    }

    /// <summary>Codes that this installation's vocabulary lacks are passed over; the doctor tells of them.</summary>
    private int[] Ordinals(int key, IEnumerable<string> codes)
    {
        // For a million people at a start this is asked twenty million times: no sets, no sorting of sequences.
        var ordinals = new List<int>();
        foreach (var code in codes)
        {
            if (keys.Schema.Keys[key].OrdinalOf(code) is >= 0 and var ordinal && !ordinals.Contains(ordinal))
            {
                ordinals.Add(ordinal);
            }
        }
        ordinals.Sort();
        return [.. ordinals];
    }

    /// <summary>
    /// The cheapest session of one person alone, which is what a price means to who does not say more. Who sees no single
    /// people is judged by the sessions that there are; a first talk or an evaluation is neither.
    /// </summary>
    public static Fee? SessionFee(IReadOnlyList<Fee> fees, IReadOnlyList<string>? who) => fees
        .Where(fee => who?.Contains("individual", StringComparer.Ordinal) == false
            ? fee.Kind is not ("first" or "evaluation")
            : fee.Kind == "individual")
        .MinBy(fee => fee.FromCents);

    private static IEnumerable<string>? Flag(bool? fact) => fact is { } known ? [known ? "yes" : "no"] : null;

    private static IEnumerable<string>? Accessibility(IReadOnlyList<PracticePlace>? places)
    {
        var known = places?.Where(place => place.Accessibility is not null).ToList();
        return known is { Count: > 0 } ? known.SelectMany(place => place.Accessibility!) : null;
    }

    private ListingOpening[] Openings(ProfileFacts facts, List<Office> offices) =>
        [.. Office.Openings(facts, offices).Select(placed => new ListingOpening(
            Listed(placed.Opening), Ordinals(keys.Schema.OpeningKey, ValuesOf(placed.Opening)), placed.Place))];

    private static ListedOpening Listed(Profiles.Opening opening) => opening.Kind switch
    {
        "open" => new ListedOpening(OpeningKind.Open, opening.From?.DayNumber),
        "waiting-list" => new ListedOpening(OpeningKind.WaitingList, Weeks: opening.Weeks),
        "full" => new ListedOpening(OpeningKind.Full),
        _ => new ListedOpening(OpeningKind.ExistingOnly),
    };

    /// <summary>A way of having room, and all the later ones that it satisfies too.</summary>
    private string[] ValuesOf(Profiles.Opening opening) => opening.Kind switch
    {
        "open" when DaysUntil(opening) <= SoonDays => ["open-now", "within-month", "waiting-list"],
        "open" when DaysUntil(opening) <= MonthDays => ["within-month", "waiting-list"],
        // Room that comes later is a wait with a date.
        "open" => ["waiting-list"],
        var kind => [kind],
    };

    private bool IsFresh(Fact<IReadOnlyList<Profiles.Opening>>? openings) =>
        openings is { } said && today.DayNumber - DateOnly.FromDateTime(said.Confirmed).DayNumber <= StaleOpeningDays;

    private int DaysUntil(Profiles.Opening opening) =>
        opening.From is { } from ? from.DayNumber - today.DayNumber : 0;

    /// <summary>When the owner last said something: openings above all, for they are what one acts on.</summary>
    private static int? LastConfirmed(ProfileFacts facts) =>
        new IFact?[] { facts.Openings, facts.Fees, facts.Insurers, facts.Places, facts.Issues, facts.Formats }
            .Where(fact => fact?.Source is Source.Therapist or Source.Operator)
            .Select(fact => (int?)DateOnly.FromDateTime(fact!.Confirmed).DayNumber)
            .Max();

    private static string NamesOf(ProfileFacts facts)
    {
        var names = (facts.OtherNames?.Value ?? []).Prepend(facts.Name?.Value).OfType<PersonName>();
        return string.Join('\n', names.Select(name => string.Join(' ', name.First, name.Middle, name.Last, name.Suffix)));
    }
}
