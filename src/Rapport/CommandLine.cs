using System.CommandLine;
using Rapport.Accounts;
using Rapport.Claims;
using Rapport.Cli;
using Rapport.Demo;
using Rapport.Fit;
using Rapport.Mail;
using Rapport.Operators;
using Rapport.Organisations;
using Rapport.Privacy;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Rosters;
using Rapport.Search;
using Rapport.Statistics;
using Rapport.Verification;

namespace Rapport;

/// <summary>All commands, put together from the features.</summary>
internal static class CommandLine
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Rapport: a directory of therapists that an organisation can run on its own machine.")
        {
            StoreOptions.Data,
            StoreOptions.Db,
            ServeCommand.Create(),
            DemoCommand.Create(),
            StatsCommand.Create(),
            FitCommand.Create(),
            SimulateCommand.Create(),
            MailCommand.Create(),
            AccountsCommand.Create(PrivacyFeature.OfAccounts),
        };
        foreach (var command in (Command[])[.. ProfilesFeature.Commands, .. SearchFeature.Commands, .. RegistryFeature.Commands(RostersFeature.Import, VerificationFeature.Import), .. RostersFeature.Commands, .. ClaimsFeature.Commands, .. OrganisationsFeature.Commands, .. PrivacyFeature.Commands, .. OperatorsFeature.Commands])
        {
            root.Add(command);
        }
        root.Shows(
            "./rapport demo", "./rapport serve", "./rapport search --place \"Oakland, CA\" --text grief",
            "./rapport import nppes FILE --data data-real", "./rapport doctor --data data-real", "./rapport import nppes --help");
        Help.Extend(root);
        return root;
    }
}
