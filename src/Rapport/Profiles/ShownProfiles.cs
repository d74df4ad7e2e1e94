using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>A profile as anyone may see it.</summary>
/// <param name="Facts">What may be shown of it: <see cref="ProfileFacts.Shown"/>.</param>
/// <param name="Face">What its owner chose to stand for her face.</param>
internal sealed record ShownProfile(long Id, bool Claimed, ProfileFacts Facts, string? Face = null);

/// <summary>
/// Profiles as anyone may see them, many at once. To read a document takes far longer than to fetch it, so those last asked
/// for stay here, read. Who is listed and which revision holds is asked of the database each time: a change or a removal is
/// seen with the next page, whoever made it.
/// </summary>
/// <param name="mostKept">How many are kept.</param>
internal sealed class ShownProfiles(int mostKept = ShownProfiles.MostKept)
{
    /// <summary>A few kB each, fifty pages of people: a small machine stays small.</summary>
    public const int MostKept = 600;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Kept> _kept = [];

    // Where there is no room left, one by lot makes it: who is asked for often is soon back, and where more people are
    // asked for in turn than there is room for, as many stay as can. By the time since they were asked for, none would.
    private readonly List<long> _ids = [];

    /// <summary>How many are kept now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>Those of several numbers who may be seen.</summary>
    /// <exception cref="System.Text.Json.JsonException">A document that cannot be read.</exception>
    public async Task<IReadOnlyDictionary<long, ShownProfile>> Of(
        RapportDb db, IReadOnlyCollection<long> ids, RegistryListing listing, CancellationToken stop)
    {
        var states = await Visibility.Among(db.Set<Profile>().AsNoTracking(), listing).Where(profile => ids.Contains(profile.Id))
            .Select(profile => new State(profile.Id, profile.Claimed, profile.Revision, profile.UpdatedAt)).ToListAsync(stop);
        var shown = new Dictionary<long, ShownProfile>(states.Count);
        var missing = new List<long>();
        lock (_lock)
        {
            foreach (var state in states)
            {
                if (Find(state) is { } known)
                {
                    shown.Add(state.Id, known);
                }
                else
                {
                    missing.Add(state.Id);
                }
            }
        }
        if (missing.Count > 0)
        {
            // Whole rows, so that facts and revision are of one moment.
            var rows = await Visibility.Among(db.Set<Profile>().AsNoTracking(), listing)
                .Where(profile => missing.Contains(profile.Id)).ToListAsync(stop);
            foreach (var row in rows)
            {
                var read = new ShownProfile(row.Id, row.Claimed, row.Shown(), row.Face);
                shown.Add(row.Id, read);
                lock (_lock)
                {
                    Keep(new Kept(new State(row.Id, row.Claimed, row.Revision, row.UpdatedAt), read));
                }
            }
        }
        return shown;
    }

    private ShownProfile? Find(State state) =>
        _kept.TryGetValue(state.Id, out var kept) && kept.State == state ? kept.Profile : null;

    private void Keep(Kept kept)
    {
        var id = kept.State.Id;
        if (!_kept.ContainsKey(id))
        {
            if (_ids.Count < mostKept)
            {
                _ids.Add(id);
            }
            else
            {
                var lot = Random.Shared.Next(_ids.Count);
                _kept.Remove(_ids[lot]);
                _ids[lot] = id;
            }
        }
        _kept[id] = kept;
    }

    /// <summary>What tells one state of a profile from the next.</summary>
    private sealed record State(long Id, bool Claimed, int Revision, DateTime UpdatedAt);

    private sealed record Kept(State State, ShownProfile Profile);
}
