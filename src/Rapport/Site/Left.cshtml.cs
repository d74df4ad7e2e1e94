using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Site;

/// <summary>What "Back" shows after somebody left: nothing, and a word to go on with.</summary>
internal sealed class LeftModel : PageModel
{
    public void OnGet()
    {
    }

    /// <summary>Who chose to go on means to be here. Not to the page she left: somebody else may be looking.</summary>
    public IActionResult OnPost()
    {
        Response.Cookies.Delete(Leave.Cookie, new CookieOptions { Path = "/", Secure = Request.IsHttps });
        return Redirect(SiteLinks.Start(Language.Of(HttpContext)));
    }
}
