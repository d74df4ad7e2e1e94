using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Layout;
using Rapport.Profiles;
using Rapport.Storage;

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
        services.AddSingleton<LicenceQuestions>(provider => async (profile, stop) =>
        {
            await using var db = provider.GetRequiredService<Store>().Read();
            // Asked for by somebody at the desk, and not answered by a newer look.
            var asked = await db.Set<LicenceCheck>().AsNoTracking().Where(check => check.ProfileId == profile && check.IsNewest && (check.Standing == Standing.Waiting || check.Standing == Standing.CouldNotVerify) && check.By != null)
                .OrderByDescending(check => check.At).FirstOrDefaultAsync(stop);
            return asked is null ? null : new LicenceQuestion($"{asked.State} {asked.Number}", asked.Note is { } note ? provider.GetRequiredService<AccountSeal>().OpenText(note) : null);
        });
        services.AddSingleton(new AccountRoom(
            Roles.Verifier, () => L["The desk"], () => L["Licenses that need a person. How far the invited have come."], () => L["To the desk"], language => DeskLinks.Queue(language)));
    }
}
