using System.CommandLine;
using System.Text.Json;
using Rapport.Cli;
using Rapport.Core.Fit;
using Rapport.Profiles;
using Rapport.Search;

namespace Rapport.Fit;

/// <summary><c>rapport fit rank</c>: therapists in the order of fit for one person's answers, with the reasons in words.</summary>
internal static class RankCommand
{
    // Twice as long as all that a search may hold.
    private const int LargestFile = 64 * 1024;

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { AllowDuplicateProperties = false, MaxDepth = 4 };

    public static Command Create()
    {
        var answers = new Option<string>("--answers")
        {
            Description = $"JSON file of the answers: for each axis ({string.Join(", ", StyleAxes.Ids)}) a place (-3, -1.5, 0, 1.5, 3) and how much it matters "
                + $"({StyleWish.Little}, {StyleWish.Some}, {StyleWish.Lot}), like {{ \"structure\": {{ \"place\": 1.5, \"matters\": \"lot\" }} }}. Axes that are not there were skipped. - reads standard input.",
            HelpName = "FILE",
            Required = true,
        };
        var place = new Option<string?>("--place") { Description = "Where: ZIP, \"city, state\", county, state; anywhere when not said.", HelpName = "PLACE" };
        var size = new Option<int>("--size") { Description = "How many to print, 1 to 100.", DefaultValueFactory = _ => 10, HelpName = "N" };
        return new Command("rank", "Ranks therapists for one person's answers, each with what speaks for and against. Nothing of the answers is kept.") { answers, place, size }.Does(
            [
                "./rapport fit rank --answers answers.json --place \"Oakland, CA\"",
                "echo '{ \"push\": { \"place\": -3 } }' | ./rapport fit rank --answers - --size 5",
            ],
            async (parsed, stop) =>
            {
                if (Missing(parsed.GetValue(answers)!) is { } missing)
                {
                    return Verb.Fail(missing);
                }
                if (await Read(parsed.GetValue(answers)!, stop) is not { } wishes)
                {
                    return Verb.Fail("The answers are no JSON object of axes, each once and with a place. Write it like: { \"structure\": { \"place\": 1.5, \"matters\": \"lot\" } }");
                }
                if (wishes.Values.All(wish => wish?.Place == 0))
                {
                    return Verb.Fail("The answers wish for nothing: at place 0 either is fine, and without a wish nobody suits better than another. Give one axis another place, like { \"push\": { \"place\": -3 } }");
                }
                using var store = await parsed.OpenStore(stop);
                var keys = new SearchKeys(Vocabularies.Load(store.Location.VocabularyFolder));
                using var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Warning)
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
                using var snapshots = new Snapshots(store, keys, logs.CreateLogger<Snapshots>());
                using var releases = new FitReleases(store);
                var searches = new Searches(store, keys, snapshots, new ShownProfiles(), releases);
                var understood = searches.Understand(new SearchRequest { Wishes = wishes, Place = parsed.GetValue(place), PageSize = parsed.GetValue(size), Sort = "fit" });
                if (understood.Problems.Count > 0)
                {
                    return Verb.Fail(string.Join('\n', understood.Problems.Select(problem => $"{(problem.Field == "pageSize" ? "--size" : problem.Field == SearchForm.Place ? "--place" : problem.Field)}: {problem.Message}")), ExitCode.Usage);
                }
                Print(await searches.Find(understood, await snapshots.Once(stop), stop));
                return ExitCode.Done;
            });
    }

    private static string? Missing(string file) => file == "-" || File.Exists(file) ? null
        : Directory.Exists(file) ? $"{Printed.Line(file)} is a folder. Name a file in it."
        : $"There is no file {Printed.Line(file)}. Check its name.";

    private static async Task<Dictionary<string, StyleWish>?> Read(string file, CancellationToken stop)
    {
        await using var from = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        var buffer = new byte[LargestFile];
        var length = await from.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        try
        {
            return length == buffer.Length ? null : JsonSerializer.Deserialize<Dictionary<string, StyleWish>>(buffer.AsSpan(0, length), Reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Print(Found found)
    {
        var release = found.Release!;
        Console.Out.WriteLine(FormattableString.Invariant(
            $"{found.Result.Total:N0} people; by release {release.Version} of {release.Made:yyyy-MM-dd}, which stands on {release.Therapists:N0} therapists' answers and {release.Pairs:N0} pairs' check-ins."));
        Console.Out.WriteLine("Take it as a start.");
        foreach (var (one, at) in found.Profiles.Select((one, at) => (one, at)))
        {
            var lines = found.LinesOf(one.Facts, one.Profile.Id)!;
            Console.Out.WriteLine();
            Console.Out.WriteLine(Printed.Line($"{at + 1}. {one.Facts.Name?.Value.Display()}, {Opened(one)} (id:{one.Profile.Id})"));
            Tell("Expected fit", lines.Expected);
            Tell("How sure", lines.Sure);
            Tell("Speaks for", lines.For);
            Tell("Speaks against", lines.Against);
            Tell("Depends on you", lines.Depends);
            Tell("Not known", lines.NotKnown);
        }
    }

    private static string Opened(FoundProfile one) => one.Facts.Places?.Value is [var place, ..] ? $"{place.City}, {place.State}" : "place not known";

    private static void Tell(string label, string? text)
    {
        if (text is not null)
        {
            Console.Out.WriteLine($"   {label}: {text}");
        }
    }
}
