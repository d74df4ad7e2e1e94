using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>One look at what is hers, or change of it, as its owner reads it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Who">As what somebody did it, and her name where she has one here.</param>
/// <param name="What">What, and with that why.</param>
internal sealed record Look(DateTime At, string Who, string What);

/// <summary>Lists in which she may have stood.</summary>
/// <param name="What">Which.</param>
/// <param name="Times">How often they were read in the last days.</param>
/// <param name="Last">When last, UTC.</param>
internal sealed record ReadList(string What, int Times, DateTime Last);

/// <summary>Who looked at what is kept of whoever is signed in, or changed it.</summary>
internal sealed class LooksModel(Store store, AccountSeal seal, AuditTrail trail) : PageModel
{
    /// <summary>Days of lists that are told.</summary>
    public const int Days = 90;

    /// <summary>On one page.</summary>
    private const int Most = 40;

    public IReadOnlyList<Look> Looks { get; private set; } = [];

    public IReadOnlyList<ReadList> Lists { get; private set; } = [];

    /// <summary>Why two agreed to open all that is kept of her, newest first.</summary>
    public IReadOnlyList<(DateTime At, string Reason)> Reasons { get; private set; } = [];

    /// <summary>Older ones are before this number; null where there are none.</summary>
    public long? Older { get; private set; }

    public async Task OnGet([FromQuery] long? before, CancellationToken stop)
    {
        var me = SignedIn.Of(HttpContext)!.Account;
        var (mine, since) = (trail.PseudonymOf(me) ?? [], store.Now.AddDays(-Days));
        await using var db = store.Read();
        var rows = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Owner == mine && (before == null || entry.Id < before))
            .OrderByDescending(entry => entry.Id).Take(Most + 1).ToListAsync(stop);
        var names = await Names(db, rows, stop);
        Looks = [.. rows.Take(Most).Select(entry => new Look(entry.At, AuditWords.Of(entry.Part) + (NameOf(entry) is { } name ? $" ({name})" : ""), AuditWords.Of(entry.Act)))];
        Older = rows.Count > Most ? rows[Most - 1].Id : null;
        if (before is null)
        {
            Lists = [.. (await db.Set<AuditEntry>().Where(entry => entry.Owner == null && entry.At > since).GroupBy(entry => entry.Act)
                .Select(some => new { some.Key, Times = some.Count(), Last = some.Max(entry => entry.At) }).ToListAsync(stop))
                .OrderByDescending(some => some.Last).Select(some => new ReadList(AuditWords.Of(some.Key), some.Times, some.Last))];
            Reasons = [.. (await db.Set<OpenedFile>().AsNoTracking().Where(file => file.AccountId == me && file.AgreedAt != null).OrderByDescending(file => file.AgreedAt).ToListAsync(stop))
                .Select(file => (file.AgreedAt!.Value, seal.OpenText(me, OpenedFile.SealedReason, file.Reason)))];
        }

        string? NameOf(AuditEntry entry) => entry.Actor is { } actor ? names.GetValueOrDefault(Convert.ToHexString(actor)) : null;
    }

    /// <summary>Names of those who acted, as far as they still hold a role or look after an organisation: only of those are pseudonyms tried.</summary>
    private async Task<Dictionary<string, string>> Names(RapportDb db, List<AuditEntry> rows, CancellationToken stop)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rows.All(entry => entry.Actor is null))
        {
            return names;
        }
        var acting = await db.Set<Account>().AsNoTracking()
            .Where(account => account.Roles != Roles.None || db.Set<Organisations.OrganisationMember>().Any(member => member.AccountId == account.Id && member.IsAdministrator)).ToListAsync(stop);
        foreach (var account in acting)
        {
            if (trail.PseudonymOf(account.Id) is { } pseudonym && seal.Open(account).Name is { Length: > 0 } name)
            {
                names[Convert.ToHexString(pseudonym)] = name;
            }
        }
        return names;
    }
}
