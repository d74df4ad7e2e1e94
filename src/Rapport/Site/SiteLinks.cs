using Rapport.Layout;

namespace Rapport.Site;

/// <summary>Addresses of the pages that belong to no feature.</summary>
internal static class SiteLinks
{
    public static string Start(Language language) => language.Prefix + "/";

    /// <summary>What stands there until the directory opens.</summary>
    public static string Soon(Language language) => language.Prefix + "/soon";

    public static string Order(Language language) => language.Prefix + "/order";

    public static string Crisis(Language language) => language.Prefix + "/crisis";
}
