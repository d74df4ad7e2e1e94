using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using MimeKit;
using Rapport.Storage;

namespace Rapport.Accounts;

/// <summary>What an account says of its owner.</summary>
/// <param name="Address">Where mails go.</param>
/// <param name="Name">How the site calls her; empty where she said none.</param>
internal sealed record AccountContent(string Address, string Name);

/// <summary>Keeps what accounts hold out of the store's sight: with keys that lie apart from it and its back-ups.</summary>
internal sealed class AccountSeal(StoreLocation location, IDataProtectionProvider protection)
{
    /// <summary>Letters of an address; no mailbox has a longer one.</summary>
    public const int LongestAddress = 254;

    /// <summary>What an account says of its owner is sealed for.</summary>
    public const string SealedAccount = "accounts.content";

    /// <summary>What a passkey is, is sealed for.</summary>
    public const string SealedPasskey = "passkeys.content";

    private const int KeyBytes = 32;

    private readonly Lazy<byte[]> _key = new(() => KeyFile.ReadOrMake(location, "accounts.key", "no account is found by its address any more"));
    private readonly PersonKeys _people = new(location);
    private readonly IDataProtector _seal = protection.CreateProtector("Rapport.Accounts", "v1");

    public AccountSeal(Store store, IDataProtectionProvider protection)
        : this(store.Location, protection)
    {
    }

    /// <summary>An address as it is compared: blanks and large letters make no other. Null where it is none.</summary>
    public static string? Plain(string? typed)
    {
        var text = typed?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        if (text.Length > LongestAddress || at < 1 || !text[..at].All(IsOfMailbox) || Domain(text[(at + 1)..]) is not { } domain)
        {
            return null;
        }
        var plain = $"{text[..at].ToLowerInvariant()}@{domain}";
        return MailboxAddress.TryParse(plain, out _) ? plain : null;
    }

    /// <summary>What an account is found by.</summary>
    public byte[] KeyOf(string address) => Hash("address", address);

    /// <summary>What is kept of a recovery code; without the key it cannot be tried, however many codes there are.</summary>
    public string RecoveryOf(Guid account, string code) =>
        Convert.ToHexStringLower(Hash("recovery", $"{account}\n{string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()}"));

    /// <summary>What is kept of a code that somebody types from paper; without the key it cannot be tried.</summary>
    public byte[] CodeOf(string code) => Hash("code", string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant());

    /// <summary>What a passkey is found by.</summary>
    public byte[] PasskeyOf(byte[] credential) => Hash("passkey", Convert.ToHexStringLower(credential));

    /// <summary>Under what tries are counted: of what, and by whom or on whom.</summary>
    public byte[] TriesOf(string what, string whose) => Hash("tries " + what, whose);

    /// <summary>Seals what an account says of its owner; her key is made with her account.</summary>
    public byte[] Seal(Guid account, AccountContent content)
    {
        _people.Make(account);
        return _people.Seal(account, SealedAccount, JsonSerializer.SerializeToUtf8Bytes(content));
    }

    /// <exception cref="StoreProblem">The key is gone, or the row was altered.</exception>
    public AccountContent Open(Account account) => JsonSerializer.Deserialize<AccountContent>(Open(account.Id, SealedAccount, account.Content))!;

    public byte[] Seal(Guid account, PasskeyContent content) => Seal(account, SealedPasskey, JsonSerializer.SerializeToUtf8Bytes(content));

    /// <exception cref="StoreProblem">The key is gone, or the row was altered.</exception>
    public PasskeyContent Open(Passkey passkey) => JsonSerializer.Deserialize<PasskeyContent>(Open(passkey.AccountId, SealedPasskey, passkey.Content))!;

    /// <summary>Seals something of an account with its own key.</summary>
    /// <param name="account">Whose it is; null where there is no account yet: then the site's keys seal it.</param>
    /// <param name="purpose">What it is for, as "claims.words"; it opens for nothing else.</param>
    /// <param name="secret">What to seal.</param>
    public byte[] Seal(Guid? account, string purpose, byte[] secret) =>
        // Where her key is lost, or she has none yet, the site's keys do: a key is never made in the place of one that may be put back.
        account is { } whose && _people.Has(whose) ? _people.Seal(whose, purpose, secret) : Seal(secret);

    public byte[] Seal(Guid? account, string purpose, string text) => Seal(account, purpose, Encoding.UTF8.GetBytes(text));

    /// <exception cref="StoreProblem">The key is gone, or it was altered.</exception>
    public byte[] Open(Guid? account, string purpose, byte[] sealedBytes)
    {
        // What was sealed before people had keys of their own opens with the site's.
        if (account is not { } whose || !PersonKeys.Seals(sealedBytes))
        {
            return Open(sealedBytes);
        }
        try
        {
            return _people.Open(whose, purpose, sealedBytes);
        }
        catch (CryptographicException e)
        {
            throw NotOpened(e);
        }
    }

    /// <inheritdoc cref="Open(Guid?, string, byte[])"/>
    public string OpenText(Guid? account, string purpose, byte[] sealedBytes) => Encoding.UTF8.GetString(Open(account, purpose, sealedBytes));

    /// <summary>What stands for an account where it must not be named; null where its key is gone.</summary>
    public byte[]? PseudonymOf(Guid account, string purpose) => _people.PseudonymOf(account, purpose);

    /// <summary>Seals something of somebody without an account, with the site's keys.</summary>
    public byte[] Seal(byte[] secret) => _seal.Protect(secret);

    /// <exception cref="StoreProblem">The key is gone, or the row was altered.</exception>
    public byte[] Open(byte[] sealedBytes)
    {
        try
        {
            return _seal.Unprotect(sealedBytes);
        }
        catch (CryptographicException e)
        {
            throw NotOpened(e);
        }
    }

    /// <summary>Seals words that no account owns yet, with the site's keys.</summary>
    public byte[] Seal(string words) => Seal(Encoding.UTF8.GetBytes(words));

    /// <summary>Words that the site's keys sealed; those from before they were sealed, as they are.</summary>
    /// <exception cref="StoreProblem">The key is gone, or the row was altered.</exception>
    public string OpenText(byte[] kept) => Encoding.UTF8.GetString(KeyRing.Seals(kept) ? Open(kept) : kept);

    /// <summary>A random key for a link or a cookie, as an address can hold it.</summary>
    public static string NewKey() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What is kept of a random key. It needs no secret: nobody guesses 32 bytes.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    // Quotes and letters of other alphabets are allowed there, and nobody has a mailbox of that kind: they serve to have several of one.
    private static bool IsOfMailbox(char letter) => char.IsAsciiLetterOrDigit(letter) || "!#$&'*+-/=?^_`{|}~.".Contains(letter, StringComparison.Ordinal);

    /// <summary>A domain as servers know it, so that one is written in one way; null where it is none.</summary>
    private static string? Domain(string typed)
    {
        try
        {
            var domain = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(typed).ToLowerInvariant();
            return domain.IndexOf('.', StringComparison.Ordinal) > 0 && !domain.EndsWith('.') ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private StoreProblem NotOpened(CryptographicException e) => new(
        $"An account cannot be read: the key that sealed it is not in {location.KeyFolder}. Put your copy of that folder back.", e);

    private byte[] Hash(string purpose, string text) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(purpose + "\n" + text));
}
