using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>What an organisation says of itself: its administrators write it.</summary>
internal sealed class SaidModel(Memberships memberships, OrganisationBook book) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Organisations.Said");

    [BindProperty]
    public string? WordsEnglish { get; set; }

    [BindProperty]
    public string? WordsSpanish { get; set; }

    [BindProperty]
    public string? Telephone { get; set; }

    [BindProperty]
    public string? Mail { get; set; }

    [BindProperty]
    public string? Web { get; set; }

    public Organisation Organisation { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        (WordsEnglish, WordsSpanish) = (Organisation.WordsEnglish, Organisation.WordsSpanish);
        (Telephone, Mail, Web) = (OrganisationWords.Telephone(Organisation)?.Text, Organisation.Mail, Organisation.Web);
        return Page();
    }

    public async Task<IActionResult> OnPost(string slug, CancellationToken stop)
    {
        if (!await Read(slug, stop))
        {
            return NotFound();
        }
        var saying = new OwnSaying(
            WordsIn(nameof(WordsEnglish), WordsEnglish), WordsIn(nameof(WordsSpanish), WordsSpanish),
            Typed(nameof(Mail), Mail, OrganisationBook.MailOf, L["Write a whole mail address, like office@example.org."]),
            Typed(nameof(Telephone), Telephone, OrganisationBook.TelephoneOf, L["Write ten digits, like 510-555-0100."]),
            Typed(nameof(Web), Web, OrganisationBook.WebOf, L["Write the address of your site, like www.example.org."]));
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        return await book.Say(SignedIn.Of(HttpContext)!.Account, slug, saying, stop)
            ? Redirect(OrganisationLinks.Home(Language.Of(HttpContext), slug) + "?done=saved")
            : NotFound();
    }

    private string? WordsIn(string field, string? typed)
    {
        var words = OrganisationBook.WordsOf(typed);
        if (words?.Length > Organisation.LongestWords)
        {
            ModelState.AddModelError(field, L["It has {0} letters. Shorten it to {1}.", words.Length, Organisation.LongestWords]);
        }
        return words;
    }

    private string? Typed(string field, string? typed, Func<string, string?> read, string problem)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var value = read(typed.Trim());
        if (value is null)
        {
            ModelState.AddModelError(field, problem);
        }
        return value;
    }

    private async Task<bool> Read(string slug, CancellationToken stop)
    {
        if (await memberships.Find(SignedIn.Of(HttpContext)!.Account, slug, stop) is not { Me.IsAdministrator: true } seat)
        {
            return false;
        }
        Organisation = seat.Organisation;
        return true;
    }
}
