using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Organisations;
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
        new(DemoPart.Invited, AccountLinks.Mailbox),
        new(DemoPart.Claimant, ClaimLinks.Find),
        new(DemoPart.Recommender, language => language.Prefix + "/"),
        // Who belongs to one organisation is led on to it.
        new(DemoPart.Administrator, OrganisationLinks.Mine),
        new(DemoPart.Verifier, language => DeskLinks.Queue(language)),
        new(DemoPart.Operator, AccountLinks.Overview),
    ];

    public static void AddServices(IServiceCollection services)
    {
        foreach (var place in Places)
        {
            services.AddSingleton(place);
        }
    }
}
