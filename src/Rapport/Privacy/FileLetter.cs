using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Privacy;

/// <summary>Tells somebody that two who run the site have opened what is kept of her.</summary>
internal static class FileLetter
{
    private static readonly Words L = Words.For("Rapport.Privacy.FileLetter");

    public static Letter Of(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your account was opened"],
        [L["Two people who run this site agreed to open all that is kept of your account. One of them can read it for an hour."], L["Your account says when, and why."]],
        L["See who looked"], PrivacyLinks.Looks(language), L["You cannot undo it. If you think it is wrong, write to whoever answers for this site."]));
}
