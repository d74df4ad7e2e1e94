using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>In a demo, who plays somebody who is invited bears the name that a roster has for that mailbox.</summary>
internal static class PlayedMember
{
    /// <summary>The name; null where no roster names the mailbox.</summary>
    /// <param name="db">The transaction in which the account is made.</param>
    /// <param name="seal">Opens what the roster says.</param>
    /// <param name="mailbox">Its address.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<string?> Begin(RapportDb db, AccountSeal seal, string mailbox, CancellationToken stop)
    {
        var key = seal.KeyOf(mailbox);
        return (await db.Set<RosterMember>().AsNoTracking().FirstOrDefaultAsync(member => member.MailKey == key, stop))?.Facts(seal).Name?.Value.Display();
    }
}
