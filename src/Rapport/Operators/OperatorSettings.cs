using Rapport.Embed;
using Rapport.Profiles;
using Rapport.Site;

namespace Rapport.Operators;

/// <summary>The settings that the features declare, in the order in which they are shown.</summary>
internal static class OperatorSettings
{
    public static IReadOnlyList<OperatorSetting> All { get; } = [Listing(), LeaveTo(), EmbedOn()];

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
}
