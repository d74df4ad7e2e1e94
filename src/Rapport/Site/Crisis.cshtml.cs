using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rapport.Site;

/// <summary>Whom to call. Reads nothing, so it stands when the database does not.</summary>
internal sealed class CrisisModel : PageModel
{
    public void OnGet() => Response.Headers.CacheControl = "public, max-age=3600";
}
