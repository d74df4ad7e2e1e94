using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>A topic that waits to be published.</summary>
/// <param name="Topic">Name of the topic.</param>
/// <param name="Values">What each field is to say, as the catalogue of fields reads it; empty for "not known".</param>
/// <param name="SavedAt">When, UTC.</param>
internal sealed record Draft(string Topic, IReadOnlyDictionary<string, string> Values, DateTime SavedAt);

/// <summary>What owners of profiles have written and not published, one draft a topic.</summary>
internal sealed class Drafts(Store store, AccountSeal seal, Vocabularies words)
{
    /// <summary>Hers, by topic; none where she does not keep the profile any more.</summary>
    public async Task<IReadOnlyDictionary<string, Draft>> Of(Guid account, CancellationToken stop)
    {
        await using var db = store.Read();
        var rows = await db.Set<ProfileDraft>().AsNoTracking()
            .Where(draft => draft.AccountId == account && db.Set<ProfileOwner>().Any(owner => owner.ProfileId == draft.ProfileId && owner.AccountId == account)).ToListAsync(stop);
        return rows.Select(row => new Draft(row.Topic, row.Values(seal), row.SavedAt))
            .ToDictionary(draft => draft.Topic, StringComparer.Ordinal);
    }

    /// <summary>Keeps one; false where she keeps no profile.</summary>
    /// <exception cref="FieldProblem">A value cannot be read: nothing is kept.</exception>
    public Task<bool> Keep(Guid account, string topic, IEnumerable<KeyValuePair<string, string>> values, CancellationToken stop)
    {
        var kept = values.ToDictionary(StringComparer.Ordinal);
        _ = Apply(new ProfileFacts(), kept);
        var content = seal.Seal(account, ProfileDraft.Sealed, JsonSerializer.SerializeToUtf8Bytes(kept));
        return store.Write(async db =>
        {
            if (await db.Set<ProfileOwner>().AsNoTracking().SingleOrDefaultAsync(one => one.AccountId == account, stop) is not { } owner)
            {
                return false;
            }
            if (await db.Set<ProfileDraft>().FindAsync([account, owner.ProfileId, topic], stop) is { } draft)
            {
                (draft.Content, draft.SavedAt) = (content, store.Now);
            }
            else
            {
                db.Add(new ProfileDraft { AccountId = account, ProfileId = owner.ProfileId, Topic = topic, Content = content, SavedAt = store.Now });
            }
            return true;
        }, stop);
    }

    /// <summary>Throws one away.</summary>
    public Task Drop(Guid account, string topic, CancellationToken stop) =>
        store.Erase(db => db.Set<ProfileDraft>().Where(draft => draft.AccountId == account && draft.Topic == topic).ExecuteDeleteAsync(stop), stop);

    /// <summary>The facts as they would stand, were drafts published. What a newer vocabulary does not know any more is left out.</summary>
    public ProfileFacts With(ProfileFacts facts, IEnumerable<Draft> drafts)
    {
        foreach (var (field, value) in drafts.SelectMany(draft => draft.Values))
        {
            try
            {
                facts = Apply(facts, [KeyValuePair.Create(field, value)]);
            }
            catch (FieldProblem)
            {
                // She sees it as it stands, and what to mend when she opens the topic.
            }
        }
        return facts;
    }

    private ProfileFacts Apply(ProfileFacts facts, IEnumerable<KeyValuePair<string, string>> values)
    {
        var origin = new FactOrigin(Source.Therapist, store.Now);
        return values.Aggregate(facts, (now, value) => ProfileFields.Named(value.Key).Set(now, value.Value, words, origin));
    }
}
