using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>What one batch of an import changes, gathered before it is written at once.</summary>
/// <param name="now">When, UTC.</param>
internal sealed class BatchChanges(DateTime now)
{
    /// <summary>To be inserted, their numbers given.</summary>
    public List<Profile> NewPeople { get; } = [];

    /// <summary>To be written over; filled by <see cref="Touch"/>.</summary>
    public List<Profile> ChangedPeople { get; } = [];

    /// <summary>To be inserted, their numbers given.</summary>
    public List<Practice> NewPractices { get; } = [];

    /// <summary>To be written over.</summary>
    public List<Practice> ChangedPractices { get; } = [];

    /// <summary>Lines of the history; filled by <see cref="Note"/>.</summary>
    public List<FactChange> History { get; } = [];

    /// <summary>Notes for the history what the registry says differently now.</summary>
    public void Note(long profileId, ProfileFacts before, ProfileFacts after)
    {
        foreach (var field in RegistryFacts.Changed(before, after))
        {
            History.Add(new FactChange
            {
                ProfileId = profileId,
                Field = field.Name,
                Before = field.Print(before),
                After = field.Print(after),
                Source = Source.Registry,
                At = now,
            });
        }
    }

    /// <summary>The profile is another than before.</summary>
    public void Touch(Profile profile)
    {
        profile.Revision++;
        profile.UpdatedAt = now;
        ChangedPeople.Add(profile);
    }

    /// <summary>Writes it all with its lines of the change feed, in the caller's transaction.</summary>
    public async Task Save(RapportDb db, CancellationToken stop)
    {
        var bulk = new BulkWriter(db);
        await bulk.Insert(NewPeople, stop);
        await bulk.Update(ChangedPeople, stop);
        await bulk.Insert(NewPractices, stop);
        await bulk.Update(ChangedPractices, stop);
        await bulk.Insert(History, stop);
        var last = await ChangeFeed.Last(db, stop);
        await bulk.Insert(
            [
                .. NewPeople.Concat(ChangedPeople)
                    .Select(profile => new Change { Sequence = ++last, ProfileId = profile.Id, At = now }),
            ], stop);
    }
}
