using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Layout;

namespace Rapport.Site;

/// <summary>What went wrong and what to do, in the frame. Reads nothing, so it stands when the database does not.</summary>
internal sealed class ErrorModel : PageModel
{
    private static readonly Words L = Words.For("Rapport.Site.Error");

    public string Heading { get; private set; } = "";

    public string Advice { get; private set; } = "";

    // Before any handler: the page is run for whatever the failed request was, and no list of verbs is complete.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Tell();

    // The framework answers 200 for a page that does not say that it has this one.
    public void OnOptions()
    {
    }

    private void Tell()
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        // Not a bound parameter: nothing is bound where the form that failed cannot be read. Whoever asks for this address
        // himself has met no error, so there is nothing here.
        var status = failed ? Response.StatusCode
            : HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null ? StatusCodes.Status404NotFound
            : Convert.ToInt32(RouteData.Values["code"], CultureInfo.InvariantCulture);
        (Heading, Advice) = status switch
        {
            400 => (L["We could not read that"],
                L["Something in the address or the form was not as we expected. Go back and try again; if it was a link, ask for a new one."]),
            404 or 410 => (L["There is no page here"],
                L["The address may be old, or the person is no longer listed. Nothing you did is wrong."]),
            405 => (L["That does not work here"],
                L["This page can be looked at, but nothing can be sent to it. Go back and use the buttons on the page."]),
            413 => (L["That was too long"], L["What was sent is more than this page can take. Go back and shorten it."]),
            414 => (L["That address is too long"], L["Go to the first page and search there. If it was a link, ask for a new one."]),
            431 => (L["Your browser sent too much"],
                L["Delete the cookies that your browser keeps for this site, then try again. Your list here goes with them."]),
            429 when IsSoon() => (L["That was a lot at once"], L["Many requests came from your network. Wait a minute, then try again."]),
            429 => (L["That was a lot at once"], L["Many requests came from your network. Wait an hour, then try again."]),
            // Without a failure it is the list itself that asks for patience.
            503 when !failed => (L["The list is being made ready"],
                L["Try again in a few seconds. The numbers at the top work all the time."]),
            503 when HttpMethods.IsPost(Request.Method) => (L["That could not be done just now"],
                L["What you sent was not kept. Try again in a minute. The numbers at the top work all the time."]),
            503 => (L["The list cannot be read just now"],
                L["Try again in a minute. The numbers at the top work all the time."]),
            >= 400 and < 500 => (L["That did not work"], L["Go back and try again."]),
            _ => (L["Something broke on our side"],
                L["It is not your fault, and nothing you wrote was passed on. Try again in a minute. The numbers at the top work all the time."]),
        };
        Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = failed ? "60" : "5";
        }
    }

    /// <summary>Whether who held the request back said that a minute is enough.</summary>
    private bool IsSoon() =>
        int.TryParse(Response.Headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 60;
}
