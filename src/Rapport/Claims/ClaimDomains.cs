using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>
/// Mail domains that the operator vouches for: who has a mailbox there that bears first and last name of a record is taken for whom it names.
/// Whoever gives out the mailboxes of a clinic knows who works in it; a nickname or a last name alone names nobody.
/// </summary>
internal static class ClaimDomains
{
    public const string Key = "claim-domains";

    /// <summary>What stands in the setting where none is vouched for.</summary>
    public const string None = "none";

    public const int Most = 100;

    /// <summary>Anybody gets a mailbox of any name there.</summary>
    private static readonly HashSet<string> OfEverybody = new(StringComparer.Ordinal)
    {
        "aol.com", "att.net", "comcast.net", "fastmail.com", "gmail.com", "gmx.com", "googlemail.com", "hotmail.com", "hey.com", "icloud.com", "live.com", "mac.com",
        "mail.com", "me.com", "msn.com", "outlook.com", "pm.me", "proton.me", "protonmail.com", "sbcglobal.net", "verizon.net", "yahoo.com", "ymail.com", "zoho.com",
    };

    public static async Task<string> Of(RapportDb db, CancellationToken stop = default) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) ?? None;

    public static Task Set(Store store, string value, CancellationToken stop = default) => store.Write(db => Setting.Put(db, Key, value, store.Now, stop), stop);

    /// <summary>Reads domains with blanks between, like "willow.example clinic.example"; null where one is none, or is one where anybody gets a mailbox.</summary>
    public static string? Parse(string typed)
    {
        var domains = typed.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(one => AccountSeal.Plain("anybody@" + one.TrimStart('@'))?["anybody@".Length..]).ToList();
        return domains.Count is 0 or > Most || domains.Any(domain => domain is null || OfEverybody.Contains(domain))
            ? null
            : string.Join(' ', domains.Distinct(StringComparer.Ordinal));
    }

    /// <summary>Whether an address is of one of the domains and bears first and last name of the record.</summary>
    /// <param name="address">As it is compared.</param>
    /// <param name="domains">The setting.</param>
    /// <param name="names">Of the record.</param>
    public static bool Names(string address, string domains, IEnumerable<PersonName> names)
    {
        var at = address.LastIndexOf('@');
        var local = string.Concat(address[..at].Where(char.IsAsciiLetter));
        // What follows a plus is chosen by whoever has the mailbox.
        return !address[..at].Contains('+', StringComparison.Ordinal)
            && domains.Split(' ').Contains(address[(at + 1)..], StringComparer.Ordinal)
            && names.Any(name => Bears(local, Letters(name.First), Letters(name.Last)));
    }

    // One letter between them is a middle name's.
    private static bool Bears(string local, string first, string last) => first.Length > 1 && last.Length > 1
        && (local.Length - first.Length - last.Length) is 0 or 1
        && ((local.StartsWith(first, StringComparison.Ordinal) && local.EndsWith(last, StringComparison.Ordinal))
            || (local.StartsWith(last, StringComparison.Ordinal) && local.EndsWith(first, StringComparison.Ordinal)));

    private static string Letters(string? name) => string.Concat(SearchText.Fold(name ?? "").Where(char.IsAsciiLetter));
}
