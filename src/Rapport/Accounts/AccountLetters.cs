using Rapport.Layout;
using Rapport.Mail;

namespace Rapport.Accounts;

/// <summary>What accounts write to their owners, and to whoever has the address that somebody typed.</summary>
internal static class AccountLetters
{
    private static readonly Words L = Words.For("Rapport.Accounts.AccountLetters");

    public static Letter Register(string to, Language language, string key) => language.Say(() => new Letter(
        to, language.Code, L["Your link"],
        [L["Somebody wants to open an account with this address. Most likely it was you."], L["The link works for 30 minutes, and once."]],
        L["Open my account"], AccountLinks.Private(language, key), Closing));

    /// <summary>Somebody wants an account with an address that has one.</summary>
    public static Letter AlreadyThere(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your link"],
        [L["Somebody wants to open an account with this address. Most likely it was you."], L["You have one already. Sign in, or choose a new password there."]],
        L["Sign in"], AccountLinks.SignIn(language), Closing));

    public static Letter Reset(string to, Language language, string key) => language.Say(() => new Letter(
        to, language.Code, L["Your link"],
        [L["Somebody asked for a new password. Most likely it was you."], L["The link works for 30 minutes, and once."]],
        L["Choose a password"], AccountLinks.Private(language, key), Closing));

    /// <summary>Somebody asked for a new password for an address that has no account.</summary>
    public static Letter NotThere(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your link"],
        [L["Somebody asked for a new password. Most likely it was you."], L["There is no account with this address. You may have used another one."]],
        L["Open an account"], AccountLinks.New(language), Closing));

    public static Letter Move(string to, Language language, string key) => language.Say(() => new Letter(
        to, language.Code, L["Your link"],
        [L["Somebody wants mails of an account to come to this address. Most likely it was you."], L["The link works for 30 minutes, and once. Open it where you are signed in."]],
        L["Use this address"], AccountLinks.Private(language, key), L["If it was not you, there is nothing to do. Nothing changes without this mail."]));

    /// <summary>Somebody wants an address for an account that another account has.</summary>
    public static Letter MoveToTaken(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your link"],
        [L["Somebody wants mails of an account to come to this address. Most likely it was you."], L["An account has this address already. Sign in to that one, or take another address."]],
        L["Sign in"], AccountLinks.SignIn(language), L["If it was not you, there is nothing to do. Nothing changes without this mail."]));

    public static string AskedToMove(Language language) => language.Say(() => L["Somebody who is signed in wants your mails to go to another address. They do so once a link is used that we sent there. A new password ends that link."]);

    /// <summary>To the old address: from it, no new password can be asked for any more.</summary>
    public static Letter Moved(string to, Language language) => language.Say(() => new Letter(
        to, language.Code, L["Your account changed"], [L["Mails of your account go to another address now. This one lets nobody in any more."]],
        Button: null, Path: null, L["Was it not you? Write to whoever runs the site at once."]));

    public static Letter Changed(string to, Language language, string what) => language.Say(() => new Letter(
        to, language.Code, L["Your account changed"], [what],
        L["See my account"], AccountLinks.Overview(language), L["Was it not you? Choose a new password at once: that signs everybody out. If you cannot get in, write to whoever runs the site."]));

    public static string NewPassword(Language language) => language.Say(() => L["Your password was changed."]);

    public static string NewFactor(Language language) => language.Say(() => L["A second factor now guards your account."]);

    public static string NoFactor(Language language) => language.Say(() => L["The second factor of your account was taken away."]);

    public static string NewPasskey(Language language) => language.Say(() => L["A passkey now opens your account. If you did not add it, take it away on your account page too: a new password leaves it there."]);

    public static string NoPasskey(Language language) => language.Say(() => L["A passkey of your account was taken away."]);

    /// <summary>Whoever runs the site let her in with the password alone.</summary>
    public static string Unguarded(Language language) => language.Say(() => L["The second factor and the passkeys of your account were taken away."]);

    private static string Closing => L["If it was not you, there is nothing to do. Nobody gets in without this mail."];
}
