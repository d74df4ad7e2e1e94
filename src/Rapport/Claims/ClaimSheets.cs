using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;

namespace Rapport.Claims;

/// <summary>Letters with a code for those who say that a record is theirs, to print and post.</summary>
internal static class ClaimSheets
{
    private static readonly Words L = Words.For("Rapport.Claims.ClaimSheets");

    /// <param name="letters">Whom they go to; each in the language of the account.</param>
    /// <param name="site">Where the world finds the site.</param>
    /// <param name="day">What stands above them.</param>
    public static string Html(IReadOnlyList<ClaimPost> letters, PublicAddress site, DateOnly day) =>
        LetterSheets.Html(L["Letters with codes"], [.. letters.Select(letter => Sheet(letter, site, Language.Of(letter.Language)))], day);

    private static LetterSheet Sheet(ClaimPost letter, PublicAddress site, Language language) => language.Say(() => new LetterSheet(
        language,
        PlaceWords.Post(letter.Name, letter.Place),
        [
            L["Dear {0},", letter.Name.Display()],
            L["Somebody with an account in our directory of therapists says that the entry with your name is theirs. If that was you, sign in, open this page, and type the code:"],
        ],
        site.Of(language, "/claim")!,
        letter.Code,
        [
            L["The code works for 30 days, in that account alone."],
            L["It was not you? Then do not give the code to anyone: without it nobody gets your entry."],
        ]));
}
