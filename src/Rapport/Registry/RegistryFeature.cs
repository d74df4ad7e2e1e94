using System.CommandLine;

namespace Rapport.Registry;

/// <summary>The national registry: taking its files in, and whether those it names are listed.</summary>
internal static class RegistryFeature
{
    public static IEnumerable<Command> Commands => [ImportCommand.Create()];
}
