using System.Globalization;
using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;

namespace Rapport.Tests.Demo;

/// <summary>Laws that hold for each of 5,000 invented people, and for all of them together.</summary>
public sealed class PeopleTests
{
    private const int Count = 5000;

    private static readonly DateOnly Today = new(2026, 11, 25);

    private static readonly World World = new(PlaceTable.Gazetteer);

    private static readonly Lazy<Invented[]> OfFirstSeed = new(() => Make(1));

    private readonly long _seed;

    public PeopleTests()
    {
        _seed = 1;
        Everyone = OfFirstSeed;
    }

    internal PeopleTests(long seed)
    {
        _seed = seed;
        Everyone = new(() => Make(seed));
    }

    private Lazy<Invented[]> Everyone { get; }

    private IEnumerable<ProfileFacts> Claimed => Everyone.Value.Where(person => person.Claimed).Select(person => person.Document.Facts);

    [Fact]
    public void A_person_is_the_same_to_the_byte_whoever_was_made_before()
    {
        var alone = new People(new World(PlaceTable.Gazetteer), _seed, Today);
        foreach (var id in new[] { 4999, 1, 77, 78, 2500 })
        {
            Assert.Equal(Everyone.Value[id - 1].Document.ToUtf8(), alone.Make(id).Document.ToUtf8());
        }
    }

    [Fact]
    public void Another_seed_gives_other_people()
    {
        var others = new People(World, _seed + 1, Today);
        var same = Enumerable.Range(1, 200).Count(id =>
            others.Make(id).Document.Facts.Name!.Value == Everyone.Value[id - 1].Document.Facts.Name!.Value);
        Assert.InRange(same, 0, 3);
    }

    [Fact]
    public void Nobody_has_a_possible_NPI_and_no_two_have_the_same_one()
    {
        var numbers = Everyone.Value.Select(person => person.Npi).OfType<long>().ToList();
        Assert.All(numbers, number =>
            Assert.False(Npi.TryParse(number.ToString(CultureInfo.InvariantCulture), out _, out _)));
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.InRange(numbers.Count, Count * 8 / 10, Count - 1);
    }

    [Fact]
    public void A_few_are_known_from_the_registry_alone_and_say_nothing_themselves()
    {
        var unclaimed = Everyone.Value.Where(person => !person.Claimed).ToList();
        Assert.InRange(unclaimed.Count, Count * 2 / 100, Count * 6 / 100);
        Assert.All(unclaimed, person =>
        {
            var facts = person.Document.Facts;
            Assert.NotNull(person.Npi);
            Assert.NotNull(facts.Name);
            Assert.Null(facts.WhoIHelp);
            Assert.Null(facts.Openings);
            Assert.All(FactsOf(facts), fact => Assert.Equal(Source.Registry, fact.Source));
        });
    }

    [Fact]
    public void Nothing_was_confirmed_today_or_later_and_the_row_carries_the_newest_word_of_its_owner()
    {
        Assert.All(Everyone.Value, person => Assert.All(FactsOf(person.Document.Facts), fact =>
        {
            Assert.True(DateOnly.FromDateTime(fact.Confirmed) < Today);
            Assert.Equal(DateTimeKind.Utc, fact.Confirmed.Kind);
        }));
        Assert.All(Everyone.Value.Where(person => person.Document.Facts.Openings is not null), person =>
            Assert.Equal(person.UpdatedAt, person.Document.Facts.Openings!.Confirmed));
    }

    [Fact]
    public void Every_code_stands_in_its_vocabulary()
    {
        var words = Vocabularies.BuiltIn;
        Assert.All(Everyone.Value.Select(person => person.Document.Facts), facts =>
        {
            Known(words.Issues, facts.Issues?.Value);
            Known(words.Issues, facts.NotTaken?.Value);
            Known(words.Approaches, facts.Approaches?.Value);
            Known(words.Professions, facts.Professions?.Value);
            Known(words.Credentials, facts.Credentials?.Value.Codes);
            Known(words.Credentials, facts.Licences?.Value.Select(licence => licence.Title).OfType<string>());
            Known(words.Taxonomy, facts.Taxonomies?.Value.Select(slot => slot.Code));
            Known(words.Languages, facts.Languages?.Value.Select(language => language.Code));
            Known(words.Insurers, facts.Insurers?.Value.Select(plan => plan.Insurer));
            Known(words.Payments, facts.Payments?.Value);
            Known(words.Ages, facts.Ages?.Value);
            Known(words.Who, facts.Who?.Value);
            Known(words.Genders, facts.Gender is { } gender ? [gender.Value] : null);
            Known(words.Communities, facts.Communities?.Value);
            Known(words.Faiths, facts.Faiths?.Value);
            Known(words.Times, facts.Times?.Value);
            Known(words.Formats, facts.Formats?.Value);
            Known(words.Accessibility, facts.Places?.Value.SelectMany(place => place.Accessibility ?? []));
        });

        static void Known(Vocabulary vocabulary, IEnumerable<string>? codes) =>
            Assert.All(codes ?? [], code => Assert.True(vocabulary.Find(code) is not null, $"{code} is not in {vocabulary.Name}"));
    }

