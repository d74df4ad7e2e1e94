using Rapport.Layout;

namespace Rapport.Accounts;

/// <summary>Addresses of accounts: nobody's name or address stands in any of them.</summary>
internal static class AccountLinks
{
    public static string Overview(Language language) => language.Prefix + "/account";

    public static string SignIn(Language language) => language.Prefix + "/account/sign-in";

    public static string Code(Language language) => language.Prefix + "/account/code";

    public static string New(Language language) => language.Prefix + "/account/new";

    public static string Forgotten(Language language) => language.Prefix + "/account/forgotten";

    public static string Password(Language language) => language.Prefix + "/account/password";

    public static string Factor(Language language) => language.Prefix + "/account/second-factor";

    public static string Passkeys(Language language) => language.Prefix + "/account/passkeys";

    public static string Address(Language language) => language.Prefix + "/account/address";

    public static string SignOut(Language language) => language.Prefix + "/account/sign-out";

    /// <summary>Of a demo alone.</summary>
    public static string Parts(Language language) => language.Prefix + "/account/parts";

    /// <summary>Of a demo alone, whose addresses are invented: mails to one of them, or all.</summary>
    public static string Mailbox(Language language, string? to = null) =>
        language.Prefix + "/account/mailbox" + (to is null ? "" : "?to=" + Uri.EscapeDataString(to));

    public static string Private(Language language, string key) => language.Prefix + "/account/link/" + key;
}
