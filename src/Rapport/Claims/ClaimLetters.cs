using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Claims;

/// <summary>What is written to those who say that a record is theirs, and to who keeps it.</summary>
internal static class ClaimLetters
{
    private static readonly Words L = Words.For("Rapport.Claims.ClaimLetters");

    /// <summary>To each of several who say it.</summary>
    public static Letter Contested(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["A person looks at your request"],
        [
            L["You said that a profile here is yours. Another account says the same, or keeps it already."],
            L["So a person looks who is right. Nothing changes before. You get a mail then."],
        ],
        L["See how it stands"], ClaimLinks.Find(language), Closing));

    /// <summary>To who keeps it.</summary>
    public static Letter Doubted(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["A question about your profile"],
        [
            L["Another account says that your profile is theirs. It stays yours, and nothing of it changes."],
            L["A person looks who is right. You need not do anything. If you know who that may be, write to whoever runs this directory."],
        ],
        L["See my profile"], ClaimLinks.Own(language), L["You get this because a profile here is yours."]));

    /// <summary>To who keeps it, after <see cref="Doubted"/>, where it stays theirs.</summary>
    public static Letter Settled(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your profile stays yours"],
        [L["Another account said that your profile is theirs. We looked. It stays yours, and nothing of it has changed."]],
        L["See my profile"], ClaimLinks.Own(language), L["You get this because a profile here is yours."]));

    /// <summary>To somebody who was invited, where another account keeps the entry now.</summary>
    public static Letter KeptByAnother(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Another account has your entry"],
        [
            L["We invited you to an entry here. Another account has shown that the entry is theirs."],
            L["Is that account yours too? Then there is nothing to do. If not, say here that the entry is yours. A person looks who is right."],
        ],
        L["Say that it is mine"], ClaimLinks.Find(language), L["You get this because you were invited here."]));

    /// <summary>After a code or a trusted mailbox.</summary>
    public static Letter Taken(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["You took a profile over"],
        [L["A profile here belongs to your account now. Look through it, and list it when it is right."]],
        L["See my profile"], ClaimLinks.Own(language), L["It was not you? Then somebody else is in your account. Choose a new password at once, and write to whoever runs this directory."]));

    public static Letter Given(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["The profile is yours"],
        [L["We looked, and the profile is yours. Nobody has changed it. Look through it, and list it when it is right."]],
        L["See my profile"], ClaimLinks.Own(language), Closing));

    public static Letter Refused(string to, Language language, string? note) => language.Say(() => new Letter(
        to, language.Code, L["We could not give you the profile"],
        [
            L["You said that a profile here is yours. We looked, and could not see that it is."],
            .. note is { Length: > 0 } ? new[] { L["Who looked writes: {0}", note] } : [],
            L["If it is yours after all, write to whoever runs this directory, or try another way."],
        ],
        L["See how it stands"], ClaimLinks.Find(language), Closing));

    private static string Closing => L["You get this because you asked for a profile here."];
}
