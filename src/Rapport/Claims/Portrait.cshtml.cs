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
                if (Mend(await Send(who.Account, stop)) is not { } mend)
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

    /// <summary>Null where no file was sent.</summary>
    private async Task<PictureProblem?> Send(Guid account, CancellationToken stop)
    {
        if (Request.Form.Files[Input] is not { Length: > 0 } file)
        {
            return null;
        }
        if (file.Length > PictureLimits.MostBytes)
        {
            return PictureProblem.TooLarge;
        }
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, stop);
        return await own.Photograph(account, bytes.ToArray(), stop);
    }

    /// <summary>What was wrong and what to do; null where nothing was.</summary>
    private static string? Mend(PictureProblem? problem) => problem switch
    {
        PictureProblem.None => null,
        null => L["Choose a file first."],
        PictureProblem.NotRead => L["This file is no JPEG, PNG or WebP. Choose another one, or save it as JPEG."],
        PictureProblem.TooLarge => L["This file has more than 5 MB. Choose a smaller one, or make it smaller."],
        PictureProblem.TooManyPoints => L["This picture has more than 25 million points. Make it smaller, and send it again."],
        PictureProblem.TooSmall => L["This picture is too small: a face would be a blur. It needs 200 points each way."],
        PictureProblem.Busy => L["Many pictures come in just now. Try again in a minute."],
        _ => L["This picture cannot be read to its end. Save it anew, and send it again."],
    };

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
