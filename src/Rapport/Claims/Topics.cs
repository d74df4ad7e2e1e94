using Rapport.Core.Places;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>One page of the form of one's own profile.</summary>
/// <param name="Id">In its address.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Brings">What it brings to fill it in.</param>
/// <param name="Asks">What is asked.</param>
internal sealed record Topic(string Id, Func<string> Title, Func<string> Brings, params IReadOnlyList<Asked> Asks);

/// <summary>The pages of the form, in their order.</summary>
internal static class Topics
{
    /// <summary>Letters of a line.</summary>
    private const int Line = 120;

    /// <summary>Letters of a statement in her own words.</summary>
    private const int Statement = 2_000;

    private static readonly Words L = Words.For("Rapport.Claims.Topics");

    private static readonly Lazy<Vocabulary> States = new(() =>
        new Vocabulary("states", [], [.. State.All.Select(state => new Term(state.Code, state.English, state.Spanish, [], new Dictionary<string, string>()))]));

    public static IReadOnlyList<Topic> All { get; } =
    [
        new("name", () => L["Name and letters"], () => L["Needed. People look for you by it."],
            new AskedName(() => L["Your name"]),
            new AskedText("pronouns", () => L["Pronouns"], Line, hint: () => L["like she/her; as you want to be spoken of"]),
            new AskedText("credentials", () => L["Letters after the name"], Line, hint: () => L["like LCSW, MSW; each is explained in plain words"]),
            new AskedCodes("professions", () => L["Your profession"], words => words.Professions, () => L["needed; the main one is enough"])),
        new("license", () => L["License"], () => L["Needed. It is checked against the board, and the page says how and when."],
            new AskedLicences(() => L["Your licenses"], () => L["the state, and the number as the board prints it"]),
            new AskedText("supervisor", () => L["Who supervises you"], Line, hint: () => L["if you are not yet licensed to work alone"]),
            new AskedYear("practising-since", () => L["In practice since which year?"], () => L["like 2009"])),
        new("place", () => L["Where you see people"], () => L["Needed, or that you work online. People look near where they live."],
            new AskedPlaces(() => L["Your places"], () => L["the street is shown only where you say so"]),
            new AskedCodes("formats", () => L["In person or online"], words => words.Formats),
            new AskedCodes("online-states", () => L["States in which you may see people online"], _ => States.Value, () => L["where you are licensed for it"])),
        new("openings", () => L["Openings and times"], () => L["The first thing that people ask. Therapists who say it are listed first."],
            new AskedOpenings(() => L["Do you take new clients?"], () => L["it shows when you said it, and may count as changed after 14 days"]),
            new AskedCodes("times", () => L["When sessions are held"], words => words.Times)),
        new("cost", () => L["Cost and plans"], () => L["Many can come only if their plan is taken. Who says what it costs spares both a call."],
            new AskedFees(() => L["What a session costs"], () => L["in dollars, without insurance; leave out what you do not offer"]),
            new AskedOne("sliding-scale", () => L["Lower fees for people with less money"], YesNo),
            new AskedOne("first-talk", () => L["A first talk to see if you get along"], FirstTalks),
            new AskedCodes("insurers", () => L["Plans you take"], words => words.Insurers),
            new AskedCodes("payments", () => L["Ways to pay"], words => words.Payments)),
        new("help", () => L["What you help with"], () => L["People look for what troubles them. Mark what you do well, not all you ever did."],
            new AskedCodes("issues", () => L["You help with"], words => words.Issues),
            new AskedCodes("not-taken", () => L["You do not take"], words => words.Issues, () => L["so that nobody calls for nothing"]),
            new AskedOne("prescribes", () => L["You may prescribe medicine"], YesNo)),
        new("people", () => L["Whom you see"], () => L["Parents look by age, couples by two, and many by their own language."],
            new AskedCodes("ages", () => L["Ages"], words => words.Ages),
            new AskedCodes("who", () => L["Who comes"], words => words.Who),
            new AskedCodes("languages", () => L["Languages of sessions"], words => words.Languages),
            new AskedOne("gender", () => L["Your gender, as you name it"], Genders, () => L["some people ask for it; you need not say"]),
            new AskedCodes("communities", () => L["Communities you serve or belong to"], words => words.Communities),
            new AskedCodes("faiths", () => L["Faiths you work from or with"], words => words.Faiths)),
        new("ways", () => L["Ways of working"], () => L["The page explains each in one plain sentence."],
            new AskedCodes("approaches", () => L["Approaches"], words => words.Approaches, () => L["three that you know well say more than ten"])),
        new("words", () => L["In your own words"], () => L["It is read more than anything else. Plain words, as you would speak to one person."],
            new AskedText("who-i-help", () => L["Who I help"], Statement, 6, () => L["three or four sentences"]),
            new AskedText("how-we-work", () => L["How we would work"], Statement, 6, () => L["what a first session with you is like"]),
            new AskedText("about-me", () => L["About me"], Statement, 6)),
        new("style", () => L["How you usually work"], () => L["People answer the same eight questions. Whom you suit is told from both."],
            new AskedStyle(() => L["How you usually work"], () => L["Clients read these sentences on your page. No end is better; where it depends, say so."])),
    ];

    /// <summary>The topic of an address; null where there is none.</summary>
    public static Topic? Named(string id) => All.FirstOrDefault(topic => topic.Id == id);

    /// <summary>The topic that asks for a field; null where none does.</summary>
    public static Topic? Asking(string field) => All.FirstOrDefault(topic => topic.Asks.Any(asked => asked.Field == field));

    /// <summary>The next one; null after the last.</summary>
    public static Topic? After(Topic topic) => All.SkipWhile(one => one != topic).Skip(1).FirstOrDefault();

    /// <summary>Without these nobody is listed: name, profession, licence, and a place or the states of online sessions.</summary>
    public static IReadOnlyList<Topic> Missing(ProfileFacts facts) =>
    [
        .. new (bool IsThere, string Topic)[]
        {
            (facts.Name is not null && facts.Professions is { Value.Count: > 0 }, "name"),
            (facts.Licences?.Value.Any(licence => licence.Number is not null) == true, "license"),
            (facts.Places is { Value.Count: > 0 } || facts.OnlineStates is { Value.Count: > 0 }, "place"),
        }.Where(needed => !needed.IsThere).Select(needed => Named(needed.Topic)!),
    ];

    private static IReadOnlyList<(string Value, string Text)> YesNo(Vocabularies words, string language) => [("yes", L["Yes"]), ("no", L["No"]), ("", L["Not said"])];

    private static IReadOnlyList<(string Value, string Text)> FirstTalks(Vocabularies words, string language) =>
    [
        ("free 15 minutes", L["Free, 15 minutes"]), ("free 20 minutes", L["Free, 20 minutes"]), ("free 30 minutes", L["Free, 30 minutes"]), ("free 50 minutes", L["Free, 50 minutes"]),
        ("paid", L["Not free"]), ("", L["Not said"]),
    ];

    private static IReadOnlyList<(string Value, string Text)> Genders(Vocabularies words, string language) =>
        [.. words.Genders.Terms.Select(term => (term.Code, term.Label(language))), ("", L["Not said"])];
}
