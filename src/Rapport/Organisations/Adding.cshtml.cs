using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Layout.Forms;

namespace Rapport.Organisations;

/// <summary>Makes an organisation, and invites its administrator: for whoever runs the site.</summary>
internal sealed class AddingModel(OrganisationBook book) : PageModel
{
    private static readonly Words L = Words.For("Rapport.Organisations.Adding");

    [BindProperty]
    public string? Called { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Npi { get; set; }

    [BindProperty]
    public string? Administrator { get; set; }

    [BindProperty]
    public string? LetterIn { get; set; }

    public IReadOnlyList<Choice> Kinds { get; } =
    [
        new(nameof(OrganisationKind.Therapists), L["A practice of therapists"]),
        new(nameof(OrganisationKind.Recommends), L["Professionals who recommend, like a doctor’s practice"]),
        new(nameof(OrganisationKind.RunsDirectory), L["It runs this directory"]),
    ];

    public void OnGet() => (Kind, LetterIn) = (nameof(OrganisationKind.Therapists), Language.Of(HttpContext).Code);

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var (name, address, isKind) = (Organisation.NameOf(Called), AccountSeal.Plain(Administrator), Enum.TryParse<OrganisationKind>(Kind, out var kind) && Enum.IsDefined(kind));
        var typed = Npi?.Trim() ?? "";
        var isNumber = Profiles.Npi.TryParse(typed, out var npi, out _);
        if (name is null)
        {
            ModelState.AddModelError(nameof(Called), L["Write a name of up to {0} letters.", Organisation.LongestName]);
        }
        if (!isKind)
        {
            ModelState.AddModelError(nameof(Kind), L["Choose what it is."]);
        }
        if (typed.Length > 0 && !isNumber)
        {
            ModelState.AddModelError(nameof(Npi), L["An NPI has ten digits. Look it up again, or leave it empty."]);
        }
        if (address is null)
        {
            ModelState.AddModelError(nameof(Administrator), L["Write a whole mail address, like ana@example.org."]);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        var asked = new NewOrganisation(name!, kind, isNumber ? npi.Value : null, address!, Language.Of(LetterIn ?? ""));
        return (await book.Make(asked, SignedIn.Of(HttpContext)!.Account, stop)).How switch
        {
            Founded.NameTaken => this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Called), L["There is one of this name already. Add the town, or look for it in the list."]),
            Founded.NoSuchPractice => this.Refuse(StatusCodes.Status422UnprocessableEntity, nameof(Npi), L["The registry’s file has no practice with this number. Look it up again, or leave it empty."]),
            _ => Redirect(OrganisationLinks.All(Language.Of(HttpContext)) + "?done=made"),
        };
    }
}
