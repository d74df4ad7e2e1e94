using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>In a demo, who plays a therapist keeps the first of the invented profiles that nobody keeps.</summary>
internal static class PlayedTherapist
{
    /// <summary>Gives it to an account; its name, or null where there is none left.</summary>
    public static async Task<string?> Begin(RapportDb db, Guid account, DateTime now, CancellationToken stop)
    {
        if (await Visibility.Among(db.Set<Profile>(), RegistryListing.Hidden).Where(profile => !db.Set<ProfileOwner>().Any(owner => owner.ProfileId == profile.Id))
            .OrderBy(profile => profile.Id).FirstOrDefaultAsync(stop) is not { } profile)
        {
            return null;
        }
        db.Add(new ProfileOwner { ProfileId = profile.Id, AccountId = account, Since = now, CountedFrom = now, Proof = Proof.Check });
        return profile.Read().Facts.Name?.Value.Display();
    }
}
