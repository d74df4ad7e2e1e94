using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>In a demo, who plays a therapist keeps the first of the invented profiles that nobody keeps and that has an answer about openings for one office and another for elsewhere.</summary>
internal static class PlayedTherapist
{
    private const int LookedAt = 1000;

    /// <summary>Gives it to an account; its name, or null where there is none left.</summary>
    public static async Task<string?> Begin(RapportDb db, Guid account, DateTime now, CancellationToken stop)
    {
        var free = await Visibility.Among(db.Set<Profile>(), RegistryListing.Hidden).Where(profile => !db.Set<ProfileOwner>().Any(owner => owner.ProfileId == profile.Id))
            .OrderBy(profile => profile.Id).Take(LookedAt).AsNoTracking().ToListAsync(stop);
        if ((free.FirstOrDefault(one => one.Read().Facts.Openings?.Value is { Count: > 1 } said && said.Any(opening => opening.PlaceId is null)) ?? free.FirstOrDefault()) is not { } profile)
        {
            return null;
        }
        db.Add(new ProfileOwner { ProfileId = profile.Id, AccountId = account, Since = now, CountedFrom = now, Proof = Proof.Check });
        return profile.Read().Facts.Name?.Value.Display();
    }
}
