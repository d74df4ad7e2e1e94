using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;

namespace Rapport.Verification;

/// <summary>What the desk writes to the owner of a profile.</summary>
internal static class DeskLetters
{
    private static readonly Words L = Words.For("Rapport.Verification.DeskLetters");

    public static Letter Ask(string to, Language language, Licence licence, string? note) => language.Say(() => new Letter(
        to, language.Code, L["A question about your profile"],
        [
            L["We compare licenses with what the boards say. Yours, {0} {1}, is not the same there.", licence.State, licence.Number],
            .. note is { Length: > 0 } ? new[] { L["Who looked writes: {0}", note] } : [],
            L["Look at name and number in your profile, and change what is not right. If all of it is right, answer whoever runs this directory."],
        ],
        L["See my license"], language.Prefix + "/profile/license", L["You get this because a profile here is yours."]));
}
