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
        var parts = address[..at].Split('.', '_', '-');
        // A number tells two of one name apart, and what follows a plus is chosen by whoever has the mailbox.
        return parts.All(part => part.Length > 0 && part.All(char.IsAsciiLetter))
            && domains.Split(' ').Contains(address[(at + 1)..], StringComparer.Ordinal)
            && names.Any(name => Bears(parts, Letters(name.First), Letters(name.Last)));
    }

    // A letter by itself between them is a middle name's; without a sign beside it, it may be the end of another first name.
    private static bool Bears(string[] parts, string first, string last)
    {
        if (first.Length < 2 || last.Length < 2)
        {
            return false;
        }
        var whole = string.Concat(parts);
        return whole == first + last || whole == last + first
            || Enumerable.Range(1, Math.Max(0, parts.Length - 2)).Where(at => parts[at].Length == 1)
                .Select(at => (Before: string.Concat(parts[..at]), After: string.Concat(parts[(at + 1)..])))
                .Any(split => (split.Before == first && split.After == last) || (split.Before == last && split.After == first));
    }

    private static string Letters(string? name) => string.Concat(SearchText.Fold(name ?? "").Where(char.IsAsciiLetter));
}
