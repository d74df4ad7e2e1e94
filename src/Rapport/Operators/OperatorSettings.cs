using Rapport.Profiles;

namespace Rapport.Operators;

/// <summary>The settings that the features declare, in the order in which they are shown.</summary>
internal static class OperatorSettings
{
    public static IReadOnlyList<OperatorSetting> All { get; } = [Listing()];

    private static OperatorSetting Listing()
    {
        SettingValue[] values =
        [
            new("hidden", "They wait to be claimed; nobody sees them."),
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
}
