using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Pictures;
using Rapport.Storage;

namespace Rapport.Organisations;

/// <summary>Keeps logos as their administrators send them, and hands them to browsers.</summary>
internal sealed class Logos(Store store, PictureProcess pictures)
{
    private const string Small = "small.png";
    private const string Large = "large.png";

    /// <summary>The address of one for the head of pages; null where there is none.</summary>
    public static string? SmallAt(string? mark) => mark is null ? null : $"/logos/{mark}/{Small}";

    /// <summary>The address of one for a page of its own; null where there is none.</summary>
    public static string? LargeAt(string? mark) => mark is null ? null : $"/logos/{mark}/{Large}";

    /// <summary>The mark of one; null where the organisation has none.</summary>
    public static Task<string?> MarkOf(RapportDb db, Guid organisation, CancellationToken stop) =>
        db.Set<OrganisationLogo>().Where(logo => logo.OrganisationId == organisation).Select(logo => logo.Mark).SingleOrDefaultAsync(stop);

    /// <inheritdoc cref="MarkOf(RapportDb, Guid, CancellationToken)"/>
    public async Task<string?> MarkOf(Guid organisation, CancellationToken stop)
    {
        await using var db = store.Read();
        return await MarkOf(db, organisation, stop);
    }

    /// <summary>An administrator sends one. Why nothing came of it; null for everybody else, and nothing changed.</summary>
    public async Task<PictureProblem?> Put(Guid by, string slug, byte[] file, CancellationToken stop)
    {
        var redrawn = await pictures.Draw(by, file, PictureShape.Whole, stop);
        return redrawn.Picture is not { } picture ? redrawn.Problem : await Keep(by, slug, picture, stop) ? PictureProblem.None : null;
    }

    /// <summary>An administrator takes it away; false for everybody else.</summary>
    public Task<bool> TakeAway(Guid by, string slug, CancellationToken stop) => Keep(by, slug, picture: null, stop);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/logos/{mark}/{size}", Get).ExcludeFromDescription();

    private Task<bool> Keep(Guid by, string slug, Picture? picture, CancellationToken stop) => store.Erase(async db =>
    {
        if (await Memberships.Administered(db, slug, by, stop) is not { } organisation)
        {
            return false;
        }
        await db.Set<OrganisationLogo>().Where(logo => logo.OrganisationId == organisation.Id).ExecuteDeleteAsync(stop);
        if (picture is not null)
        {
            db.Add(new OrganisationLogo { OrganisationId = organisation.Id, Mark = RandomNumberGenerator.GetHexString(32, lowercase: true), Small = picture.Small, Large = picture.Large, SetAt = store.Now });
        }
        return true;
    }, stop);

    private static async Task<IResult> Get(string mark, string size, HttpContext context, Store store, CancellationToken stop)
    {
        await using var db = store.Read();
        var logos = db.Set<OrganisationLogo>().Where(logo => logo.Mark == mark);
        var bytes = size switch
        {
            Small => await logos.Select(logo => logo.Small).SingleOrDefaultAsync(stop),
            Large => await logos.Select(logo => logo.Large).SingleOrDefaultAsync(stop),
            _ => null,
        };
        if (bytes is null)
        {
            return TypedResults.NotFound();
        }
        // Another logo has another address.
        context.Response.Headers.CacheControl = "private, max-age=86400";
        return TypedResults.Bytes(bytes, "image/png");
    }
}
