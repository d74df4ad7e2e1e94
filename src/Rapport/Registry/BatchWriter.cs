using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>What has become of the rows so far.</summary>
internal sealed record ImportTally
{
    public long Added { get; set; }

    public long Updated { get; set; }

    public long Unchanged { get; set; }

    public long UpdatedElsewhere { get; set; }

    public long Unlisted { get; set; }

    public long Relisted { get; set; }

    public long Questions { get; set; }

    /// <summary>Counts what came of a row of someone whom the store holds.</summary>
    public void Count(RegistryRecord row, bool updated)
    {
        if (row.Elsewhere)
        {
            UpdatedElsewhere += updated ? 1 : 0;
        }
        else if (updated)
        {
            Updated++;
        }
        else
        {
            Unchanged++;
        }
    }
}

/// <summary>
/// Writes batches of rows: people, practices, numbers that went out of use. One batch is one transaction, with one
/// line of the change feed for each person that changed.
/// </summary>
/// <param name="homes">Tells which place may be a home.</param>
/// <param name="namesComplete">A table of further names was read.</param>
/// <param name="newestDate">The latest day of any row of the file.</param>
internal sealed class BatchWriter(Store store, HomePlaces homes, bool namesComplete, DateOnly newestDate)
{
    public ImportTally Tally { get; private set; } = new();

    /// <summary>The numbers in the store.</summary>
    public NpiSet Known { get; } = new();

    /// <summary>Notes which numbers are in the store, so that new ones need not be looked for.</summary>
    public async Task Prepare(CancellationToken stop)
    {
        await using var db = store.Read();
        var people = db.Set<Profile>().AsNoTracking().Where(profile => profile.Npi != null).Select(profile => profile.Npi!.Value);
        var practices = db.Set<Practice>().AsNoTracking().Select(practice => practice.Npi);
        foreach (var numbers in new[] { people, practices })
        {
            await foreach (var number in numbers.AsAsyncEnumerable().WithCancellation(stop))
            {
                if (Npi.TryOf(number, out var npi))
                {
                    Known.Add(npi);
                }
            }
        }
    }

    /// <summary>Writes one batch; when it throws, nothing of the batch is written or counted.</summary>
    public async Task Write(List<RegistryRecord> batch, CancellationToken stop)
    {
        if (batch.Count == 0)
        {
            return;
        }
        var tally = Tally with { };
        await store.Write(async db =>
        {
            var changes = new BatchChanges(store.Now);
            var numbers = batch.Where(record => Known.Contains(record.Npi)).Select(record => record.Npi.Value).ToList();
            var people = await KnownPeople(db, numbers, stop);
            var practices = await KnownPractices(db, numbers, stop);
            var nextPerson = await db.Set<Profile>().MaxAsync(profile => (long?)profile.Id, stop) ?? 0;
            var nextPractice = await db.Set<Practice>().MaxAsync(practice => (long?)practice.Id, stop) ?? 0;
            foreach (var record in batch)
            {
                switch (record)
                {
                    case TherapistRow row when people.TryGetValue(row.Npi.Value, out var profile):
                        TakeKnown(profile, row, changes, tally);
                        break;
                    case PracticeRow row when practices.TryGetValue(row.Npi.Value, out var practice):
                        TakeKnown(practice, row, changes, tally);
                        break;
                    case { Elsewhere: true }:
                        break;
                    case TherapistRow row:
                        changes.NewPeople.Add(New(row, ++nextPerson));
                        tally.Added++;
                        break;
                    case PracticeRow row:
                        changes.NewPractices.Add(New(row, ++nextPractice));
                        tally.Added++;
                        break;
                    case LeftField row when people.TryGetValue(row.Npi.Value, out var profile):
                        TakeOut(profile, row, changes, tally);
                        break;
                    default:
                        Unlist(record, people, practices, changes, tally);
                        break;
                }
            }
            await changes.Save(db, stop);
        }, stop);
        Tally = tally;
        foreach (var record in batch)
        {
            if (record is TherapistRow or PracticeRow)
            {
                Known.Add(record.Npi);
            }
        }
    }

    // One parameter that holds them all: two thousand of them are bound by name in quadratic time.
    private static async Task<Dictionary<long, Profile>> KnownPeople(RapportDb db, List<long> numbers, CancellationToken stop) =>
        numbers.Count == 0
            ? []
            : await db.Set<Profile>().AsNoTracking().Where(profile => EF.Parameter(numbers).Contains(profile.Npi!.Value))
                .ToDictionaryAsync(profile => profile.Npi!.Value, stop);

    private static async Task<Dictionary<long, Practice>> KnownPractices(RapportDb db, List<long> numbers, CancellationToken stop) =>
        numbers.Count == 0
            ? []
            : await db.Set<Practice>().AsNoTracking().Where(practice => EF.Parameter(numbers).Contains(practice.Npi))
                .ToDictionaryAsync(practice => practice.Npi, stop);

    private Profile New(TherapistRow row, long id) => new()
    {
        Id = id,
        Npi = row.Npi.Value,
        RegistryDate = row.Date,
        UpdatedAt = store.Now,
        Document = Document(row),
    };

    private static string Document(TherapistRow row) => new ProfileDocument { Facts = RegistryFacts.Of(row) }.ToJson();

