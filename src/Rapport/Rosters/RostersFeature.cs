using System.CommandLine;

namespace Rapport.Rosters;

/// <summary>Whom organisations name: drafts and invitations.</summary>
internal static class RostersFeature
{
    public static IEnumerable<Command> Commands => [RostersCommand.Create()];

    /// <summary>What stands under <c>import</c>.</summary>
    public static Command Import => RosterCommand.Create();

    public static void AddServices(IServiceCollection services) => services.AddSingleton<Invitations>();
}
