using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rapport.Layout;
using Rapport.Search;

namespace Rapport.Organisations;

/// <summary>What everybody sees of an organisation: its words, and those of its members who agreed.</summary>
[PublicPage]
[EnableRateLimiting(NetworkLimits.Search)]
internal sealed class PracticePageModel(OrganisationBook book, Logos logos, ShownMembers members) : PageModel
{
    public Organisation Organisation { get; private set; } = null!;

    public IReadOnlyList<ResultCard> Cards { get; private set; } = [];

    /// <summary>Names of those without a listed profile, and what they do.</summary>
    public IReadOnlyList<(string Name, string Does)> Others { get; private set; } = [];

    /// <summary>Where its logo lies; null where it has none.</summary>
    public string? Logo { get; private set; }

    public bool CanBeReached => Organisation is { Telephone: not null } or { Mail: not null } or { Web: not null };

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (await book.Find(slug, stop) is not { } organisation)
        {
            return NotFound();
        }
        Organisation = organisation;
        Logo = Logos.LargeAt(await logos.MarkOf(organisation.Id, stop));
        (Cards, Others) = await members.Of(organisation.Id, Language.Of(HttpContext), stop);
        return Page();
    }
}
