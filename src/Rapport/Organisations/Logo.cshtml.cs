using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Pictures;

namespace Rapport.Organisations;

/// <summary>The logo of an organisation: its administrators send it.</summary>
[RequestFormLimits(MultipartBodyLengthLimit = PictureLimits.MostHeard, MemoryBufferThreshold = PictureLimits.MostBytes + 4096)]
internal sealed class LogoModel(Memberships memberships, Logos logos) : PageModel
{
    /// <summary>The field of the form that holds the file.</summary>
    public const string Input = "logo";

    private static readonly Words L = Words.For("Rapport.Organisations.Logo");

    public Organisation Organisation { get; private set; } = null!;

    /// <summary>Null where there is none.</summary>
    public string? Mark { get; private set; }

    public string? Told { get; private set; }

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        Told = Request.Query["done"].ToString() switch
        {
            "kept" when Mark is not null => L["Kept. This is what people see now."],
            "away" when Mark is null => L["It is gone, and nothing of it is kept."],
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPost(string slug, [FromForm] string? act, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        var (who, page) = (SignedIn.Of(HttpContext)!.Account, OrganisationLinks.Logo(Language.Of(HttpContext), slug));
        if (act == "away")
        {
            return await logos.TakeAway(who, slug, stop) ? Redirect(page + "?done=away") : NotFound();
        }
        var mend = PictureWords.None;
        if (await SentPicture.Read(Request.Form, Input, stop) is { } file)
        {
            if (await logos.Put(who, slug, file, stop) is not { } problem)
            {
                return NotFound();
            }
            if (problem == PictureProblem.None)
            {
                return Redirect(page + "?done=kept");
            }
            mend = PictureWords.Mend(problem)!;
        }
        ModelState.AddModelError(Input, mend);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> Read(string slug, CancellationToken stop)
    {
        if (await memberships.Find(SignedIn.Of(HttpContext)!.Account, slug, stop) is not { Me.IsAdministrator: true } seat)
        {
            return false;
        }
        Organisation = seat.Organisation;
        Mark = await logos.MarkOf(seat.Organisation.Id, stop);
        return true;
    }
}
