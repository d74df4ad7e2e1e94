using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Verification;

/// <summary>What is written to the owner of a profile about her licence.</summary>
internal static class LicenceLetters
{
    private static readonly Words L = Words.For("Rapport.Verification.LicenceLetters");

    public static Letter Ask(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["A question about your profile"],
        [
            L["We compare profiles with what the boards say. One thing in yours is not the same there."],
            L["Look at it in your profile, and change what is not right. Is all of it right? Say so there, and a person looks again."],
        ],
        L["See my license"], Address(language), Closing));

    public static Letter NotVerified(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["We could not verify your license"],
        [
            L["We looked up a license in your profile, and could not find that it is yours. Your profile says so."],
            L["Your profile says what we wrote down about it. Change what is not right, and a person looks again."],
        ],
        L["See my license"], Address(language), Closing));

    public static Letter EndsSoon(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your license ends soon"],
        [
            L["By what we know, a license in your profile ends soon. Your profile says which, and when."],
            L["You renew it with your board. We look at the board’s list again; there is nothing to do here."],
            L["If we have not found it renewed by then, your profile goes off the list until we do."],
        ],
        L["See my license"], Address(language), Closing));

    public static Letter Lapsed(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your profile is off the list"],
        [
            L["By what your board says, a license in your profile is not in force. So your profile is off the list, and nobody sees it."],
            L["As soon as we find it renewed, your profile is back by itself. You get a mail then."],
            L["Is it renewed already, or is this wrong? Say so behind the button. A person looks again."],
        ],
        L["See my license"], Address(language), Closing));

    /// <param name="to">Her address.</param>
    /// <param name="isOff">Something else keeps her profile off the list, which it says there.</param>
    /// <param name="language">Of her mails.</param>
    public static Letter Back(string to, bool isOff, Language language) => language.Say(() => new Letter(
        to, language.Code, isOff ? L["We found your license in force"] : L["Your profile is on the list again"],
        [isOff ? L["We found your license in force. Something else still keeps your profile off the list. It says what."] : L["We found your license in force. Your profile is on the list again."]],
        L["See my license"], Address(language), Closing));

    private static string Closing => L["You get this because a profile here is yours."];

    private static string Address(Language language) => language.Prefix + "/profile/license";
}
