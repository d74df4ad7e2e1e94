using System.CommandLine;
using Rapport.Cli;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Demo;

/// <summary><c>rapport demo</c>: a store of invented people to try things on.</summary>
internal static class DemoCommand
{
    private const int MostProfiles = 10_000_000;

    public static Command Create()
    {
        var profiles = new Option<long>("--profiles")
        {
            Description = "How many people to invent, 1 to 10 million.",
            DefaultValueFactory = _ => 5000,
            CustomParser = Typed.Number(1L, MostProfiles, 5000L),
            HelpName = "N",
        };
        var seed = new Option<long>("--seed")
        {
            Description = "Another number invents other people; the same one the same people.",
            DefaultValueFactory = _ => 1,
            CustomParser = Typed.Number(long.MinValue, long.MaxValue, 7L),
            HelpName = "S",
        };
        var replace = new Option<bool>("--replace") { Description = "Throw an existing demo away and start anew." };
        var ifNone = new Option<bool>("--if-none") { Description = "Do nothing where there is a store already, demo or real." };
        var json = Verb.JsonOption();
        return new Command("demo", "Makes a demo store: invented people in real places. Never touches a store of real people.")
        {
            profiles, seed, replace, ifNone, json,
        }.Does(
            ["./rapport demo", "./rapport demo --profiles 100000 --seed 7 --data data-large", "./rapport demo --replace"],
            async (parsed, stop) =>
            {
                var count = parsed.GetValue(profiles);
                var location = parsed.Location();
                if (parsed.GetValue(ifNone) && await Store.Exists(location, stop))
                {
                    return ExitCode.Done;
                }
                var store = new DemoStore(location, TimeProvider.System);
                var started = TimeProvider.System.GetTimestamp();
                var result = await WithBar(
                    count, made => store.Make(count, parsed.GetValue(seed), parsed.GetValue(replace), made, stop));
                var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new
                    {
                        Store = location.Name,
                        result.Profiles,
                        result.Claimed,
                        FromRegistryAlone = result.Profiles - result.Claimed,
                        Seed = parsed.GetValue(seed),
                        result.Bytes,
                        Seconds = Math.Round(seconds, 2),
                    });
                    return ExitCode.Done;
                }
                await Console.Error.WriteAsync(
                    $"{result.Profiles:N0} invented people in {location.Name}, in {seconds:0.0} seconds. "
                    + $"{result.Profiles - result.Claimed:N0} of them are known from an invented registry alone and stay hidden "
                    + $"until the operator lists them.\nSee them: {location.Command("serve")}\n");
                return ExitCode.Done;
            });
    }

    private static Task<DemoResult> WithBar(long count, Func<Action<long>, Task<DemoResult>> make) =>
        !Verb.IsWatched
            ? make(_ => { })
            : Verb.Aside.Progress().StartAsync(context =>
            {
                var bar = context.AddTask("Inventing people", maxValue: count);
                return make(made => bar.Value = made);
            });
}
