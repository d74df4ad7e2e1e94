using System.CommandLine;
using Rapport.Cli;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary><c>rapport fit rollback</c>: puts an earlier release in force again.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var to = new Option<int?>("--to")
        {
            Description = "Which release; the one before the one in force when not said.",
            HelpName = "VERSION",
            CustomParser = Typed.NumberOrNone(1, int.MaxValue, 2),
        };
        return new Command("rollback", "Puts an earlier release in force again; none is lost.") { to }.Does(
            ["./rapport fit rollback", "./rapport fit rollback --to 2"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                using var releases = new FitReleases(store);
                var change = await releases.GoBack(parsed.GetValue(to), stop);
                if (change.Release is not { } release)
                {
                    return Verb.Fail(change.Refused!);
                }
                await Console.Out.WriteLineAsync(ReleaseCommand.Told(release));
                return ExitCode.Done;
            });
    }
}