    [Fact]
    public void Most_issues_approaches_and_languages_are_met_somewhere()
    {
        var words = Vocabularies.BuiltIn;
        Met(words.Issues, facts => facts.Issues?.Value, 0.9);
        Met(words.Approaches, facts => facts.Approaches?.Value, 0.9);
        Met(words.Languages, facts => facts.Languages?.Value.Select(language => language.Code), 0.5);
        Met(words.Insurers, facts => facts.Insurers?.Value.Select(plan => plan.Insurer), 0.8);
        Met(words.Communities, facts => facts.Communities?.Value, 0.8);

        void Met(Vocabulary vocabulary, Func<ProfileFacts, IEnumerable<string>?> codes, double share)
        {
            var met = Claimed.SelectMany(facts => codes(facts) ?? []).ToHashSet();
            Assert.True(
                met.Count >= share * vocabulary.Terms.Count,
                $"{vocabulary.Name} not met: {string.Join(", ", vocabulary.Terms.Select(term => term.Code).Except(met, StringComparer.Ordinal))}");
        }
    }

    [Fact]
    public void There_is_a_sentence_for_every_issue_and_every_approach()
    {
        Assert.All(Vocabularies.BuiltIn.Issues.Terms, issue => Assert.Contains("scene." + issue.Code, World.Words));
        Assert.All(Vocabularies.BuiltIn.Approaches.Terms, approach => Assert.Contains("approach." + approach.Code, World.Words));
    }

    [Fact]
    public void What_she_does_not_take_is_never_among_what_she_helps_with() =>
        Assert.All(Claimed, facts => Assert.Empty((facts.NotTaken?.Value ?? []).Intersect(facts.Issues!.Value, StringComparer.Ordinal)));

    [Fact]
    public void Who_works_through_play_sees_children()
    {
        var players = Claimed.Where(facts => facts.Approaches?.Value.Contains("play-therapy", StringComparer.Ordinal) == true).ToList();
        Assert.InRange(players.Count, 100, Count / 3);
        Assert.All(players.Where(facts => facts.Ages is not null), facts => Assert.Contains("children-6-12", facts.Ages!.Value));
    }

    [Fact]
    public void Prescribers_are_doctors_nurses_and_a_few_psychologists_where_the_state_lets_them()
    {
        Assert.All(Claimed, facts =>
        {
            var profession = facts.Professions!.Value[^1];
            var mustPrescribe = profession.StartsWith("psychiatri", StringComparison.Ordinal);
            if (mustPrescribe)
            {
                Assert.True(facts.Prescribes!.Value);
            }
            else if (facts.Prescribes?.Value == true)
            {
                Assert.Equal("psychologist", profession);
                Assert.Contains(facts.Places!.Value[0].State, Calling.PrescribingPsychologists);
            }
            if (facts.Prescribes?.Value != true)
            {
                Assert.DoesNotContain("medication", facts.Issues!.Value);
                Assert.DoesNotContain("medication-management", facts.Approaches?.Value ?? []);
            }
        });
        Assert.InRange(Claimed.Count(facts => facts.Prescribes?.Value == true), Count * 5 / 100, Count * 15 / 100);
    }

    [Fact]
    public void Titles_belong_to_the_profession_and_the_state_of_the_licence() =>
        Assert.All(Claimed, facts =>
        {
            var calling = Calling.All.Single(one => one.Profession == facts.Professions!.Value[^1]);
            Assert.All(facts.Licences!.Value, licence =>
            {
                var fitting = new List<string?> { calling.Title.In(licence.State), calling.Before?.In(licence.State) };
                if (calling.NamedByDegree)
                {
                    fitting = [.. calling.Degrees];
                }
                Assert.Contains(licence.Title, fitting);
                Assert.True(licence.Number?.StartsWith("DEMO-", StringComparison.Ordinal) ?? true);
            });
            Assert.Equal(facts.Places!.Value[0].State, facts.Licences.Value[0].State);
        });

