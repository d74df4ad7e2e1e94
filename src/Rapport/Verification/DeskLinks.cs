using System.Globalization;
using Rapport.Layout;

namespace Rapport.Verification;

/// <summary>Addresses of the desk.</summary>
internal static class DeskLinks
{
    public static string Queue(Language language, string? standing = null) => language.Prefix + "/desk" + (standing is null ? "" : "?show=" + standing);

    public static string Item(Language language, long profile, string? licence = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{language.Prefix}/desk/{profile}{(licence is null ? "" : "?licence=" + Uri.EscapeDataString(licence))}");
}
