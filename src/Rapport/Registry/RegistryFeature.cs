using System.CommandLine;

namespace Rapport.Registry;

/// <summary>The national registry: taking its files in, and whether those it names are listed.</summary>
internal static class RegistryFeature
{
    /// <param name="others">What else is taken in, by features that know this one.</param>
    public static IEnumerable<Command> Commands(params IEnumerable<Command> others)
    {
        var import = ImportCommand.Create();
        foreach (var other in others)
        {
            import.Add(other);
        }
        return [import];
    }
}
