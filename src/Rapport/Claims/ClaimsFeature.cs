using System.CommandLine;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Pictures;
using Rapport.Storage;

namespace Rapport.Claims;

/// <summary>Taking over what is one's own, and keeping it true.</summary>
internal static class ClaimsFeature
{
    private static readonly Words L = Words.For("Rapport.Claims.ClaimsFeature");

    public static IEnumerable<Command> Commands => [ClaimsCommand.Create()];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Ownership>();
        services.AddSingleton<OwnProfile>();
        services.AddSingleton<OwnPortrait>();
        services.AddSingleton<OwnQuestions>();
        services.AddSingleton(new LongBody(ClaimLinks.PortraitPath, PictureLimits.MostHeard));
        services.AddSingleton<Contests>();
        services.AddSingleton<ClaimCodes>();
        services.AddSingleton<Claiming>();
        services.AddSingleton<Release>();
        services.AddSingleton<ClaimDesk>();
        services.AddSingleton<ClaimErasure>();
        services.AddHostedService(provider => provider.GetRequiredService<ClaimErasure>());
        services.AddSingleton(provider => new PlayedPart(
            DemoPart.Therapist, (db, account, stop) => PlayedTherapist.Begin(db, account, provider.GetRequiredService<Store>().Now, stop)));
        services.AddSingleton(provider => new PlayedPart(
            DemoPart.Invited, (db, _, stop) => PlayedMember.Begin(db, provider.GetRequiredService<AccountSeal>(), PartsModel.AddressOf(DemoPart.Invited), stop)));
        services.AddSingleton(new PlayedHint(DemoPart.Newcomer, PlayedNewcomer.Says));
        services.AddSingleton(new AccountRoom(
            Roles.None, () => L["Your profile"], () => L["For therapists: what people read of you, and whether it is listed."], () => L["Look at it"], ClaimLinks.Own));
    }
}
