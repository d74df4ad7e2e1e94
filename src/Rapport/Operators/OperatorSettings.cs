using System.Globalization;
using Rapport.Claims;
using Rapport.Embed;
using Rapport.Layout;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Site;

namespace Rapport.Operators;

/// <summary>The settings that the features declare, in the order in which they are shown.</summary>
internal static class OperatorSettings
{
    public static IReadOnlyList<OperatorSetting> All { get; } =
    [
        Listing(),
        LeaveTo(),
        EmbedOn(),
        Closed(),
        Upkeep(),
        Domains(),
        RunBy(),
        AnswersFor(),
        LegalHold(),
        Most(Limits.Searches, "How many searches a network may make in a minute, and how many places it may ask for."),
        Most(Limits.Exports, "How often a network may ask the API for the whole list in an hour."),
    ];

    private static OperatorSetting Listing()
    {
        SettingValue[] values =
        [
            new("hidden", "Nobody sees them until you enter what they say themselves."),
            new("facts-only", "They are listed after everyone else, labelled as not confirmed, with \"remove me\"."),
        ];
        return new OperatorSetting(
            Visibility.Key,
            "What becomes of people known from the public registry alone.",
            values,
            async (db, stop) => values[(int)await Visibility.Of(db, stop)].Name,
            (store, value, stop) => Visibility.Set(
                store, (RegistryListing)Array.FindIndex(values, known => known.Name == value), stop));
    }

    private static OperatorSetting LeaveTo() => new(
        LeaveTarget.Key,
        "Where \"Leave this site\" leads: a plain page that anybody may have open.",
        [new SettingValue(LeaveTarget.Weather, "The national weather service.")],
        LeaveTarget.Of,
        LeaveTarget.Set)
    {
        OwnMeaning = "another address that begins with https://",
        Own = typed => LeaveTarget.Parse(typed) is { } address
            ? new SettingValue(address, "Pages follow within half a minute.")
            : null,
    };

    private static OperatorSetting EmbedOn() => new(
        EmbedSites.Key,
        "Which sites may show a short list of this directory in a frame (/embed/therapists?place=…).",
        [new SettingValue(EmbedSites.Nowhere, "No site may show it in a frame.")],
        EmbedSites.Chosen,
        EmbedSites.Set)
    {
        OwnMeaning = $"up to {EmbedSites.Most} sites with blanks between, like \"https://clinic.example.org https://www.clinic.example.org\"",
        Own = typed => EmbedSites.Parse(typed) is { } sites
            ? new SettingValue(sites, "Pages follow at once.")
            : null,
    };

    private static OperatorSetting Upkeep() => new(
        UpkeepDays.Key,
        "After how many days without a word its owner is asked whether her profile is still right: three times, then its page says so, then it is off the list.",
        [
            new SettingValue(UpkeepDays.Usual.ToString(), "Asked after 75, 83 and 88 days, marked after 90, off the list after 120 until she says that it is right."),
            new SettingValue(UpkeepDays.Never, "Nobody is asked, and nobody is taken off the list for it."),
        ],
        async (db, stop) => await UpkeepDays.Of(db, stop) is { } days ? days.ToString() : UpkeepDays.Never,
        UpkeepDays.Set)
    {
        OwnMeaning = $"five other numbers, each larger than the one before, the last at least {UpkeepDays.Notice.Days} more, like \"40 50 58 60 90\"",
        Own = typed => UpkeepDays.Parse(typed) is { } days
            ? new SettingValue(days.ToString(), "Within an hour who is due is asked; nobody is taken off who was not asked two weeks before.")
            : null,
    };

    private static OperatorSetting Closed() => new(
        OpeningDay.Key,
        "How many therapists list themselves before anybody finds the directory.",
        [new SettingValue(OpeningDay.Open, "Anybody may use it.")],
        OpeningDay.Chosen,
        OpeningDay.Set)
    {
        OwnMeaning = string.Create(CultureInfo.InvariantCulture, $"a number up to {OpeningDay.Most:N0}"),
        Own = typed => OpeningDay.Parse(typed) is { } number
            ? new SettingValue(
                number.ToString(CultureInfo.InvariantCulture), "Until so many have, others read that it opens soon. Then it opens by itself, and stays open. The site follows within half a minute.")
            : null,
    };

    private static OperatorSetting Domains() => new(
        ClaimDomains.Key,
        "Whose mailboxes prove who somebody is: of a clinic that gives none to others than those who work there.",
        [new SettingValue(ClaimDomains.None, "No mail address proves anything.")],
        ClaimDomains.Of,
        ClaimDomains.Set)
    {
        OwnMeaning = $"up to {ClaimDomains.Most} domains with blanks between, like \"willow.example.org clinic.example.org\"; none where anybody gets a mailbox",
        Own = typed => ClaimDomains.Parse(typed) is { } domains
            ? new SettingValue(domains, "Whoever has a mailbox there with the first and last name of a record takes it over without another proof.")
            : null,
    };

    private static OperatorSetting RunBy() => new(
        RunBySetting.Key,
        "Which organisation runs this directory: its name stands on every page, its words on the first, and how to reach it below.",
        [new SettingValue(RunBySetting.Nobody, "No page names one.")],
        RunBySetting.Chosen,
        RunBySetting.Set)
    {
        OwnMeaning = "the last part of the address of an organisation, like willow-practice (\"./rapport organisations\" lists them)",
        Own = typed => RunBySetting.Parse(typed) is { } slug
            ? new SettingValue(slug, "Pages follow within half a minute.")
            : null,
    };

    private static OperatorSetting AnswersFor() => new(
        ResponsibleSetting.Key,
        "Who answers for what is kept: the directory, or a clinic that a law may tell to keep records. The page /privacy names them.",
        [new SettingValue(ResponsibleSetting.Directory, "Whoever runs the directory answers; nobody else is named.")],
        ResponsibleSetting.Chosen,
        ResponsibleSetting.Set)
    {
        OwnMeaning = "directory or clinic with a name and a mail address, like \"clinic, Willow Clinic, privacy@willow.example\"",
        Own = typed => ResponsibleSetting.Parse(typed) is { } responsible
            ? new SettingValue(responsible.ToString(), "The page /privacy names them at once.")
            : null,
    };

    private static OperatorSetting LegalHold() => new(
        HoldSetting.Key,
        "For how long after an account was closed a clinic must keep its record; it is locked away then, and erased after.",
        [new SettingValue(HoldSetting.None, "Who closes her account is erased at once.")],
        HoldSetting.Chosen,
        HoldSetting.Set)
    {
        OwnMeaning = $"1 to {HoldSetting.Most} years, like \"7 years\"; only where a clinic answers for the data",
        Own = typed => HoldSetting.Parse(typed) is { } years
            ? new SettingValue(HoldSetting.Print(years), "It holds for accounts that are closed from now on; whoever closes hers reads the last day before, and in her last mail.")
            : null,
    };

    private static OperatorSetting Most(Limit limit, string meaning) => new(
        limit.Key,
        meaning,
        [
            new SettingValue(limit.Usual.ToString(CultureInfo.InvariantCulture), "No person comes near it."),
            new SettingValue("0", "Nobody is held back."),
        ],
        (db, stop) => Limits.Chosen(db, limit, stop),
        (store, value, stop) => Limits.Set(store, limit, value, stop))
    {
        OwnMeaning = string.Create(CultureInfo.InvariantCulture, $"another number up to {Limits.Most:N0}"),
        Own = typed => Limits.Parse(typed) is { } number
            ? new SettingValue(number.ToString(CultureInfo.InvariantCulture), "The site follows within half a minute.")
            : null,
    };
}
