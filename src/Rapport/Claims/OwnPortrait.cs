using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Pictures;
using Rapport.Portraits;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>What the owner of a profile lets stand for her face. What was there before is erased, not only covered.</summary>
internal sealed class OwnPortrait(Store store, PictureProcess pictures)
{
    /// <summary>Its name in the history of a profile.</summary>
    public const string Field = "portrait";

    /// <summary>What the history calls a photograph.</summary>
    public const string PhotographWord = "a photograph";

    /// <summary>A photograph of hers, drawn anew.</summary>
    /// <returns>Why nothing came of it, and nothing changed.</returns>
    public async Task<PictureProblem> Photograph(Guid account, byte[] file, CancellationToken stop)
    {
        var redrawn = await pictures.Draw(account, file, PictureShape.Square, stop);
        if (redrawn.Picture is { } picture)
        {
            await Keep(account, new OwnFace(RandomNumberGenerator.GetHexString(32, lowercase: true), Drawn: null), picture, stop);
        }
        return redrawn.Problem;
    }

    /// <summary>A drawing that she put together.</summary>
    public Task Draw(Guid account, Portrait drawn, CancellationToken stop) => Keep(account, new OwnFace(Photograph: null, drawn), picture: null, stop);

    /// <summary>Nothing: two letters stand there.</summary>
    public Task TakeAway(Guid account, CancellationToken stop) => Keep(account, face: null, picture: null, stop);

    /// <summary>Erases it within a transaction of the caller's.</summary>
    public static async Task Drop(RapportDb db, Profile profile, CancellationToken stop)
    {
        profile.Face = null;
        await db.Set<Photograph>().Where(one => one.ProfileId == profile.Id).ExecuteDeleteAsync(stop);
    }

    private Task<bool> Keep(Guid account, OwnFace? face, Picture? picture, CancellationToken stop) => store.Erase(async db =>
    {
        if (await db.Set<ProfileOwner>().SingleOrDefaultAsync(one => one.AccountId == account, stop) is not { } owner
            || await db.Set<Profile>().FindAsync([owner.ProfileId], stop) is not { } profile
            || profile.Face == face?.Write())
        {
            return false;
        }
        var before = OwnFace.Read(profile.Face);
        await Drop(db, profile, stop);
        profile.Face = face?.Write();
        if (picture is not null)
        {
            db.Add(new Photograph { ProfileId = profile.Id, Mark = face!.Photograph!, Small = picture.Small, Large = picture.Large, SetAt = store.Now });
        }
        db.Add(new FactChange
        {
            ProfileId = profile.Id,
            Field = Field,
            Before = Word(before),
            After = Word(face),
            Source = Source.Therapist,
            By = ProfileOwner.By,
            At = store.Now,
        });
        profile.Revision++;
        profile.UpdatedAt = store.Now;
        await ChangeFeed.Append(db, [profile.Id], store.Now, stop);
        return true;
    }, stop);

    private static string? Word(OwnFace? face) => face switch
    {
        null => null,
        { Photograph: not null } => PhotographWord,
        _ => "a drawing",
    };
}
