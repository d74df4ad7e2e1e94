using System.Globalization;
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

    /// <summary>What stands there after an account was closed.</summary>
    /// <param name="language">Of the reader.</param>
    /// <param name="until">The last day on which the law keeps what is left; null where nothing is.</param>
    public static string Closed(Language language, DateOnly? until) =>
        language.Prefix + "/account/closed" + (until is { } day ? "?until=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "");

    /// <summary>What is kept of whom, and who answers for it.</summary>
    public static string Notice(Language language) => language.Prefix + "/privacy";
}
