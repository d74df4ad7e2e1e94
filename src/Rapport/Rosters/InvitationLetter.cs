using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;

namespace Rapport.Rosters;

/// <summary>The mail that invites a member of a roster. What it leads to is an entry in a directory of therapists, and says so only behind the link.</summary>
internal static class InvitationLetter
{
    private static readonly Words L = Words.For("Rapport.Rosters.InvitationLetter");

    public static Letter Of(string to, Language language, string roster, PersonName name, string key) => language.Say(() => new Letter(
        to, language.Code, L["Your entry: is it right?"],
        [
            L["Dear {0},", name.Display()],
            L["{0} named you for this directory. There is an entry ready for you. Nobody sees it before you have looked at it.", roster],
            L["It takes two minutes. The link works for 60 days."],
        ],
        L["See my entry"], RosterLinks.Invitation(language, key),
        L["You do not want to be listed? Say so behind the same link, and nobody writes to you again. If you are not {0}, leave this mail alone.", name.Display()]));
}
