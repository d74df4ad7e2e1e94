using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>What the owner of a profile does with it. Whose it is, is asked of the account each time; no request names a profile.</summary>
internal sealed class OwnProfile(Store store, ProfileEditor editor, Removals removals, Vocabularies words)
{
    /// <summary>Mails that ask whether it is still right, or say that it is off the list for it.</summary>
    public static readonly IReadOnlyCollection<string> AsksForIt = ["upkeep", "upkeep-off"];

    /// <summary>Keeps what she says of some fields.</summary>
    /// <exception cref="FieldProblem">A value cannot be read: nothing is changed.</exception>
    public Task Save(Guid account, Profile profile, IReadOnlyList<KeyValuePair<string, string>> values, CancellationToken stop) =>
        editor.Set(profile.Id, values, Source.Therapist, ProfileOwner.By, keeper: account, stop: stop);

    /// <summary>Keeps what she says in drafts, all at once, and throws them away. False, and nothing changed, where a listed profile would lack something.</summary>
    /// <exception cref="FieldProblem">A value cannot be read: nothing is changed.</exception>
    public async Task<bool> Publish(Guid account, Profile profile, IReadOnlyList<Draft> drafts, CancellationToken stop)
    {
        var values = drafts.SelectMany(draft => draft.Values).ToList();
        if (WouldLack(profile, values).Count > 0)
        {
            return false;
        }
        await editor.Set(
            profile.Id, values, Source.Therapist, ProfileOwner.By, keeper: account,
            also: async db =>
            {
                foreach (var published in drafts)
                {
                    // One that she kept meanwhile stays.
                    await db.Set<ProfileDraft>().Where(draft => draft.AccountId == account && draft.Topic == published.Topic && draft.SavedAt == published.SavedAt).ExecuteDeleteAsync(stop);
                }
            },
            stop: stop);
        return true;
    }

    /// <summary>What a listed profile would lack with these values; nothing of one that is not listed, which may lack what it likes.</summary>
    /// <exception cref="FieldProblem">A value cannot be read.</exception>
    public IReadOnlyList<Topic> WouldLack(Profile profile, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        if (!profile.Claimed || profile.Removed)
        {
            return [];
        }
        var origin = new FactOrigin(Source.Therapist, store.Now);
        return Topics.Missing(values.Aggregate(profile.Read().Facts, (facts, value) => ProfileFields.Named(value.Key).Set(facts, value.Value, words, origin)));
    }

    /// <summary>She says that all that she was shown is right: it is listed from now on. False while something is missing, or where she does not keep it.</summary>
    public Task<bool> Confirm(Guid account, CancellationToken stop) => store.Write(async db =>
    {
        if (await Kept(db, account, stop) is not { Removed: false } profile || Topics.Missing(profile.Read().Facts).Count > 0)
        {
            return false;
        }
        await OwnerMail.Withdraw(db, account, AsksForIt, stop);
        await editor.Confirm(db, profile, Topics.All.SelectMany(topic => topic.Asks).Select(asked => asked.Field), ProfileOwner.By, stop);
        foreach (var member in await db.Set<RosterMember>().Where(member => member.ProfileId == profile.Id && member.ProvenAt != null && member.ConfirmedAt == null).ToListAsync(stop))
        {
            member.ConfirmedAt = store.Now;
        }
        return true;
    }, stop);

    /// <summary>Takes it off the list, at once and through every import.</summary>
    public async Task TakeOff(Guid account, CancellationToken stop)
    {
        if (await IdOf(account, stop) is { } id)
        {
            await removals.ByOwner(id, stop);
            await store.Write(db => OwnerMail.Withdraw(db, account, OwnerMail.Reminders, stop), stop);
        }
    }

    /// <summary>Puts it back.</summary>
    public async Task PutBack(Guid account, CancellationToken stop)
    {
        if (await IdOf(account, stop) is { } id)
        {
            await removals.UndoByOwner(id, stop);
        }
    }

    private async Task<long?> IdOf(Guid account, CancellationToken stop)
    {
        await using var db = store.Read();
        return await db.Set<ProfileOwner>().Where(owner => owner.AccountId == account).Select(owner => (long?)owner.ProfileId).SingleOrDefaultAsync(stop);
    }

    private static async Task<Profile?> Kept(RapportDb db, Guid account, CancellationToken stop) =>
        await db.Set<ProfileOwner>().Where(owner => owner.AccountId == account).Select(owner => (long?)owner.ProfileId).SingleOrDefaultAsync(stop) is { } id
            ? await db.Set<Profile>().FindAsync([id], stop)
            : null;
}
