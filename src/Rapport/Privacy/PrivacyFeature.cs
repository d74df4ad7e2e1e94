using System.CommandLine;
using Rapport.Accounts;
using Rapport.Layout;

namespace Rapport.Privacy;

/// <summary>What is kept of whom and for how long: handing it to somebody who has an account, and erasing it in its time.</summary>
internal static class PrivacyFeature
{
    private static readonly Words L = Words.For("Rapport.Privacy.PrivacyFeature");

    /// <summary>Below <c>rapport accounts</c>.</summary>
    public static IEnumerable<Command> OfAccounts => [EraseCommand.Create(), HoldCommand.Create()];

    public static IEnumerable<Command> Commands => [PrivacyCommand.Create(), RetentionCommand.Create(), KeysCommand.Create()];

    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Erasure>();
        services.AddSingleton<PersonalExport>();
        services.AddSingleton<KeyRenewal>();
        services.AddHostedService<KeyUpkeep>();
        services.AddSingleton<OpenedFiles>();
        services.AddSingleton<Retention>();
        services.AddHostedService<RetentionJob>();
        services.AddSingleton(new AccountRoom(
            Roles.None, () => L["Your data"], () => L["See all that we keep of you, take it with you, or close your account."], () => L["Your data"], PrivacyLinks.Export, IsAtEnd: true));
        services.AddSingleton(new AccountRoom(
            Roles.None, () => L["Who looked"], () => L["Who here read or changed what is yours, and when."], () => L["See it"], PrivacyLinks.Looks, IsAtEnd: true));
        services.AddSingleton(new AccountRoom(
            Roles.Operator, () => L["Open a file"], () => L["Read all that is kept of somebody, when two agree. The person is told."], () => L["Look at it"], PrivacyLinks.Files));
    }
}
