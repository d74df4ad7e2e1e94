using System.Globalization;
using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Privacy;

/// <summary>The last mail to somebody whose account is closed.</summary>
internal static class ClosedLetter
{
    private static readonly Words L = Words.For("Rapport.Privacy.ClosedLetter");

    /// <param name="to">Where it goes.</param>
    /// <param name="language">Of hers.</param>
    /// <param name="until">The last day on which the law keeps what is left; null where nothing is.</param>
    public static Letter Of(string to, Language language, DateOnly? until = null) => language.Say(() => new Letter(
        to, language.Code, L["Your account is closed"],
        until is { } day
            ? [L["Your page is off the list, and nobody can sign in."], L["The law asks that some of it be kept until {0}. Nobody sees it on the site. Then it is erased by itself.", day.ToString("D", CultureInfo.CurrentCulture)], L["This is the last mail."]]
            : [L["Your account is erased, and your page if you had one. This is the last mail, and with it your address goes too."]],
        Button: null, Path: null, L["Was it not you? Write to whoever runs the site."]));
}
