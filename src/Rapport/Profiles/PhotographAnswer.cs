using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>Hands photographs to browsers: of those who are listed to everybody, of others to their owner alone.</summary>
internal static class PhotographAnswer
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/photographs/{mark}/{size}", Get).ExcludeFromDescription();

    private static async Task<IResult> Get(string mark, string size, HttpContext context, Store store, Sessions sessions, CancellationToken stop)
    {
        await using var db = store.Read();
        var listing = await Visibility.Of(db, stop);
        if (size is not (ProfileLinks.SmallPhotograph or ProfileLinks.LargePhotograph)
            || await db.Set<Photograph>().Where(one => one.Mark == mark).Select(one => (long?)one.ProfileId).SingleOrDefaultAsync(stop) is not { } id
            || !(await Visibility.Among(db.Set<Profile>(), listing).AnyAsync(profile => profile.Id == id && profile.Claimed, stop) || await IsHers(db, id, context, sessions, stop)))
        {
            return TypedResults.NotFound();
        }
        // In her own browser alone: whoever stands between would show it on after she took it off.
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return await (size == ProfileLinks.SmallPhotograph
            ? db.Set<Photograph>().Where(one => one.Mark == mark).Select(one => one.Small)
            : db.Set<Photograph>().Where(one => one.Mark == mark).Select(one => one.Large)).SingleOrDefaultAsync(stop) is { } bytes
            ? TypedResults.Bytes(bytes, "image/jpeg")
            : TypedResults.NotFound();
    }

    private static async Task<bool> IsHers(RapportDb db, long profile, HttpContext context, Sessions sessions, CancellationToken stop) =>
        await sessions.Find(context) is { } who && await db.Set<ProfileOwner>().AnyAsync(owner => owner.ProfileId == profile && owner.AccountId == who.Account, stop);
}
