using Microsoft.EntityFrameworkCore;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Rosters;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>In a demo, who plays a therapist that is new is told of one record to take over: nobody keeps or claims it, and a code can come by telephone or by letter.</summary>
internal static class PlayedNewcomer
{
    private const int LookedAt = 200;

    private static readonly Words L = Words.For("Rapport.Claims.PlayedNewcomer");

    /// <summary>What finds it; null where there is none.</summary>
    public static async Task<string?> Says(RapportDb db, CancellationToken stop)
    {
        var free = await db.Set<Profile>().AsNoTracking()
            .Where(profile => !profile.Claimed && !profile.Removed && profile.Npi != null && !db.Set<ProfileOwner>().Any(owner => owner.ProfileId == profile.Id)
                && !db.Set<Claim>().Any(claim => claim.ProfileId == profile.Id) && !db.Set<RosterMember>().Any(member => member.ProfileId == profile.Id))
            .OrderBy(profile => profile.Id).Take(LookedAt).ToListAsync(stop);
        foreach (var profile in free)
        {
            var facts = profile.Read().Facts;
            if (facts is { Name.Value: { First.Length: > 0 } name, Places.Value: [var place, ..] } && ClaimWays.Called(facts) is not null && ClaimWays.Posted(facts) is not null)
            {
                return L["Look for {0} {1} at ZIP {2}, or for the number {3}. A code can come by telephone or by letter.", name.First, name.Last, place.Zip, profile.Npi];
            }
        }
        return null;
    }
}
