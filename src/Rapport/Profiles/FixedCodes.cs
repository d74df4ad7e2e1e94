using Rapport.Core.Places;

namespace Rapport.Profiles;

/// <summary>
/// Words of facts that are no vocabulary's: the program itself gives them their meaning, so nobody can add to them. What
/// is none of them would be passed over by the search and shown by no page.
/// </summary>
internal static class FixedCodes
{
    private static readonly string[] OpeningKinds = ["open", "waiting-list", "full", "existing-only", "existing-families"];

    private static readonly string[] NewPeople = ["1", "2-3", "4+"];

    private static readonly string[] FeeKinds = ["individual", "couple", "family", "group", "first", "evaluation"];

    private static readonly string[] LanguageLevels = ["native", "fluent", "working"];

    private static readonly string[] LicenceStatuses = ["active", "inactive", "expired", "suspended"];

    private static readonly string[] States = [.. State.All.Select(state => state.Code)];

    /// <summary>Words that mean nothing, each with the field in which it stands.</summary>
    public static IEnumerable<(string Field, string Word)> UnknownIn(ProfileFacts facts)
    {
        (string Field, string[] Known, IEnumerable<string?>? Words)[] used =
        [
            ("openings", OpeningKinds, facts.Openings?.Value.Select(opening => opening.Kind)),
            ("openings", NewPeople, facts.Openings?.Value.Select(opening => opening.NewPeople)),
            ("fees", FeeKinds, facts.Fees?.Value.Select(fee => fee.Kind)),
            ("languages", LanguageLevels, facts.Languages?.Value.Select(language => language.Level)),
            ("licences", LicenceStatuses, facts.Licences?.Value.Select(licence => licence.Status)),
            ("online-states", States, facts.OnlineStates?.Value),
        ];
        return used.SelectMany(field => (field.Words ?? [])
            .OfType<string>()
            .Where(word => !field.Known.Contains(word, StringComparer.Ordinal))
            .Select(word => (field.Field, word)));
    }
}
