using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>What a board's file came to.</summary>
internal sealed record LicenceReport
{
    /// <summary>Which column was read as what.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Columns that say nothing here.</summary>
    public required IReadOnlyList<string> NotRead { get; init; }

    public bool IsPreview { get; init; }

    public long Rows { get; init; }

    public long RowsNotTaken { get; init; }

    /// <summary>Licences of profiles that the file speaks of.</summary>
    public int Found { get; init; }

    public int Verified { get; init; }

    /// <summary>The name differs, or the standing is in words that are not known: a person looks.</summary>
    public int Waiting { get; init; }

    public int Lapsed { get; init; }

    /// <summary>Of a state of which the file holds all licences, and not in it.</summary>
    public int NotInFile { get; init; }

    /// <summary>Where the rows that were not taken stand.</summary>
    public string? Rejects { get; init; }
}

/// <summary>Compares the licences of all profiles with a file that a board gave out. Profiles are looked at in batches, each written whole.</summary>
/// <param name="store">The store.</param>
/// <param name="checks">Writes what is found.</param>
/// <param name="columns">Of the file.</param>
/// <param name="source">What the file is, in the operator's words.</param>
/// <param name="isComplete">It holds all licences of its states: what is not in it is not verified.</param>
/// <param name="isPreview">Only says what would be found.</param>
internal sealed class LicenceImport(Store store, Checks checks, LicenceColumns columns, string source, bool isComplete, bool isPreview)
{
    private const int Batch = 1_000;

    private readonly Dictionary<Standing, int> _count = [];
    private int _notInFile;

    public async Task<LicenceReport> Run(IReadOnlyList<BoardRow> rows, long read, Action<long, long> progress, CancellationToken stop)
    {
        var byKey = rows.GroupBy(row => (row.State, Checks.Key(row.Says.Number))).ToDictionary(same => same.Key, same => same.ToList());
        var states = rows.Select(row => row.State).ToHashSet(StringComparer.Ordinal);
        long last = 0, done = 0, whole;
        await using (var db = store.Read())
        {
            whole = await db.Set<Profile>().LongCountAsync(stop);
        }
        while (true)
        {
            List<long> batch;
            await using (var db = store.Read())
            {
                var profiles = await db.Set<Profile>().AsNoTracking().Where(profile => profile.Id > last).OrderBy(profile => profile.Id).Take(Batch).ToListAsync(stop);
                if (profiles.Count == 0)
                {
                    break;
                }
                last = profiles[^1].Id;
                done += profiles.Count;
                batch = [.. profiles.Where(profile => Seen(profile).Any(licence => byKey.ContainsKey((licence.State, Checks.Key(licence.Number!))) || (isComplete && profile.Claimed && states.Contains(licence.State))))
                    .Select(profile => profile.Id)];
            }
            progress(done, whole);
            if (batch.Count > 0)
            {
                await Look(batch, byKey, states, stop);
            }
        }
        return new LicenceReport
        {
            Columns = columns.Read,
            NotRead = columns.NotRead,
            IsPreview = isPreview,
            Rows = read,
            RowsNotTaken = read - rows.Count,
            Found = _count.Values.Sum(),
            Verified = _count.GetValueOrDefault(Standing.Verified),
            Waiting = _count.GetValueOrDefault(Standing.Waiting),
            Lapsed = _count.GetValueOrDefault(Standing.Lapsed),
            NotInFile = _notInFile,
        };
    }

    private static IEnumerable<Licence> Seen(Profile profile) => (profile.Read().Facts.Licences?.Value ?? []).Where(licence => licence.Number is not null);

    private async Task Look(List<long> batch, Dictionary<(string, string), List<BoardRow>> byKey, HashSet<string> states, CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(store.Now);
        async Task Each(RapportDb db)
        {
            var changed = new HashSet<long>();
            var looks = await Looks.At(db, batch, stop);
            foreach (var profile in await db.Set<Profile>().Where(profile => batch.Contains(profile.Id)).ToListAsync(stop))
            {
                foreach (var licence in Seen(profile).ToList())
                {
                    var facts = profile.Read().Facts;
                    if (byKey.TryGetValue((licence.State, Checks.Key(licence.Number!)), out var found))
                    {
                        // Boards of one state number apart: of several rows those with her name are hers. Where they do not agree, a person looks.
                        var hers = found.Where(one => SamePerson.Names(facts).Any(name => SamePerson.IsSame(name, one.Holder))).DefaultIfEmpty(found[0])
                            .Select(one => (Row: one, Standing: Checks.Compare(facts, looks.Owner(profile.Id), looks.Decided(profile.Id, licence.State, licence.Number!), one.Holder, one.Says, today)))
                            .OrderBy(one => one.Standing == Standing.Verified).ToList();
                        var row = hers[0].Row;
                        var standing = hers.TrueForAll(one => one.Standing == hers[0].Standing) ? hers[0].Standing : Standing.Waiting;
                        _count[standing] = _count.GetValueOrDefault(standing) + 1;
                        if (!isPreview && await checks.Add(db, looks, profile, licence, standing, row.Says, source, Licence.BoardFile, by: null, note: null, stop))
                        {
                            changed.Add(profile.Id);
                        }
                    }
                    else if (isComplete && profile.Claimed && states.Contains(licence.State))
                    {
                        _notInFile++;
                        if (!isPreview && await checks.Add(db, looks, profile, licence, Standing.CouldNotVerify, board: null, source, Licence.BoardFile, by: null, note: null, stop))
                        {
                            changed.Add(profile.Id);
                        }
                    }
                }
            }
            if (changed.Count > 0)
            {
                await ChangeFeed.Append(db, changed, store.Now, stop);
            }
        }
        if (isPreview)
        {
            await using var db = store.Read();
            await Each(db);
            return;
        }
        await store.Write(Each, stop);
    }
}
