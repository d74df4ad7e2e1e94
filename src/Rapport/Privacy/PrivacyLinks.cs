using Rapport.Layout;

namespace Rapport.Privacy;

/// <summary>Addresses of one's own data.</summary>
internal static class PrivacyLinks
{
    public static string Export(Language language) => language.Prefix + "/account/export";

    public static string Close(Language language) => language.Prefix + "/account/close";

    public static string Looks(Language language) => language.Prefix + "/account/looks";

    public static string Files(Language language) => language.Prefix + "/files";

    public static string File(Language language, Guid file) => $"{Files(language)}/{file}";

    public static string Closed(Language language) => language.Prefix + "/account/closed";
}
