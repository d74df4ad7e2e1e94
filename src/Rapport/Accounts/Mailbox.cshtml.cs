using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Mail;

namespace Rapport.Accounts;

/// <summary>What a demo would have mailed. Of a real store the page is not there.</summary>
internal sealed class MailboxModel(Outbox outbox) : PageModel
{
    private const int Most = 50;

    /// <summary>Whose mails are shown; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public IReadOnlyList<(Letter Letter, DateTime At)> Letters { get; private set; } = [];

    /// <summary>To whom there are mails, and how many.</summary>
    public IReadOnlyList<(string Address, int Mails)> Addresses { get; private set; } = [];

    public async Task OnGet(CancellationToken stop)
    {
        List<(Letter Letter, DateTime At)> all =
            [.. (await outbox.All(stop)).Reverse().Select(mail => (Letter: outbox.Open(mail), mail.MadeAt)).Where(one => one.Letter is not null).Select(one => (one.Letter!, one.MadeAt))];
        Addresses = [.. all.GroupBy(one => one.Letter.To, StringComparer.OrdinalIgnoreCase).OrderBy(mails => mails.Key, StringComparer.Ordinal).Select(mails => (mails.Key, mails.Count()))];
        Letters = [.. all.Where(one => To is null || one.Letter.To.Equals(To, StringComparison.OrdinalIgnoreCase)).Take(Most)];
    }
}
