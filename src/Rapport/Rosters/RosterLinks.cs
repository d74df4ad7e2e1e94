using Rapport.Layout;

namespace Rapport.Rosters;

/// <summary>Addresses that invitations lead to.</summary>
internal static class RosterLinks
{
    /// <summary>Where a mailed invitation leads.</summary>
    public static string Invitation(Language language, string key) => language.Prefix + "/claim/link/" + key;

    /// <summary>Where the code of a letter is typed; in English it is short enough to be typed too.</summary>
    public static string Code(Language language) => language.Prefix + "/claim/code";
}
