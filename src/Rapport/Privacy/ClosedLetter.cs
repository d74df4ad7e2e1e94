using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Privacy;

/// <summary>The last mail to somebody whose account is closed.</summary>
internal static class ClosedLetter
{
    private static readonly Words L = Words.For("Rapport.Privacy.ClosedLetter");

    public static Letter Of(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your account is closed"],
        [L["All that was kept of you here is erased. This is the last mail, and with it your address goes too."]],
        Button: null, Path: null, L["Was it not you? Write to whoever runs the site."]));
}
