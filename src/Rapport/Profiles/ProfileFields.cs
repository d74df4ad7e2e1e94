namespace Rapport.Profiles;

/// <summary>
/// The catalogue of fields: the one place that names them all. The command line, the history, questions to the owner
/// and the table in docs/data.md are made from it.
/// </summary>
internal static class ProfileFields
{
    private const string Codes = "codes or words of the vocabulary, separated by commas; none";
    private const string YesNo = "yes or no";

    public static IReadOnlyList<ProfileField> All { get; } =
    [
        new ProfileField<PersonName>(
            "name", "First, middle and last name with suffix; the page shows first, last and suffix.", "Ana María Vega, Jr.",
            f => f.Name, (f, v) => f with { Name = v }, (t, _) => FieldText.ReadName(t), FieldText.PrintName),
        new ProfileField<IReadOnlyList<PersonName>>(
            "other-names", "Earlier or professional names; searched, shown as \"also known as\".", "names, separated by ;",
            f => f.OtherNames, (f, v) => f with { OtherNames = v },
            (t, _) => FieldText.ReadList(t, ';', FieldText.ReadName), v => FieldText.PrintList(v, "; ", FieldText.PrintName)),
        Line("pronouns", "How to speak of the person.", "she/her", f => f.Pronouns, (f, v) => f with { Pronouns = v }),
        new ProfileField<Credentials>(
            "credentials", "Degrees, licences and certificates as letters after the name, explained in plain words.", Codes,
            f => f.Credentials, (f, v) => f with { Credentials = v },
            (t, w) => new Credentials(FieldText.ReadList(t, ',', word => w.Code("credentials", word)), t.Trim()),
            v => FieldText.PrintList(v.Codes, ", ", code => code)),
        Coded("professions", "What kind of therapist; the main one first.", "professions",
            f => f.Professions, (f, v) => f with { Professions = v }),
        new ProfileField<IReadOnlyList<TaxonomySlot>>(
            "taxonomies", "Taxonomy codes of the registry with the licence given beside each.", "1041C0700X CA LCSW12345 primary; …",
            f => f.Taxonomies, (f, v) => f with { Taxonomies = v },
            (_, _) => throw new FieldProblem("This comes from the registry and is changed there. Set \"professions\" or \"licences\"."),
            v => FieldText.PrintList(v, "; ", PrintSlot)),
        new ProfileField<IReadOnlyList<Licence>>(
            "licences", "State licences: number, state, status, expiry; when, how and against what it was checked, or that it could not be verified; discipline.",
            "CA LCSW12345 active until 2027-08-31 | LCSW | checked 2026-10-01 board-file | against BBS list of 2026-09-30 | discipline none listed, separated by ;",
            f => f.Licences, (f, v) => f with { Licences = v },
            (t, w) => FieldText.ReadList(t, ';', part => FieldText.ReadLicence(
                part, word => w.Code("credentials", word), word => w.Code("checks", word))),
            v => FieldText.PrintList(v, "; ", FieldText.PrintLicence)),
        new ProfileField<IReadOnlyList<PracticePlace>>(
            "places", "Where people are seen in person, with telephone and accessibility; a place that may be a home shows city and ZIP only.",
            "at Willow Counseling | 1250 Grand Ave | Oakland, CA 94610 | 5105550100 | step-free, separated by ;",
            f => f.Places, (f, v) => f with { Places = v }, ReadPlaces, v => FieldText.PrintList(v, "; ", FieldText.PrintPlace)),
        Coded("formats", "In person, online, by telephone.", "formats", f => f.Formats, (f, v) => f with { Formats = v }),
        new ProfileField<IReadOnlyList<string>>(
            "online-states", "States in which people may be seen online or by telephone.", "CA, NV",
            f => f.OnlineStates, (f, v) => f with { OnlineStates = v },
            (t, _) => FieldText.ReadList(t, ',', ReadState), v => FieldText.PrintList(v, ", ", code => code)),
        new ProfileField<IReadOnlyList<Opening>>(
            "openings", "Whether new people can come, per place. One that names no place holds online and at the places that have none of their own.",
            "open from 2026-12-04 for 2-3 · waiting-list 3 weeks · full until 2027-01-15 · existing-only, separated by ;",
            f => f.Openings, (f, v) => f with { Openings = v },
            (t, _) => FieldText.ReadList(t, ';', FieldText.ReadOpening), v => FieldText.PrintList(v, "; ", FieldText.PrintOpening)),
        Coded("times", "When sessions are held.", "times", f => f.Times, (f, v) => f with { Times = v }),
        new ProfileField<IReadOnlyList<Fee>>(
            "fees", "What each kind of session costs without insurance.", "individual 120-160 for 50 minutes, separated by ;",
            f => f.Fees, (f, v) => f with { Fees = v },
            (t, _) => FieldText.ReadList(t, ';', FieldText.ReadFee), v => FieldText.PrintList(v, "; ", FieldText.PrintFee)),
        Flag("sliding-scale", "Lower fees for people with less money.", f => f.SlidingScale, (f, v) => f with { SlidingScale = v }),
        new ProfileField<IReadOnlyList<InsurancePlan>>(
            "insurers", "Insurance taken, with the plan where only that one is taken.", "medi-cal (Alameda Alliance), kaiser",
            f => f.Insurers, (f, v) => f with { Insurers = v },
            (t, w) => FieldText.ReadList(t, ',', part => FieldText.ReadPlan(part, word => w.Code("insurers", word))),
            v => FieldText.PrintList(v, ", ", FieldText.PrintPlan)),
        Coded("payments", "Ways to pay.", "payments", f => f.Payments, (f, v) => f with { Payments = v }),
        Coded("issues", "What people get help with.", "issues", f => f.Issues, (f, v) => f with { Issues = v }),
        Coded("not-taken", "Issues that are not taken.", "issues", f => f.NotTaken, (f, v) => f with { NotTaken = v }),
        Coded("ages", "Ages of the people seen.", "ages", f => f.Ages, (f, v) => f with { Ages = v }),
        Coded("who", "Individuals, couples, families, groups.", "who", f => f.Who, (f, v) => f with { Who = v }),
        Coded("approaches", "Ways of working, each explained in one sentence.", "approaches",
            f => f.Approaches, (f, v) => f with { Approaches = v }),
        new ProfileField<IReadOnlyList<StyleSaid>>(
            "style", $"How the person usually works, on {Core.Fit.StyleAxes.Count} axes ({string.Join(", ", Core.Fit.StyleAxes.Ids)}) from -3 to 3; an order by fit compares it with what is wished for.",
            "lead -1.5, structure 3, push depends",
            f => f.Style, (f, v) => f with { Style = v }, (t, _) => FieldText.ReadStyle(t), v => FieldText.PrintList(v, ", ", FieldText.PrintStyle)),
        Flag("prescribes", "May prescribe medicine.", f => f.Prescribes, (f, v) => f with { Prescribes = v }),
        new ProfileField<IReadOnlyList<SpokenLanguage>>(
            "languages", "Languages sessions are held in, and how well.", "es native, en fluent",
            f => f.Languages, (f, v) => f with { Languages = v },
            (t, w) => FieldText.ReadList(t, ',', part => FieldText.ReadLanguage(part, word => w.Code("languages", word))),
            v => FieldText.PrintList(v, ", ", FieldText.PrintLanguage)),
        new ProfileField<string>(
            "gender", "As the person names it.", "a code or word of the vocabulary",
            f => f.Gender, (f, v) => f with { Gender = v }, (t, w) => w.Code("genders", t), v => v),
        Coded("communities", "Communities the person serves or belongs to, as the person says.", "communities",
            f => f.Communities, (f, v) => f with { Communities = v }),
        Coded("faiths", "Faiths the person works from or with.", "faiths", f => f.Faiths, (f, v) => f with { Faiths = v }),
        Text("who-i-help", "Own words: who I help.", f => f.WhoIHelp, (f, v) => f with { WhoIHelp = v }),
        Text("how-we-work", "Own words: how we would work.", f => f.HowWeWork, (f, v) => f with { HowWeWork = v }),
        Text("about-me", "Own words: about me.", f => f.AboutMe, (f, v) => f with { AboutMe = v }),
        new ProfileField<IReadOnlyList<Education>>(
            "education", "Degrees, schools and years.", "MSW | San José State University | 2009, separated by ;",
            f => f.Education, (f, v) => f with { Education = v },
            (t, _) => FieldText.ReadList(t, ';', FieldText.ReadEducation), v => FieldText.PrintList(v, "; ", FieldText.PrintEducation)),
        new ProfileField<int>(
            "practising-since", "The year in which the person began to practise.", "2009",
            f => f.PractisingSince, (f, v) => f with { PractisingSince = v },
            (t, _) => FieldText.ReadYear(t), v => v.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Line("supervisor", "Who supervises someone not yet licensed to work alone.", "Ana Vega, LCSW",
            f => f.Supervisor, (f, v) => f with { Supervisor = v }),
        new ProfileField<FirstTalk>(
            "first-talk", "Whether a first talk is free, and how long it is.", "free 20 minutes; paid",
            f => f.FirstTalk, (f, v) => f with { FirstTalk = v },
            (t, _) => FieldText.ReadFirstTalk(t), FieldText.PrintFirstTalk),
        new ProfileField<string>(
            "sex-code", "The registry's sex code; compared, never shown: it says nothing of gender.", "F, M or X",
            f => f.SexCode, (f, v) => f with { SexCode = v }, (t, _) => FieldText.ReadLine(t), v => v, Audience.Nobody),
        new ProfileField<bool>(
            "sole-proprietor", "The registry says that the person works alone; helps to see that a place may be a home.", YesNo,
            f => f.SoleProprietor, (f, v) => f with { SoleProprietor = v },
            (t, _) => FieldText.ReadYesNo(t), FieldText.PrintYesNo, Audience.Nobody),
        new ProfileField<DateOnly>(
            "enumerated", "Day on which the registry gave the number.", "2009-06-30",
            f => f.Enumerated, (f, v) => f with { Enumerated = v }, (t, _) => FieldText.ReadDate(t), FieldText.PrintDate),
    ];

    private static readonly Dictionary<string, ProfileField> ByName = All.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>The field of that name.</summary>
    /// <exception cref="FieldProblem">There is none.</exception>
    public static ProfileField Named(string name) =>
        ByName.TryGetValue(name, out var field)
            ? field
            : throw new FieldProblem(
                $"There is no field \"{name}\". The fields are: {string.Join(", ", All.Select(known => known.Name))}.");

    private static ProfileField<IReadOnlyList<string>> Coded(
        string name, string meaning, string vocabulary,
        Func<ProfileFacts, Fact<IReadOnlyList<string>>?> get,
        Func<ProfileFacts, Fact<IReadOnlyList<string>>?, ProfileFacts> set) =>
        new(name, meaning, Codes, get, set,
            (text, words) => FieldText.ReadList(text, ',', word => words.Code(vocabulary, word)),
            codes => FieldText.PrintList(codes, ", ", code => code));

    private static ProfileField<bool> Flag(
        string name, string meaning, Func<ProfileFacts, Fact<bool>?> get, Func<ProfileFacts, Fact<bool>?, ProfileFacts> set) =>
        new(name, meaning, YesNo, get, set, (text, _) => FieldText.ReadYesNo(text), FieldText.PrintYesNo);

    private static ProfileField<string> Line(
        string name, string meaning, string form,
        Func<ProfileFacts, Fact<string>?> get, Func<ProfileFacts, Fact<string>?, ProfileFacts> set) =>
        new(name, meaning, form, get, set, (text, _) => FieldText.ReadLine(text), value => value);

    private static ProfileField<string> Text(
        string name, string meaning,
        Func<ProfileFacts, Fact<string>?> get, Func<ProfileFacts, Fact<string>?, ProfileFacts> set) =>
        new(name, meaning, "up to 2,000 letters", get, set, (text, _) => FieldText.ReadText(text), value => value);

    private static IReadOnlyList<PracticePlace> ReadPlaces(string text, Vocabularies words)
    {
        var id = 0;
        return FieldText.ReadList(text, ';', part => FieldText.ReadPlace(part, ++id, word => words.Code("accessibility", word)));
    }

    private static string ReadState(string text) =>
        Core.Places.State.TryParse(text, out var state)
            ? state.Code
            : throw new FieldProblem($"\"{text.Trim()}\" is not a state. Write two letters, like CA.");

    private static string PrintSlot(TaxonomySlot slot) => string.Join(' ', new[]
    {
        slot.Code, slot.State, slot.Licence, slot.Primary ? "primary" : null,
    }.Where(part => !string.IsNullOrEmpty(part)));
}
