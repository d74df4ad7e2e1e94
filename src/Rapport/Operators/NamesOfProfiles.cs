using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>Who the profiles of a list are, as an operator reads them.</summary>
internal static class NamesOfProfiles
{
    public static async Task<Dictionary<long, string>> Of(
        Store store, IReadOnlyCollection<long> ids, CancellationToken stop)
    {
        await using var db = store.Read();
        var profiles = await db.Set<Profile>().AsNoTracking().Where(profile => ids.Contains(profile.Id)).ToListAsync(stop);
        return profiles.ToDictionary(
            profile => profile.Id,
            // Remembered by a restore for the next import, which brings the name.
            profile => profile.Read().Facts.Name?.Value.Display() ?? "(name not known yet)");
    }
}
