using System.CommandLine;
using Rapport.Cli;
using Rapport.Demo;
using Rapport.Operators;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Search;

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
        };
        foreach (var command in (Command[])[.. ProfilesFeature.Commands, .. SearchFeature.Commands, .. RegistryFeature.Commands, .. OperatorsFeature.Commands])
        {
            root.Add(command);
        }
        Help.Extend(root);
        return root;
    }
}
