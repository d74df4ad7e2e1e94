using System.CommandLine;
using Rapport.Cli;
using Rapport.Profiles.Exports;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary><c>rapport export FILE</c>.</summary>
internal static class ExportCommand
{
    private sealed record Told(string File, string Format, long Bytes, long People, long Unreadable);

    private static readonly OutputKind Kind = new(
        "export", "an export", "profiles.csv", [.. ExportFormat.All.Select(format => format.Beginning)]);

    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "File to make: one profile as JSON a line when it ends in .ndjson, a table when it ends in .csv.",
        };
        var force = new Option<bool>("--force") { Description = "Replace FILE when it is an earlier export." };
        var json = Verb.JsonOption();
        return new Command(
            "export",
            "Writes everybody whom visitors can find into one file, and of each what a visitor may see; also while the store is served. "
            + "Who is hidden or removed is not in it. Broken off, it leaves no file; run it again.")
        { file, force, json }.Does(
            ["./rapport export profiles.ndjson", "./rapport export --force profiles.csv --data data-real"],
            async (parsed, stop) =>
            {
                var path = parsed.GetValue(file)!;
                if (FormatOf(path) is not { } format)
                {
                    return Verb.Fail($"What FILE ends in says how it is written: .ndjson or .csv, not \"{path}\".", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                var told = await RowBar.While(["Writing"], bars => OutputPlace.Write(
                    path, Kind, store.Location, parsed.GetValue(force), (output, whole) => Write(store, format, output, whole, bars[0], stop)));
                Tell(told, store.Location, parsed.GetValue(json));
                return ExitCode.Done;
            });
    }

    private static ExportFormat? FormatOf(string path) => ExportFormat.All.FirstOrDefault(format =>
        path.EndsWith("." + format.Ending, StringComparison.OrdinalIgnoreCase));

    private static async Task<Told> Write(
        Store store, ExportFormat format, FileStream output, string path, RowProgress progress, CancellationToken stop)
    {
        var made = await Export.Write(store, format, output, after: 0, (at, last) => progress(at, last), stop);
        return new Told(path, format.Ending, output.Length, made.People, made.Unreadable);
    }

    private static void Tell(Told told, StoreLocation location, bool asJson)
    {
        if (told.Unreadable > 0)
        {
            Verb.Warn(
                $"{Counted.Of(told.Unreadable, "profile")} could not be read and {(told.Unreadable == 1 ? "is" : "are")} not in it. "
                + $"Run \"{location.Command("doctor --thorough")}\".");
        }
        if (asJson)
        {
            Verb.PrintJson(told);
            return;
        }
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{told.File}: {Counted.Of(told.People, "person", "people")}, {told.Bytes / 1e6:0.0} MB."));
        Console.Out.WriteLine("Who asks to be removed from now on is still in this file: make it anew before you hand it on.");
    }
}
