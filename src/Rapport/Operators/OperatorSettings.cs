using System.Globalization;
using Rapport.Embed;
using Rapport.Layout;
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
