using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Rapport.Cli;
using Rapport.Profiles;

namespace Rapport.Search;

/// <summary><c>rapport index</c>: makes the search index anew, before a new version starts.</summary>
internal static class IndexCommand
{
    public static Command Create() =>
        new Command("index", "Makes the search index anew and writes its file, so that the next start need not wait for it.").Does(
            ["./rapport index", "./rapport index --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                if (store.IsReadOnly)
                {
                    return Verb.Fail($"Nothing can be written beside {store.Location.Name}: the index is made at each start.", ExitCode.Failed);
                }
                var clock = Stopwatch.StartNew();
                using var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Warning)
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
                var keys = new SearchKeys(Vocabularies.Load(store.Location.VocabularyFolder));
                using var snapshots = new Snapshots(store, keys, logs.CreateLogger<Snapshots>());
                if (await snapshots.Rewrite(stop) is not { } people)
                {
                    return ExitCode.Failed;
                }
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"The search index of {Counted.Of(people, "profile", "profiles")} is made, in {clock.Elapsed.TotalSeconds:F1} seconds."));
                return ExitCode.Done;
            });
}
