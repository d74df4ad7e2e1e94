using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Core.Search;
using Rapport.Layout;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>Members who agreed that everybody sees them: therapists who are listed as the cards of the list, others by name.</summary>
internal sealed class ShownMembers(Store store, SearchKeys keys, AccountSeal seal)
{
    /// <summary>A page of a clinic of hundreds would be no page.</summary>
    private const int Most = 60;

    public async Task<(IReadOnlyList<ResultCard> Cards, IReadOnlyList<(string Name, string Does)> Others)> Of(Guid organisation, Language language, CancellationToken stop)
    {
        await using var db = store.Read();
        var shown = await db.Set<OrganisationMember>().AsNoTracking().Where(member => member.OrganisationId == organisation && member.Shown)
            .OrderBy(member => member.Since).Take(Most)
            .Select(member => new
            {
                member.Does,
                Account = db.Set<Account>().Single(account => account.Id == member.AccountId),
                Profile = db.Set<ProfileOwner>().Where(owner => owner.AccountId == member.AccountId).Select(owner => (long?)owner.ProfileId).SingleOrDefault(),
            }).ToListAsync(stop);
        var listed = await Listed.Find(store, [.. shown.Where(one => one.Does == MemberWork.Therapist).Select(one => one.Profile).OfType<long>()], stop);
        var doubts = await Doubts.Of(db, [.. listed.Select(row => row.Id)], store.Now, stop);
        var cards = new ResultCards(store, keys, new FilterGroups(keys, language.Code), PlaceTable.Gazetteer, list: null, language.Code);
        return (
            [.. listed.Select(row => Read(row) is { } facts
                ? cards.Make(new FoundProfile(new(row.Id, row.Claimed, facts, row.Face), new SearchHit(row.Id), doubts.GetValueOrDefault(row.Id, Doubts.None)), back: "")
                : null).OfType<ResultCard>().OrderBy(card => card.Name, StringComparer.CurrentCultureIgnoreCase)],
            // A therapist shows through a profile that is listed, or nowhere: nobody else has looked who she is.
            [.. shown.Where(one => one.Does != MemberWork.Therapist).Select(one => (Name: seal.Open(one.Account).Name, Does: OrganisationWords.Of(one.Does)))
                .Where(one => one.Name.Length > 0).OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)]);
    }

    // The doctor finds a document that cannot be read; here it is left out.
    private static ProfileFacts? Read(Profile row)
    {
        try
        {
            return row.Shown();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
