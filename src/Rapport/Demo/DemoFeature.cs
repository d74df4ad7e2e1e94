using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Storage;
using Rapport.Verification;

namespace Rapport.Demo;

/// <summary>Where whoever plays a part of a demo is led first: to the page on which that part has something to do.</summary>
internal static class DemoFeature
{
    private static readonly PlayedPlace[] Places =
    [
        new(DemoPart.Therapist, ClaimLinks.Own),
        new(DemoPart.Lapsed, ClaimLinks.Own),
        new(DemoPart.Newcomer, ClaimLinks.Find),
        new(DemoPart.Invited, language => AccountLinks.Mailbox(language, PartsModel.AddressOf(DemoPart.Invited))),
        new(DemoPart.Claimant, ClaimLinks.Find),
        new(DemoPart.Recommender, language => language.Prefix + "/"),
        // Who belongs to one organisation is led on to it.
        new(DemoPart.Administrator, OrganisationLinks.Mine),
        new(DemoPart.Verifier, language => DeskLinks.Queue(language)),
        new(DemoPart.Operator, AccountLinks.Overview),
        new(DemoPart.Deputy, PrivacyLinks.Files),
    ];

    public static void AddServices(IServiceCollection services)
    {
        // Who runs a site alone opens no file: the other is there from the moment that somebody plays the one.
        services.AddSingleton(provider => new PlayedPart(DemoPart.Operator, async (db, _, stop) =>
        {
            await new DemoAccounts(provider.GetRequiredService<Store>(), provider.GetRequiredService<AccountSeal>())
                .Of(db, PartsModel.AddressOf(DemoPart.Deputy), PartsModel.NameOf(DemoPart.Deputy), Roles.Operator, stop);
            return null;
        }));
        foreach (var place in Places)
        {
            services.AddSingleton(place);
        }
    }
}