    [Fact]
    public void Whoever_looked_up_one_licence_of_somebody_looked_up_all_and_no_board_is_named_for_who_was_not_looked_up() =>
        Assert.All(Claimed, facts => Assert.All(
            facts.Licences!.Value,
            licence => Assert.Equal(facts.Licences.Source == Source.LicenceBoard, licence.Checked is not null)));

    [Fact]
    public void Online_reaches_no_further_than_the_licences()
    {
        Assert.All(Claimed.Where(facts => facts.OnlineStates is not null), facts => Assert.Subset(
            facts.Licences!.Value.Where(licence => licence.Status != "expired").Select(licence => licence.State).ToHashSet(),
            facts.OnlineStates!.Value.ToHashSet()));
        Assert.All(Claimed.Where(facts => facts.Formats?.Value.SequenceEqual(["in-person"]) == true), facts => Assert.Null(facts.OnlineStates));
    }

    [Fact]
    public void Who_is_not_yet_licensed_has_a_supervisor_and_asks_for_less()
    {
        var counselors = Claimed.Where(facts => facts.Professions!.Value[^1] == "counselor" && facts.Fees is not null).ToList();
        Assert.InRange(Claimed.Count(facts => facts.Supervisor is not null), Count * 2 / 100, Count / 5);
        Assert.True(
            Mean(counselors.Where(facts => facts.Supervisor is not null)) < 0.75 * Mean(counselors.Where(facts => facts.Supervisor is null)));
        Assert.All(Claimed.Where(facts => facts.Supervisor is not null), facts =>
        {
            var calling = Calling.All.Single(one => one.Profession == facts.Professions!.Value[^1]);
            Assert.Equal(calling.Before!.In(facts.Licences!.Value[0].State), facts.Licences.Value[0].Title);
        });
    }

    [Fact]
    public void Fees_follow_region_and_profession()
    {
        var counselors = Claimed.Where(facts => facts.Professions!.Value[^1] == "counselor" && facts.Fees is not null).ToList();
        Assert.True(Mean(counselors.Where(InState("CA", "NY", "MA", "WA"))) > 1.15 * Mean(counselors.Where(InState("IN", "TN", "OK", "KY", "AL", "LA"))));
        Assert.True(
            Mean(Claimed.Where(facts => facts.Professions!.Value[^1] == "psychiatrist" && facts.Fees is not null)) > 1.5 * Mean(counselors));
        Assert.All(Claimed.SelectMany(facts => facts.Fees?.Value ?? []), fee =>
        {
            // The dearest there can be: a first evaluation by an old psychiatrist in a dear city.
            Assert.InRange(fee.FromCents, 1500, 90_000);
            Assert.InRange(fee.ToCents, fee.FromCents, fee.FromCents + 2000);
        });

        static Func<ProfileFacts, bool> InState(params string[] states) => facts => states.Contains(facts.Places!.Value[0].State);
    }

