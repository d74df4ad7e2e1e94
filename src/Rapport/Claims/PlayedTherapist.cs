using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>
/// In a demo, who plays a therapist keeps the first of the invented profiles that nobody keeps, that was confirmed not long ago, and that has an
/// answer about openings for one office and another for elsewhere.
/// </summary>
internal static class PlayedTherapist
{
    private const int LookedAt = 1000;

    /// <summary>Who has said something since then is not asked yet whether it is still right.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(60);

    /// <summary>When the owner of an invented profile said something of it last, where that is not long ago; null where it is.</summary>
    public static DateTime? SaidLately(ProfileFacts facts, DateTime now) => facts.SaidByOwner() is { } said && said > now - Lately && said.Date < now.Date ? said : null;

    /// <summary>Gives it to an account; its name, or null where there is none left.</summary>
    public static async Task<string?> Begin(RapportDb db, Guid account, DateTime now, CancellationToken stop)
    {
        var free = await Visibility.Among(db.Set<Profile>(), RegistryListing.Hidden).Where(profile => !db.Set<ProfileOwner>().Any(owner => owner.ProfileId == profile.Id))
            .OrderBy(profile => profile.Id).Take(LookedAt).AsNoTracking().ToListAsync(stop);
        var known = free.ConvertAll(profile => (profile.Id, profile.Read().Facts));
        if (known.Count == 0)
        {
            return null;
        }
        var lately = known.FindAll(one => SaidLately(one.Facts, now) is not null);
        var suiting = lately.Count > 0 ? lately : known;
        var (id, facts) = suiting.FirstOrDefault(one => HasTwoAnswers(one.Facts), suiting[0]);
        var said = facts.SaidByOwner() ?? now;
        db.Add(new ProfileOwner { ProfileId = id, AccountId = account, Since = said, CountedFrom = said, Proof = Proof.Check, KnownAs = ProfileOwner.Known(facts) });
        return facts.Name?.Value.Display();
    }

    private static bool HasTwoAnswers(ProfileFacts facts) => facts.Openings?.Value is { Count: > 1 } said && said.Any(opening => opening.PlaceId is null);
}
