using System.Globalization;
using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Privacy;

/// <summary>Tells somebody that her record must be kept, or need not be any more.</summary>
internal static class HoldLetter
{
    private static readonly Words L = Words.For("Rapport.Privacy.HoldLetter");

    public static Letter Put(string to, Language language, DateOnly until) => language.Say(() => new Letter(
        to, language.Code, L["Your data must be kept"],
        [L["The law asks that your data here be kept until {0}.", until.ToString("D", CultureInfo.CurrentCulture)], L["Your data page says why."], L["You can go on as before. If you close your account, some of it stays until that day, and nobody sees it on the site."]],
        L["See your data"], PrivacyLinks.Export(language), L["Do you think that is wrong? Write to whoever runs the site."]));

    public static Letter Ended(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your data need not be kept"],
        [L["The law does not ask us any more to keep your data. If you close your account, all of it is erased at once."]],
        L["See your data"], PrivacyLinks.Export(language), ""));
}
