using System.CommandLine;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;

namespace Rapport.Verification;

/// <summary>Whether licences are what they are said to be.</summary>
internal static class VerificationFeature
{
    private static readonly Words L = Words.For("Rapport.Verification.VerificationFeature");

    /// <summary>What stands under <c>import</c>.</summary>
    public static Command Import => LicencesCommand.Create();

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Checks>();
        services.AddSingleton<Desk>();
        services.AddSingleton<LicenceEnds>();
        services.AddHostedService(provider => provider.GetRequiredService<LicenceEnds>());
        services.AddSingleton<LicenceMatters>();
        services.AddSingleton<LicenceQuestions>(provider => provider.GetRequiredService<LicenceMatters>().Of);
        services.AddSingleton<LicenceAnswers>(provider => provider.GetRequiredService<LicenceMatters>().Answer);
        services.AddSingleton(new AccountRoom(
            Roles.Verifier, () => L["The desk"], () => L["Licenses that need a person. How far the invited have come."], () => L["To the desk"], language => DeskLinks.Queue(language)));
    }
}
