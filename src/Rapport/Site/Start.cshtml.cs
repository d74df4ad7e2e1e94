using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Layout.Forms;

namespace Rapport.Site;

/// <summary>Where and for whom.</summary>
internal sealed class StartModel : PageModel
{
    public const int LongestPlace = 80;

    private static readonly Words L = Words.For("Rapport.Site.Start");

    [BindProperty]
    public string? For { get; set; } = "me";

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public bool Online { get; set; }

    public IReadOnlyList<Choice> Whom { get; } =
    [
        new("me", L["Me"]), new("child", L["My child"]), new("two", L["Us two"]), new("help", L["Someone I help"]),
    ];

    public IReadOnlyList<string> Never { get; } =
    [
        L["Sell a place in the list. Nobody can pay to come first."],
        L["Follow you around, or tell anyone what you looked for."],
        L["Promise that someone will help. We say what we know and what we don’t."],
    ];

    public void OnGet()
    {
    }

    public IActionResult OnPost() => Page();
}
