using Rapport.Layout;
using Rapport.Storage;

namespace Rapport.Mail;

/// <summary>Mails: the outbox always, a sender where the operator named a server.</summary>
internal static class MailFeature
{
    /// <exception cref="StoreProblem">A server is named, and not where the site is.</exception>
    public static void AddServices(IServiceCollection services, Store store, MailServer? server, PublicAddress? site)
    {
        services.AddSingleton<Outbox>();
        services.AddHostedService<MailErasure>();
        services.AddSingleton(new MailWay(server is not null || store.Mark.Kind == StoreKind.Demo));
        // Of invented people none gets mail; a newcomer reads it on a page.
        if (server is null || store.Mark.Kind == StoreKind.Demo)
        {
            return;
        }
        if (site?.Root is null)
        {
            throw new StoreProblem(
                $"Mails lead back to this site, so say where the world finds it: --address https://therapists.example.org ({MailServer.Variable} names a mail server).");
        }
        services.AddSingleton(server);
        services.AddSingleton<MailSender>();
        services.AddHostedService(provider => provider.GetRequiredService<MailSender>());
    }
}
