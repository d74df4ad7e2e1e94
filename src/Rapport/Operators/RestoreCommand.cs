using System.CommandLine;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary><c>rapport restore FILE</c>.</summary>
internal static class RestoreCommand
{
    private sealed record Told(
        Guid Store, string Kind, DateTime Created, IReadOnlyDictionary<string, long> Rows, bool RemovalLogFound, int RemovedAgain,
        int PutBackAgain, int ErasedAgain);

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file made by \"./rapport backup\"." };
        var removals = new Option<string[]>("--removals")
        {
            Description = "Another removals.log to obey, when the one of the lost store was saved elsewhere. "
                + "The one in the data folder is always obeyed.",
            HelpName = "FILE",
            DefaultValueFactory = _ => [],
        };
        var none = new Option<bool>("--no-removals")
        {
            Description = "There is no removals.log, or it is lost: people who asked to be removed after the back-up was made are "
                + "listed again.",
        };
        var lostKey = new Option<bool>("--no-erased")
        {
            Description = "The key is lost by which the removal log knows accounts that were erased: those that were erased after the back-up was made "
                + "are there again.",
        };
        var json = Verb.JsonOption();
        return new Command(
            "restore",
            "Fills an empty store from a back-up: verified first, then all of it or nothing. People who asked to be removed "
            + "after the back-up was made stay removed by the removals.log of the lost store: put it into the data folder, or name "
            + "it after --removals. Without one nothing is restored, unless you say --no-removals. Who closed an account since is erased again; "
            + "for that the copy of the keys must lie in the data folder already.")
        { file, removals, none, lostKey, json }.Does(
            [
                "./rapport restore rapport-monday.backup --data data-new --removals data-old/removals.log",
                "./rapport restore rapport-monday.backup --data data-new --no-removals",
            ],
            async (parsed, stop) =>
            {
                if (parsed.GetValue(none) && parsed.GetValue(removals) is { Length: > 0 })
                {
                    return Verb.Fail("Say --removals FILE or --no-removals, not both.", ExitCode.Usage);
                }
                var location = parsed.Location();
                var restored = await RowBar.While(["Verifying", "Restoring"], bars => Restore.Run(
                    location, parsed.GetValue(file)!, new RemovalLogs(parsed.GetValue(removals)!, parsed.GetValue(none), parsed.GetValue(lostKey)), TimeProvider.System, bars[0], bars[1], stop));
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new Told(
                        restored.Header.Store, restored.Header.Kind.ToString().ToLowerInvariant(), restored.Header.Created, restored.Rows,
                        restored.LogFound, restored.Replayed.Removed, restored.Replayed.PutBack, restored.ErasedAgain));
                    return ExitCode.Done;
                }
                Tell(restored, location);
                return ExitCode.Done;
            });
    }

    private static void Tell(Restored restored, StoreLocation location)
    {
        var people = restored.Rows.GetValueOrDefault("profiles");
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{location.Name} holds {Counted.Of(people, "profile")} again, {(people == 1 ? "as it was" : "as they were")} at {restored.Header.Created:u}."));
        Console.Out.WriteLine(!restored.LogFound
            ? "Removals made after this back-up are lost, as there was no removal log (--no-removals): whoever asked since is listed again."
            : FormattableString.Invariant(
            $"Removals made since: {restored.Replayed.Removed:N0} taken off again, {restored.Replayed.PutBack:N0} put back."));
        if (restored.ErasedAgain > 0)
        {
            Console.Out.WriteLine($"Closed since, and erased again: {Counted.Of(restored.ErasedAgain, "account")}.");
        }
        Console.Out.WriteLine($"Who stands removed is in {RemovalLog.PathIn(location)}; keep it.");
        Console.Out.WriteLine(
            $"Put the copy of the keys back into {location.KeyFolder} before you serve it.");
    }
}
