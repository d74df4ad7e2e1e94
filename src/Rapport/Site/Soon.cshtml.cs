using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Site;

/// <summary>What stands where the directory will be, until enough therapists have listed themselves.</summary>
internal sealed class SoonModel(OpeningDay day) : PageModel
{
    public OpeningDay.Count Count { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (day.Closed is not { } closed)
        {
            return Redirect(SiteLinks.Start(Language.Of(HttpContext)));
        }
        Count = closed;
        return Page();
    }
}
