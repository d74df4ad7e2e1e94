using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Pictures;
using Rapport.Portraits;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>What stands for one's own face: a photograph, a drawing, or two letters.</summary>
[RequestFormLimits(MultipartBodyLengthLimit = PictureLimits.MostHeard, MemoryBufferThreshold = PictureLimits.MostBytes + 4096)]
internal sealed class PortraitModel(Ownership ownership, OwnPortrait own, Store store) : PageModel
{
    /// <summary>The field of the form that holds the file.</summary>
    public const string Input = "photograph";

    private static readonly Words L = Words.For("Rapport.Claims.Portrait");

    /// <summary>As clients see it, once the profile is listed.</summary>
    public Face Face { get; private set; } = null!;

    /// <summary>What she has chosen; null where nothing.</summary>
    public OwnFace? Chosen { get; private set; }

    /// <summary>The drawing of the form: hers, or one by lot to begin with.</summary>
    public Portrait Drawn { get; private set; }

    /// <summary>A drawing is looked at that is not kept yet.</summary>
    public bool IsTried { get; private set; }

    public string? Told { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        if (!await Read(stop))
        {
            return Redirect(ClaimLinks.Own(Language.Of(HttpContext)));
        }
        Told = Request.Query["done"].ToString() switch
        {
            "photograph" => L["Kept. This is what people see now."],
            "drawing" => L["Kept. This is what people see now."],
            "away" => L["It is gone, and nothing of it is kept."],
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] string? act, CancellationToken stop)
    {
        if (!await Read(stop))
        {
            return Redirect(ClaimLinks.Own(Language.Of(HttpContext)));
        }
        var who = SignedIn.Of(HttpContext)!;
        var page = ClaimLinks.Portrait(Language.Of(HttpContext));
        switch (act)
        {
            case "photograph":
                var file = await SentPicture.Read(Request.Form, Input, stop);
                if ((file is null ? PictureWords.None : PictureWords.Mend(await own.Photograph(who.Account, file, stop))) is not { } mend)
                {
                    return Redirect(page + "?done=photograph");
                }
                ModelState.AddModelError(Input, mend);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
            case "try" or "draw" when Form() is { } drawn:
                if (act == "draw")
                {
                    await own.Draw(who.Account, drawn, stop);
                    return Redirect(page + "?done=drawing");
                }
                (Drawn, IsTried) = (drawn, true);
                return Page();
            case "away":
                await own.TakeAway(who.Account, stop);
                return Redirect(page + "?done=away");
            default:
                return Redirect(page);
        }
    }

    private async Task<bool> Read(CancellationToken stop)
    {
        if (await ownership.Of(SignedIn.Of(HttpContext)!.Account, stop) is not { } profile)
        {
            return false;
        }
        var name = profile.Read().Facts.Name?.Value;
        var said = name?.Display() ?? L["you"];
        Chosen = OwnFace.Read(profile.Face);
        Face = Face.Of(store, profile.Id, claimed: true, profile.Face, name, L["Photograph of {0}", said], L["Drawn portrait of {0}", said]);
        Drawn = Chosen?.Drawn ?? Portrait.Of(store.Mark.StoreId, profile.Id);
        return true;
    }

    /// <summary>The drawing that the form asks for; null where it asks for none that there is.</summary>
    private Portrait? Form()
    {
        var form = Request.Form;
        var ground = form["ground"].ToString();
        // A scarf is of another colour than the ground.
        var cloth = int.TryParse(ground, NumberStyles.None, CultureInfo.InvariantCulture, out var tint) ? (tint + 2) % Palette.Tints.Count : 0;
        return Portrait.Read(string.Join('.', ground, cloth, Drawn.Corner, form["skin"], form["hair"], form["colour"], Marked("beard"), Marked("glasses"), Marked("earrings")));

        string Marked(string input) => form[input].Count > 0 ? "1" : "0";
    }
}
