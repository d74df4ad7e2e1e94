using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Storage;

namespace Rapport.Rosters;

/// <summary>How far the members of a roster have come.</summary>
/// <param name="Roster">Its name.</param>
/// <param name="Members">How many it names.</param>
/// <param name="Invited">They were mailed or written to.</param>
/// <param name="Opened">They pressed the button of the link, or typed the code.</param>
/// <param name="Proven">Their accounts hold their records.</param>
/// <param name="Confirmed">They said that it is right: they are listed.</param>
/// <param name="Declined">They do not want to be listed.</param>
/// <param name="NewestFile">When the roster was last taken in.</param>
internal sealed record Funnel(string Roster, int Members, int Invited, int Opened, int Proven, int Confirmed, int Declined, DateTime NewestFile);

/// <summary>The rosters of a store.</summary>
internal static class RosterList
{
    /// <summary>Each roster, by name.</summary>
    public static async Task<IReadOnlyList<Funnel>> Funnels(RapportDb db, CancellationToken stop)
    {
        var counted = await db.Set<RosterMember>().AsNoTracking().GroupBy(member => member.Roster).Select(roster => new
        {
            Roster = roster.Key,
            Members = roster.Count(),
            Invited = roster.Count(member => member.InvitedAt != null),
            Opened = roster.Count(member => member.OpenedAt != null || member.ProvenAt != null),
            Proven = roster.Count(member => member.ProvenAt != null),
            Confirmed = roster.Count(member => member.ConfirmedAt != null),
            Declined = roster.Count(member => member.DeclinedAt != null),
            NewestFile = roster.Max(member => member.NamedAt),
        }).ToListAsync(stop);
        return [.. counted.OrderBy(one => one.Roster, StringComparer.Ordinal)
            .Select(one => new Funnel(one.Roster, one.Members, one.Invited, one.Opened, one.Proven, one.Confirmed, one.Declined, one.NewestFile))];
    }

    /// <summary>
    /// Forgets a roster: its drafts and invitations. Who keeps her own profile keeps it, and who does not want to be listed is not asked
    /// again. False where there is none of that name.
    /// </summary>
    public static Task<bool> Forget(Store store, string roster, CancellationToken stop) => store.Erase(
        async db =>
        {
            if (await db.Set<RosterMember>().Where(member => member.Roster == roster && member.DeclinedAt == null).ExecuteDeleteAsync(stop) == 0)
            {
                return false;
            }
            await new AuditTrail(store).Add(db, AuditPart.Console, actor: null, AuditAct.ForgotRoster, owners: null, stop);
            return true;
        },
        stop);

    /// <summary>
    /// Erases what rosters say of somebody who does not want to be listed, but for the mark that she is not to be asked again. What another roster says of whom
    /// it has found to be the keeper of a record stays: an invitation that went to another mailbox speaks for nobody who has proven who she is.
    /// </summary>
    public static async Task Decline(RapportDb db, RosterMember member, DateTime now, CancellationToken stop)
    {
        foreach (var one in await db.Set<RosterMember>().Where(other => other.Id == member.Id || (other.ProvenAt == null && (other.Known == member.Known
            || (member.ProfileId != null && other.ProfileId == member.ProfileId) || (member.Npi != null && other.Npi == member.Npi) || (member.MailKey != null && other.MailKey == member.MailKey)))).ToListAsync(stop))
        {
            one.DeclinedAt = now;
            one.Document = [];
            // By the hash of her address she is known in other rosters too; it leads back to no address.
            (one.Mail, one.Key, one.KeyEndsAt) = (null, null, null);
        }
    }
}
