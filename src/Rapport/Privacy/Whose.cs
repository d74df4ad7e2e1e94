using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Audit;
using Rapport.Claims;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>Whose data are handed out or erased: her account, and what is found from it.</summary>
/// <param name="Account">Her account.</param>
/// <param name="AddressKey">The keyed hash of her address; rosters know her by the same.</param>
/// <param name="Profiles">What her account keeps.</param>
/// <param name="At">Now, UTC.</param>
/// <param name="Seal">Opens what is sealed of accounts.</param>
/// <param name="Letter">Opens a mail; gives null where the key is gone.</param>
internal sealed record Whose(Guid Account, byte[] AddressKey, IReadOnlyList<long> Profiles, DateTime At, AccountSeal Seal, Func<OutgoingMail, Letter?> Letter)
{
    /// <summary>The holder of an account.</summary>
    public static async Task<Whose> Of(RapportDb db, Account account, DateTime at, AccountSeal seal, Func<OutgoingMail, Letter?> letter, CancellationToken stop) => new(
        account.Id, account.AddressKey,
        await db.Set<ProfileOwner>().Where(owner => owner.AccountId == account.Id).OrderBy(owner => owner.ProfileId).Select(owner => owner.ProfileId).ToListAsync(stop), at, seal, letter);

    /// <summary>What stands for her in the audit trail; empty where her key is gone.</summary>
    public byte[] Pseudonym { get; } = Seal.PseudonymOf(Account, AuditTrail.Purpose) ?? [];

    /// <summary>Puts codes into her words; null where nobody reads what is told.</summary>
    public FieldWords? Reads { get; init; }

    /// <summary>Whether an address is hers, however it is written.</summary>
    public bool IsHers(string? address) => AccountSeal.Plain(address) is { } plain && Seal.KeyOf(plain).AsSpan().SequenceEqual(AddressKey);
}