    [Fact]
    public void Plans_of_one_state_are_taken_in_that_state_only()
    {
        var owner = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["medi-cal"] = "CA",
            ["masshealth"] = "MA",
            ["ahcccs"] = "AZ",
            ["husky"] = "CT",
            ["tenncare"] = "TN",
            ["vital"] = "PR",
            ["star"] = "TX",
            ["apple-health"] = "WA",
            ["oregon-health-plan"] = "OR",
            ["soonercare"] = "OK",
        };
        Assert.All(Claimed, facts => Assert.All(facts.Insurers?.Value ?? [], plan =>
        {
            if (owner.TryGetValue(plan.Insurer, out var state))
            {
                Assert.Equal(state, facts.Places!.Value[0].State);
            }
        }));
        Assert.Contains(Claimed, facts => facts.Insurers?.Value.Any(plan => plan.Insurer == "medi-cal") == true);
        Assert.InRange(Claimed.Count(facts => facts.Insurers?.Value.Count == 0), Count / 5, Count / 2);
    }

    [Fact]
    public void Openings_are_of_every_kind_and_point_at_places_that_exist()
    {
        var openings = Claimed.Where(facts => facts.Openings is not null).ToList();
        var kinds = openings.SelectMany(facts => facts.Openings!.Value).GroupBy(opening => opening.Kind).ToDictionary(kind => kind.Key, kind => kind.Count());
        Assert.Equal(["existing-families", "existing-only", "full", "open", "waiting-list"], kinds.Keys.Order(StringComparer.Ordinal));
        Assert.All(kinds.Values, count => Assert.InRange(count, Count / 100, Count));
        Assert.InRange(Claimed.Count(facts => facts.Openings is null), Count / 20, Count / 4);
        Assert.All(openings, facts => Assert.All(facts.Openings!.Value, opening =>
            Assert.True(opening.PlaceId is null || facts.Places!.Value.Any(place => place.Id == opening.PlaceId))));
        Assert.InRange(openings.Count(facts => facts.Openings!.Confirmed < Today.AddDays(-199).ToDateTime(TimeOnly.MinValue)), Count / 100, Count / 10);
        Assert.InRange(Claimed.Count(facts => facts.Places!.Value.Count == 2), Count / 50, Count / 5);
    }

    [Fact]
    public void Places_are_real_their_streets_and_telephones_are_not()
    {
        Assert.All(Everyone.Value.SelectMany(person => person.Document.Facts.Places!.Value), place =>
        {
            var area = PlaceTable.Gazetteer.Find(place.Zip);
            Assert.Equal(area!.City, place.City);
            Assert.Equal(area.State.Code, place.State);
            Assert.Matches("^[2-9][0-9]{2}55501[0-9]{2}$", place.Telephone);
        });
        Assert.InRange(Everyone.Value.Count(person => person.Document.Facts.Places!.Value.Any(place => place.MayBeHome)), Count / 20, Count / 3);
    }

    [Fact]
    public void Cities_have_many_and_the_country_has_few()
    {
        var zips = Everyone.Value.Select(person => PlaceTable.Gazetteer.Find(person.Document.Facts.Places!.Value[0].Zip)!).ToList();
        var counties = zips.GroupBy(zip => (zip.State.Code, zip.County)).Select(county => county.Count()).OrderDescending().ToList();
        Assert.True(counties[0] > 50);
        Assert.True(counties.Count(count => count == 1) > 200);
        Assert.True(zips.Select(zip => zip.State.Code).Distinct().Count() > 48);
    }

    [Fact]
    public void Every_field_is_said_by_a_fair_share_and_left_open_by_some()
    {
        var claimed = Claimed.ToList();
        foreach (var property in typeof(ProfileFacts).GetProperties())
        {
            var known = claimed.Count(facts => property.GetValue(facts) is not null);
            Assert.True(known > claimed.Count * 0.03, $"{property.Name} is known of {known} of {claimed.Count}");
        }
        foreach (var open in new[] { "Pronouns", "Fees", "SlidingScale", "Insurers", "Gender", "NotTaken", "FirstTalk", "Times", "Openings", "Prescribes" })
        {
            var unknown = claimed.Count(facts => typeof(ProfileFacts).GetProperty(open)!.GetValue(facts) is null);
            Assert.True(unknown > claimed.Count * 0.05, $"{open} is left open by {unknown} of {claimed.Count}");
        }
        var sources = claimed.SelectMany(FactsOf).Select(fact => fact.Source).ToHashSet();
        Assert.Superset(new HashSet<Source> { Source.Registry, Source.LicenceBoard, Source.Organisation, Source.Therapist }, sources);
    }

    [Fact]
    public void A_document_is_read_back_as_it_was_made() =>
        Assert.All(Everyone.Value.Take(300), person =>
        {
            var bytes = person.Document.ToUtf8();
            Assert.Equal(bytes, ProfileDocument.FromJson(System.Text.Encoding.UTF8.GetString(bytes)).ToUtf8());
            Assert.InRange(bytes.Length, 400, 9000);
        });

    private static Invented[] Make(long seed)
    {
        var people = new People(World, seed, Today);
        return [.. Enumerable.Range(1, Count).Select(id => people.Make(id))];
    }

    private static IEnumerable<IFact> FactsOf(ProfileFacts facts) =>
        typeof(ProfileFacts).GetProperties().Select(property => property.GetValue(facts)).OfType<IFact>();

    private static double Mean(IEnumerable<ProfileFacts> people) =>
        people.Select(facts => facts.Fees!.Value.First(fee => fee.Kind == "individual").FromCents).Average();
}
