using Microsoft.AspNetCore.Mvc.RazorPages;
using Rapport.Mail;

namespace Rapport.Accounts;

/// <summary>What a demo would have mailed. Of a real store the page is not there.</summary>
internal sealed class MailboxModel(Outbox outbox) : PageModel
{
    private const int Most = 50;

    public IReadOnlyList<(Letter Letter, DateTime At)> Letters { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => Letters =
        [.. (await outbox.All(stop)).Reverse().Take(Most).Select(mail => (Letter: outbox.Open(mail), mail.MadeAt)).Where(one => one.Letter is not null).Select(one => (one.Letter!, one.MadeAt))];
}
