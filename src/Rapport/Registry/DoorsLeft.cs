using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry.Values;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>
/// Judges the places again that only an organisation at the door kept from counting as a home, once organisations have
/// closed or moved: her own row may not come again for years.
/// </summary>
internal sealed class DoorsLeft(Store store, HomePlaces homes)
{
    private const int BatchRows = 2_000;

    // As the document writes it; few documents of a store hold it.
    private const string Mark = "\"isHomeButForOrganisation\":true";

    /// <summary>Looks through all profiles; each batch is one transaction, and done twice changes nothing more.</summary>
    public async Task Judge(Action<long, long> progress, CancellationToken stop)
    {
        List<long> numbers;
        await using (var db = store.Read())
        {
            // Read through without keeping writers out.
            numbers = await db.Set<Profile>().Where(profile => profile.Document.Contains(Mark)).Select(profile => profile.Id)
                .ToListAsync(stop);
        }
        var done = 0;
        foreach (var batch in numbers.Chunk(BatchRows))
        {
            await store.Write(db => Judge(db, batch, stop), stop);
            progress(done += batch.Length, numbers.Count);
        }
    }

    private async Task Judge(RapportDb db, long[] numbers, CancellationToken stop)
    {
        var marked = await db.Set<Profile>().AsNoTracking().Where(profile => EF.Parameter(numbers).Contains(profile.Id)).ToListAsync(stop);
        var changes = new BatchChanges(store.Now);
        foreach (var profile in marked)
        {
            var before = profile.Read();
            if (before.Facts.Places is not { Source: Source.Registry } places)
            {
                continue;
            }
            var facts = before.Facts with { Places = places with { Value = homes.AfterLeaving(places.Value) } };
            var document = (before with { Facts = facts }).ToJson();
            if (document != profile.Document)
            {
                changes.Note(profile.Id, before.Facts, facts);
                profile.Document = document;
                changes.Touch(profile);
            }
        }
        await changes.Save(db, stop);
    }
}
