using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Privacy;

/// <summary>Tells somebody that two who run the site have opened what is kept of her.</summary>
internal static class FileLetter
{
    private static readonly Words L = Words.For("Rapport.Privacy.FileLetter");

    /// <param name="to">Her address.</param>
    /// <param name="language">Of the mail.</param>
    /// <param name="answers">Where to write about it; null where nobody is named.</param>
    public static Letter Of(string to, Language language, string? answers) => language.Say(() => new Letter(
        to, language.Code, L["Your account was opened"],
        [L["Two people who run this site agreed to open all that is kept of your account. One of them can read it for an hour."], L["Your account says when, and why."]],
        L["See who looked"], PrivacyLinks.Looks(language), answers is null ? L["You cannot undo it. If you think it is wrong, write to whoever answers for this site."] : L["You cannot undo it. If you think it is wrong, write to {0}.", answers]));

    /// <summary>Asks another who runs the site to look at what is asked for. Whose file it is, is told where she has signed in.</summary>
    public static Letter Waits(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Somebody asks you to agree"],
        [L["Another person who runs this site asks you to agree to something. You have three days."]],
        L["See what it is"], PrivacyLinks.Files(language), L["You get this because you run this site."]));
}
