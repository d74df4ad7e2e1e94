using System.Globalization;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;

namespace Rapport.Upkeep;

/// <summary>What is written to the owner of a profile to keep it true. Each leads to one page with one button.</summary>
internal static class UpkeepLetters
{
    private static readonly Words L = Words.For("Rapport.Upkeep.UpkeepLetters");

    public static Letter Remind(string to, Language language, ProfileOwner owner, UpkeepDays days, DateTime now, string key) => language.Say(() => new Letter(
        to, language.Code, L["Is your page still right?"],
        [
            L["You said so last on {0}. If it still is, one tap is enough.", Day(owner.CountedFrom)],
            L["From {0} your page says that nobody has confirmed it for a long time. After {1} it is off the list until you say that it is right.", Day(owner.CountedFrom.AddDays(days.Marked)), Day(days.OffAt(owner.CountedFrom, now))],
        ],
        L["Look at it"], UpkeepLinks.Mailed(language, key), Closing));

    public static Letter Off(string to, Language language, ProfileOwner owner, string key) => language.Say(() => new Letter(
        to, language.Code, L["Your page is off the list"],
        [L["You said last on {0} that it is right, and we have asked since. So that nobody calls in vain, it is off the list. One tap puts it back.", Day(owner.CountedFrom)]],
        L["Put it back"], UpkeepLinks.Mailed(language, key), Closing));

    public static Letter Openings(string to, Language language, string key) => language.Say(() => new Letter(
        to, language.Code, L["Still room for new people?"],
        [L["Your page says that you have. Is it still so?"]],
        L["Yes or no"], UpkeepLinks.Room(language, key), L["You get this every two weeks while your page says that you have room. Behind the link you can turn it off."]));

    public static Letter PauseOver(string to, Language language, string key) => language.Say(() => new Letter(
        to, language.Code, L["Your pause is over"],
        [L["Your page is on the list again, as you said. Look whether it is still right."]],
        L["Look at it"], UpkeepLinks.Mailed(language, key), Closing));

    private static string Closing => L["You get this because a page here is yours. The link works for 30 days; pass it on to nobody."];

    private static string Day(DateTime at) => at.ToString("D", CultureInfo.CurrentCulture);
}
