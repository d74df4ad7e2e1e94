using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Keeping;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Lists;

/// <summary>"Your list", and every button that changes it, wherever it stands.</summary>
internal sealed class ListModel(
    Store store, ListCookie cookie, PersonRows rows, PeopleSeal seal, Snapshots snapshots, PublicAddress site, CarriedSearch carried) : PageModel
{
    /// <summary>Letters of a way back: an address of ours is shorter.</summary>
    private const int LongestBack = 2600;

    private static readonly Words L = Words.For("Rapport.Lists.List");

    private Language _language = Language.English;
    private string? _token;

    public KeptPeople Kept { get; private set; } = KeptPeople.Nobody;

    public ShownPeople People { get; private set; } = new([], 0);

    public IReadOnlyList<long> Chosen { get; private set; } = [];

    /// <summary>She wanted to keep more than there is room for.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Her browser brought a list that nobody can read any more.</summary>
    public bool IsLost { get; private set; }

    /// <summary>This page, with what is looked for.</summary>
    public string Here => ListLinks.Own(_language, _token);

    /// <summary>What stands behind this page's address.</summary>
    public string Query => Here[ListLinks.Own(_language).Length..];

    /// <summary>Those who are shown, sealed for a link.</summary>
    public string Sealed { get; private set; } = "";

    /// <summary>How many can be found; null while the directory is being read.</summary>
    public int? Everyone => snapshots.Current?.Index.Count;

    public string Handed => ListLinks.Handed(_language, Sealed);

    /// <summary>The whole address to hand over; null when the operator did not say where the site is.</summary>
    public string? HandedInFull => site.Of(_language, ListLinks.Handed(Language.English, Sealed));

    public Task<IActionResult> OnGet(string? full, CancellationToken stop)
    {
        IsFull = full is not null;
        return Show(cookie.Of(HttpContext), stop);
    }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        _token = carried.Renewed(HttpContext);
        var form = await Request.ReadFormAsync(stop);
        var kept = cookie.Of(HttpContext);
        if (form.ContainsKey("keep"))
        {
            return await Keep(kept, [Choosing.Id(form["keep"])], BackTo(form["back"], Choosing.Id(form["keep"])), stop);
        }
        if (form.ContainsKey("all"))
        {
            return await Keep(kept, seal.Open(form["all"])?.Ids ?? [], Here, stop);
        }
        if (form.ContainsKey("drop"))
        {
            var id = Choosing.Id(form["drop"]);
            cookie.Keep(HttpContext, kept.Without(id));
            return Redirect(BackTo(form["back"], Beside(kept, id, form["back"])));
        }
        if (form.ContainsKey("side-by-side"))
        {
            return await SideBySide(kept, Choosing.Ticked(form, kept.Ids), stop);
        }
        cookie.Keep(HttpContext, form switch
        {
            _ when form.ContainsKey("empty") => KeptPeople.Nobody,
            _ when form.ContainsKey("gone") => kept.Without(await Gone(kept, stop)),
            _ when form.ContainsKey("remember") =>
                kept with { IsRemembered = form.ContainsKey("days"), StaysOnLeaving = !form.ContainsKey("leaving") },
            _ => kept,
        });
        return Redirect(Here);
    }

    private async Task<IActionResult> Show(KeptPeople kept, CancellationToken stop)
    {
        _language = Language.Of(HttpContext);
        _token = carried.Renewed(HttpContext);
        Kept = kept;
        IsLost = cookie.IsUnreadable(HttpContext);
        People = await rows.Make(kept.Ids, _language, WayBack.Own, _token, stop);
        var ids = People.Rows.Select(row => row.Card.Id).ToList();
        Sealed = seal.Seal(KeptPeople.Nobody.With(ids));
        if (ModelState.IsValid)
        {
            // Where there is nothing to choose, all are chosen.
            Chosen = Choosing.IsRight(ids) ? ids : [];
        }
        return Page();
    }

    private async Task<IActionResult> Keep(KeptPeople kept, IReadOnlyList<long> ids, string back, CancellationToken stop)
    {
        var listed = await Listed.Find(store, ids, stop);
        var wanted = listed.Select(row => row.Id).Where(id => !kept.Has(id)).ToList();
        var after = kept.With(wanted);
        if (wanted.Count > 0)
        {
            cookie.Keep(HttpContext, after);
        }
        return Redirect(wanted.TrueForAll(after.Has) ? back : ListLinks.OwnFull(_language));
    }

    private async Task<IActionResult> SideBySide(KeptPeople kept, IReadOnlyList<long> chosen, CancellationToken stop)
    {
        if (Choosing.IsRight(chosen))
        {
            return Redirect(ListLinks.SideBySide(_language, seal.Seal(KeptPeople.Nobody.With(chosen)), WayBack.Own, _token));
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        ModelState.AddModelError(Choosing.Field, L["Choose two to four people to see side by side"]);
        Chosen = chosen;
        return await Show(kept, stop);
    }

    private async Task<IReadOnlyList<long>> Gone(KeptPeople kept, CancellationToken stop) =>
        [.. kept.Ids.Except((await rows.Make(kept.Ids, _language, WayBack.Own, _token, stop)).Rows.Select(row => row.Card.Id))];

    /// <summary>The page on which the button stood, at its place; only ever a page of ours.</summary>
    private string BackTo(string? back, long at) =>
        back is { Length: <= LongestBack } && Url.IsLocalUrl(back) && back.All(letter => letter is > ' ' and <= '~' and not '#')
            ? $"{back}#{KeepButton.Place(at)}"
            : Here;

    /// <summary>On her own list she who was let go is gone, and her neighbour is the place to come back to.</summary>
    private long Beside(KeptPeople kept, long id, string? back)
    {
        var place = kept.Ids.ToList().IndexOf(id);
        return back?.Split('?')[0] != ListLinks.Own(_language) || place < 0 ? id
            : place + 1 < kept.Ids.Count ? kept.Ids[place + 1]
            : kept.Ids[Math.Max(0, place - 1)];
    }

    public string Heading() => L.Many(People.Rows.Count, "One person", "{0} people");

    public static string Days => ListCookie.Remembered.TotalDays.ToString("0", CultureInfo.CurrentCulture);
}
