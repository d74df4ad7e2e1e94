using Microsoft.EntityFrameworkCore;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>In a demo, who plays somebody who is invited bears the name that a roster has for that mailbox.</summary>
internal static class PlayedMember
{
    /// <summary>The name; null where no roster names the mailbox.</summary>
    /// <param name="db">The transaction in which the account is made.</param>
    /// <param name="mailbox">What the mailbox is found by.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<string?> Begin(RapportDb db, byte[] mailbox, CancellationToken stop) =>
        (await db.Set<RosterMember>().AsNoTracking().FirstOrDefaultAsync(member => member.MailKey == mailbox, stop))?.Facts.Name?.Value.Display();
}
