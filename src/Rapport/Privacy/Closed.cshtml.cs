using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rapport.Privacy;

/// <summary>What stands there once an account is closed; who comes is known no more.</summary>
internal sealed class ClosedModel : PageModel
{
    /// <summary>The last day on which the law keeps what is left; null where all is erased.</summary>
    public DateOnly? Until { get; private set; }

    public void OnGet([FromQuery(Name = "until")] string? until) =>
        Until = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
