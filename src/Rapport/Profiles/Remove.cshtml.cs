using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>How far "remove me" has come.</summary>
internal enum RemoveStep
{
    Asked,
    Gone,
    Owned,
    TooMany,
}

/// <summary>"Remove me": for records of the registry that nobody claimed.</summary>
internal sealed class RemoveModel(Store store, Removals removals, ToldBursts told, ILogger<RemoveModel> log) : PageModel
{
    public RemoveStep Step { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The person's page.</summary>
    public string Address { get; private set; } = "";

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await Show(slug, stop))
        {
            return Page();
        }
        if (!Request.Query.ContainsKey("done"))
        {
            return NotFound();
        }
        // After the removal the person's page is gone, and this one says so: to everyone, whoever was never there too.
        Step = RemoveStep.Gone;
        return Page();
    }

    public async Task<IActionResult> OnPost(string slug, CancellationToken stop)
    {
        if (!await Show(slug, stop))
        {
            return NotFound();
        }
        ProfileLinks.TryReadId(slug, out var id);
        switch (await removals.Ask(id, HttpContext.Connection.RemoteIpAddress, stop))
        {
            case RemovalOutcome.Owned:
                Step = RemoveStep.Owned;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case RemovalOutcome.TooMany:
                Step = RemoveStep.TooMany;
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                Response.Headers.RetryAfter = "3600";
                return Page();
            case RemovalOutcome.Unknown:
                return NotFound();
            default:
                await WarnOfBursts(stop);
                return Redirect($"{Address}/remove?done");
        }
    }

    private async Task<bool> Show(string slug, CancellationToken stop)
    {
        if (await Listed.Find(store, slug, stop) is not { } row)
        {
            return false;
        }
        var name = row.Read().Facts.Name?.Value;
        Name = name?.Display() ?? "";
        Address = ProfileLinks.Page(row.Id, name, Language.Of(HttpContext).Code);
        Step = row.Claimed ? RemoveStep.Owned : RemoveStep.Asked;
        return true;
    }

    private async Task WarnOfBursts(CancellationToken stop)
    {
        // Far enough back that a burst is seen from its beginning.
        foreach (var burst in told.Fresh(await removals.Bursts(store.Now.AddDays(-2), stop)))
        {
            log.LogWarning(
                "{Count} people were taken off the list in a short time. Look with \"{Command}\"; undo what was abuse.",
                burst.Count, store.Location.Command("removals"));
        }
    }
}
