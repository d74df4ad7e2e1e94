using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>What one batch of an import changes, gathered before it is written at once.</summary>
/// <param name="now">When, UTC.</param>
internal sealed class BatchChanges(DateTime now)
{
    public List<Profile> NewPeople { get; } = [];

    public List<Profile> ChangedPeople { get; } = [];

    public List<Practice> NewPractices { get; } = [];

    public List<Practice> ChangedPractices { get; } = [];

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
