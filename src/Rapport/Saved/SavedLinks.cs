using Rapport.Layout;

namespace Rapport.Saved;

/// <summary>Addresses of saved searches: no code and no search stands in any of them.</summary>
internal static class SavedLinks
{
    public static string Open(Language language) => language.Prefix + "/saved";

    public static string New(Language language) => Open(language) + "/new";
}