    private void TakeKnown(Profile profile, TherapistRow row, BatchChanges changes, ImportTally tally)
    {
        if (profile.IsErased)
        {
            tally.Count(row, updated: false);
            return;
        }
        // Whoever left the field comes back by the same row too, where the operator now counts its code to the field.
        if (profile.RegistryDate > row.Date
            || (StaysGone(profile.Deactivated, profile.RegistryDate, row.Date, row.Reactivated)
                && !(profile.RegistryDate == row.Date && profile.LeftField(profile.Read()))))
        {
            tally.Count(row, updated: false);
            return;
        }
        // Most rows of a monthly file say what the last one said: seen without reading the document.
        if (profile.RegistryDate == row.Date && profile.Deactivated is null && profile.Document == Document(row))
        {
            tally.Count(row, updated: false);
            return;
        }
        var before = profile.Read();
        var after = RegistryFacts.Merge(before, row, homes);
        var document = after.ToJson();
        if (document == before.ToJson() && profile.RegistryDate == row.Date && profile.Deactivated is null)
        {
            tally.Count(row, updated: false);
            return;
        }
        tally.Relisted += profile.Deactivated is null ? 0 : 1;
        tally.Count(row, updated: true);
        profile.Deactivated = null;
        Take(profile, before, after, row.Date, changes, tally);
    }

    // A row of the same day says nothing newer: which of the two was there first, nobody can tell.
    private void TakeOut(Profile profile, LeftField row, BatchChanges changes, ImportTally tally)
    {
        if (profile.IsErased || profile.RegistryDate >= row.Date || profile.Deactivated >= row.Date)
        {
            return;
        }
        var before = profile.Read();
        if (!profile.Claimed)
        {
            tally.Unlisted += profile.Deactivated is null ? 1 : 0;
            profile.Deactivated = row.Date;
        }
        Take(profile, before, RegistryFacts.WithoutProfession(before, profile.Claimed, row), row.Date, changes, tally);
    }

    private void Take(
        Profile profile, ProfileDocument before, ProfileDocument after, DateOnly date, BatchChanges changes, ImportTally tally)
    {
        changes.Note(profile.Id, before.Facts, after.Facts);
        tally.Questions += after.Questions.Except(before.Questions).Count();
        profile.Document = after.ToJson();
        profile.RegistryDate = date;
        changes.Touch(profile);
    }

    private static Practice New(PracticeRow row, long id) => Filled(
        new Practice { Id = id, Npi = row.Npi.Value, Name = row.Name, City = "", State = "", Zip = "" }, row, keepNames: false);

    private void TakeKnown(Practice practice, PracticeRow row, BatchChanges changes, ImportTally tally)
    {
        if (practice.RegistryDate > row.Date || StaysGone(practice.Deactivated, practice.RegistryDate, row.Date, row.Reactivated))
        {
            tally.Count(row, updated: false);
            return;
        }
        var before = State(practice);
        tally.Relisted += practice.Deactivated is null ? 0 : 1;
        Filled(practice, row, keepNames: !namesComplete);
        practice.Deactivated = null;
        if (before.Equals(State(practice)))
        {
            tally.Count(row, updated: false);
            return;
        }
        tally.Count(row, updated: true);
        changes.ChangedPractices.Add(practice);

        static object State(Practice p) => (
            p.Name, p.OtherNames, p.Line1, p.Line2, (p.City, p.State, p.Zip, p.Telephone, p.Deactivated, p.RegistryDate));
    }

    private static Practice Filled(Practice practice, PracticeRow row, bool keepNames)
    {
        var names = row.OtherNames;
        if (keepNames && practice.OtherNames is { } known)
        {
            names = [.. names.Concat(known.Split('\n')).Distinct(StringComparer.OrdinalIgnoreCase)];
        }
        practice.Name = row.Name;
        practice.OtherNames = names.Count > 0 ? string.Join('\n', names) : null;
        practice.Line1 = row.Place?.Line1;
        practice.Line2 = row.Place?.Line2;
        practice.City = row.Place?.City ?? "";
        practice.State = row.Place?.State ?? "";
        practice.Zip = row.Place?.Zip ?? "";
        practice.Telephone = row.Place?.Telephone;
        practice.RegistryDate = row.Date;
        return practice;
    }

    // A number that went out of use stays so, unless the row says that it came back, or is younger than all that is known.
    private static bool StaysGone(DateOnly? gone, DateOnly? known, DateOnly row, DateOnly? reactivated) =>
        gone is { } day && row <= (known > day ? known : day) && !(reactivated >= day);

    private void Unlist(
        RegistryRecord record, Dictionary<long, Profile> people, Dictionary<long, Practice> practices, BatchChanges changes,
        ImportTally tally)
    {
        // Facts of a later day than the file: the number came back since. The day of a deactivation itself may lie long before it was told.
        var told = record is DeactivatedNumber && newestDate > record.Date ? newestDate : record.Date;
        if (people.TryGetValue(record.Npi.Value, out var profile)
            && !(profile.RegistryDate > told) && !(profile.Deactivated >= record.Date))
        {
            tally.Unlisted += profile.Deactivated is null ? 1 : 0;
            profile.Deactivated = record.Date;
            changes.Touch(profile);
        }
        else if (practices.TryGetValue(record.Npi.Value, out var practice)
            && !(practice.RegistryDate > told) && !(practice.Deactivated >= record.Date)
            && !(record is LeftField && practice.RegistryDate == record.Date))
        {
            tally.Unlisted += practice.Deactivated is null ? 1 : 0;
            practice.Deactivated = record.Date;
            changes.ChangedPractices.Add(practice);
        }
    }
}
