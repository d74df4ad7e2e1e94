using Rapport.Layout;

namespace Rapport.Site;

/// <summary>Addresses of the pages that belong to no feature.</summary>
internal static class SiteLinks
{
    public static string Start(Language language) => language.Prefix + "/";

    public static string Order(Language language) => language.Prefix + "/order";

    public static string Crisis(Language language) => language.Prefix + "/crisis";
}
