using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;
using Rapport.Layout.Forms;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>"Something is wrong here", without an account.</summary>
internal sealed class WrongModel(Store store, Reports reports) : PageModel
{
    private static readonly Words L = Layout.Words.For("Rapport.Profiles.Wrong");

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public string Name { get; private set; } = "";

    /// <summary>The person's page.</summary>
    public string Address { get; private set; } = "";

    public bool IsSent { get; private set; }

    public bool IsTooMany { get; private set; }

    public IReadOnlyList<Choice> Abouts { get; } = [.. Reports.Abouts.Select(about => new Choice(about, Tell(about)))];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        IsSent = Request.Query.ContainsKey("sent");
        return await Show(slug, stop) is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPost(string slug, CancellationToken stop)
    {
        if (await Show(slug, stop) is not { } id)
        {
            return NotFound();
        }
        // A browser sends each line break as two letters; people count one.
        var words = Words?.ReplaceLineEndings("\n");
        if (About is null || !Reports.Abouts.Contains(About, StringComparer.Ordinal))
        {
            ModelState.AddModelError(nameof(About), L["Choose what it is about."]);
        }
        if (words?.Length > Reports.LongestWords)
        {
            ModelState.AddModelError(
                nameof(Words), L["Shorten your words to {0:N0} letters; there are {1:N0} now", Reports.LongestWords, words.Length]);
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        switch (await reports.Say(id, About!, words, HttpContext.Connection.RemoteIpAddress, stop))
        {
            case ReportOutcome.Kept:
                return Redirect($"{Address}/wrong?sent");
            case ReportOutcome.TooMany:
                IsTooMany = true;
                Response.StatusCode = StatusCodes.Status429TooManyRequests;
                Response.Headers.RetryAfter = "3600";
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<long?> Show(string slug, CancellationToken stop)
    {
        if (await Listed.Find(store, slug, stop) is not { } row)
        {
            return null;
        }
        var name = row.Read().Facts.Name?.Value;
        Name = name?.Display() ?? "";
        Address = ProfileLinks.Page(row.Id, name, Language.Of(HttpContext).Code);
        return row.Id;
    }

    private static string Tell(string about) => about switch
    {
        "openings" => L["Openings or the waiting list"],
        "contact" => L["Telephone, or nobody answers"],
        "cost" => L["Cost or insurance plans"],
        "place" => L["The place"],
        "licence" => L["The license or the training"],
        "person" => L["This is not the person it says"],
        _ => L["Something else"],
    };
}
