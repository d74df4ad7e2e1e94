using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Rosters;

/// <summary>What a round of invitations came to.</summary>
/// <param name="Invited">How many.</param>
/// <param name="WithoutWay">They have no mail address of their own, or no postal one.</param>
/// <param name="NotYet">They were invited a short time ago, or often enough.</param>
internal sealed record InvitedRound(int Invited, int WithoutWay, int NotYet);

/// <summary>Somebody who is invited on paper.</summary>
/// <param name="Name">Whose letter it is.</param>
/// <param name="Place">Where it goes.</param>
/// <param name="Code">What she types; it stands nowhere else.</param>
internal sealed record PaperInvitation(PersonName Name, PracticePlace Place, string Code);

/// <summary>
/// Invites the members of a roster to take over what is theirs: by a mailed link or a printed code. Either proves that she can be reached where
/// the roster says, works until she has used it to the end, and is of no use to anybody after that.
/// </summary>
internal sealed class Invitations(Store store, AccountSeal seal, Outbox outbox)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(60);

    /// <summary>Who did not answer is written to again no sooner than after so long.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromDays(14);

    /// <summary>Somebody who does not answer is written to so often, and then left alone.</summary>
    public const int Most = 3;

    /// <summary>No vowels, so that no code is a word, and no letters that look like others.</summary>
    private const string Letters = "BCDFGHJKMNPQRTVWXZ234679";

    private const int CodeLetters = 12;

    /// <summary>Mails a link to each member who has an address of her own and has not answered.</summary>
    public Task<InvitedRound> ByMail(string roster, Language language, CancellationToken stop) => store.Write(async db =>
    {
        var (invited, without, early) = (0, 0, 0);
        foreach (var member in await Open(db, roster, stop))
        {
            if (member.Mail is null || member.MailKey is null)
            {
                without++;
                continue;
            }
            if (!IsDue(member))
            {
                early++;
                continue;
            }
            var key = AccountSeal.NewKey();
            Mark(member, InvitedBy.Mail, AccountSeal.HashOf(key));
            outbox.Add(db, "invitation", InvitationLetter.Of(AddressOf(member), language, roster, member.Facts(seal).Name!.Value, key), Lasts);
            invited++;
        }
        return new InvitedRound(invited, without, early);
    }, stop);

    /// <summary>Makes a code for each member who has a place and was not mailed to; the codes stand in what comes back, and nowhere else.</summary>
    /// <param name="roster">Which.</param>
    /// <param name="mailedToo">Also those who were mailed to and have not answered.</param>
    /// <param name="keep">Keeps the letters before the codes count: when it throws, nothing has changed.</param>
    /// <param name="stop">Ends it.</param>
    public Task<InvitedRound> ByLetter(string roster, bool mailedToo, Func<IReadOnlyList<PaperInvitation>, Task> keep, CancellationToken stop) => store.Write(async db =>
    {
        var (without, early) = (0, 0);
        var letters = new List<PaperInvitation>();
        foreach (var member in await Open(db, roster, stop))
        {
            if (member is { MailKey: not null } && !(mailedToo && member.InvitedAt is not null))
            {
                continue;
            }
            if (member.Facts(seal) is not { Name.Value: { } name, Places.Value: [{ Line1.Length: > 0 } place, ..] })
            {
                without++;
                continue;
            }
            if (!IsDue(member))
            {
                early++;
                continue;
            }
            var code = NewCode();
            Mark(member, InvitedBy.Letter, seal.CodeOf(code));
            letters.Add(new PaperInvitation(name, place, code));
        }
        if (letters.Count > 0)
        {
            await keep(letters);
        }
        return new InvitedRound(letters.Count, without, early);
    }, stop);

    /// <summary>The button of a mailed link was pressed: who is invited by it; null where it has ended or was used to its end.</summary>
    public Task<RosterMember?> OpenLink(string key, CancellationToken stop) => OpenBy(AccountSeal.HashOf(key), InvitedBy.Mail, stop);

    /// <summary>A code was typed: who is invited by it; null where there is none.</summary>
    public Task<RosterMember?> OpenCode(string code, CancellationToken stop) => OpenBy(seal.CodeOf(code), InvitedBy.Letter, stop);

    /// <summary>The member of an invitation that was opened, while it holds.</summary>
    public async Task<RosterMember?> Opened(Guid id, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<RosterMember>().AsNoTracking().SingleOrDefaultAsync(member => member.Id == id, stop) is { } member && IsOpen(member) ? member : null;
    }

    /// <summary>Where her invitation was mailed to.</summary>
    public string AddressOf(RosterMember member) => Encoding.UTF8.GetString(seal.Open(member.Mail!));

    /// <summary>Whether her invitation still leads somewhere.</summary>
    public bool IsOpen(RosterMember member) => member is { ProvenAt: null, DeclinedAt: null, Key: not null, KeyEndsAt: { } end } && end > store.Now;

    private Task<RosterMember?> OpenBy(byte[] key, InvitedBy by, CancellationToken stop) => store.Write(async db =>
    {
        var member = await db.Set<RosterMember>().SingleOrDefaultAsync(one => one.Key == key && one.InvitedBy == by, stop);
        if (member is null || !IsOpen(member))
        {
            return null;
        }
        member.OpenedAt ??= store.Now;
        return member;
    }, stop);

    /// <summary>Whom the newest file of a roster names, who has not answered, and whose record nobody keeps or has taken off the list.</summary>
    private static async Task<List<RosterMember>> Open(RapportDb db, string roster, CancellationToken stop)
    {
        var members = db.Set<RosterMember>().Where(member => member.Roster == roster);
        var newest = await members.MaxAsync(member => (DateTime?)member.NamedAt, stop);
        return await members
            .Where(member => member.NamedAt == newest && member.ProvenAt == null && member.DeclinedAt == null
                && !db.Set<ProfileOwner>().Any(owner => owner.ProfileId == member.ProfileId)
                && !db.Set<Profile>().Any(profile => profile.Removed && (profile.Id == member.ProfileId || (member.Npi != null && profile.Npi == member.Npi)))
                && !db.Set<RosterMember>().Any(other => other.DeclinedAt != null
                    && (other.Known == member.Known || (member.Npi != null && other.Npi == member.Npi) || (member.MailKey != null && other.MailKey == member.MailKey))))
            .OrderBy(member => member.Id).ToListAsync(stop);
    }

    private bool IsDue(RosterMember member) => member.InvitedAt is not { } at || (member.Invitations < Most && store.Now - at >= Between);

    private void Mark(RosterMember member, InvitedBy by, byte[] key)
    {
        member.Key = key;
        member.KeyEndsAt = store.Now + Lasts;
        member.InvitedBy = by;
        member.InvitedAt = store.Now;
        member.Invitations++;
    }

    private static string NewCode() => string.Join('-', RandomNumberGenerator.GetString(Letters, CodeLetters).Chunk(4).Select(group => new string(group)));
}
