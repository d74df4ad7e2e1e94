using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;

namespace Rapport.Rosters;

/// <summary>Letters that invite members of a roster, to print and post.</summary>
internal static class InvitationSheets
{
    private static readonly Words L = Words.For("Rapport.Rosters.InvitationSheets");

    /// <param name="letters">Whom they go to.</param>
    /// <param name="roster">Who named them.</param>
    /// <param name="site">Where the world finds the site.</param>
    /// <param name="language">In which they are written.</param>
    /// <param name="day">What stands above them.</param>
    public static string Html(IReadOnlyList<PaperInvitation> letters, string roster, PublicAddress site, Language language, DateOnly day) => language.Say(() => LetterSheets.Html(
        L["Letters to {0}", roster],
        [
            .. letters.Select(letter => new LetterSheet(
                language,
                PlaceWords.Post(letter.Name, letter.Place),
                [
                    L["Dear {0},", letter.Name.Display()],
                    L["{0} named you for its directory of therapists. There is an entry ready for you. Nobody sees it before you have looked at it.", roster],
                    L["Open this page, and type the code:"],
                ],
                site.Of(language, "/claim/code")!,
                letter.Code,
                [
                    L["It takes two minutes. The code works for 60 days, and once. Whoever has it can take over your entry: keep this letter to yourself."],
                    L["You do not want to be listed? Say so on the same page, and nobody writes to you again."],
                ])),
        ],
        day));
}
