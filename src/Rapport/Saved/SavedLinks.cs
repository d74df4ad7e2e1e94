using System.Globalization;
using Rapport.Layout;

namespace Rapport.Saved;

/// <summary>Addresses of saved searches: no code and no search stands in any of them.</summary>
internal static class SavedLinks
{
    public static string Open(Language language) => language.Prefix + "/saved";

    /// <summary>A time to wait, as a header says it.</summary>
    public static string Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    public static string New(Language language) => Open(language) + "/new";
}
