using System.CommandLine;
using Rapport.Cli;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Operators;

/// <summary><c>rapport settings show</c> and <c>rapport settings set</c>.</summary>
internal static class SettingsCommand
{
    /// <param name="Or">What it may say beside the values; null where nothing.</param>
    private sealed record Told(string Key, string Value, string Meaning, IReadOnlyList<SettingValue> Values, string? Or);

    private static string[] Own(OperatorSetting setting) => setting.OwnMeaning is { } own ? [own] : [];

    public static Command Create() =>
        new Command("settings", "Shows and changes the operator's choices.") { ShowCommand(), SetCommand() }.Shows(
            "./rapport settings show --data data-real", "./rapport settings set registry-listing facts-only --data data-real");

    private static Command ShowCommand()
    {
        var json = Verb.JsonOption();
        return new Command("show", "Shows each setting, what it says now, and what it may say.") { json }.Does(
            ["./rapport settings show", "./rapport settings show --json --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var told = await Read(store, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(told);
                }
                else
                {
                    AnsiConsole.Write(AsTable(told));
                }
                return ExitCode.Done;
            });
    }

    private static Command SetCommand()
    {
        var key = new Argument<string>("KEY") { Description = "Which setting." };
        var value = new Argument<string[]>("VALUE") { Description = "What it is to say; several words need no quotes.", Arity = ArgumentArity.OneOrMore };
        var json = Verb.JsonOption();
        return new Command("set", "Changes a setting; every node that serves the store follows at once.") { key, value, json }.Does(
            [
                "./rapport settings set registry-listing facts-only --data data-real",
                "./rapport settings set registry-listing hidden --data data-real --json",
            ],
            async (parsed, stop) =>
            {
                if (OperatorSettings.All.FirstOrDefault(one => one.Key == parsed.GetValue(key)) is not { } setting)
                {
                    var known = string.Join(", ", OperatorSettings.All.Select(one => one.Key));
                    return Verb.Fail(
                        $"There is no setting \"{parsed.GetValue(key)}\". There is: {known}.", ExitCode.Usage);
                }
                var said = string.Join(' ', parsed.GetValue(value)!);
                if (setting.Find(said) is not { } chosen)
                {
                    var known = string.Join(" or ", [.. setting.Values.Select(one => one.Name), .. Own(setting)]);
                    return Verb.Fail(
                        $"{setting.Key} cannot be \"{said}\"; say {known}.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                await setting.Change(store, chosen.Name, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new Told(setting.Key, chosen.Name, setting.Meaning, setting.Values, setting.OwnMeaning));
                }
                else
                {
                    await Console.Out.WriteLineAsync($"{setting.Key} is {chosen.Name} now. {chosen.Consequence}");
                }
                return ExitCode.Done;
            });
    }

    private static async Task<List<Told>> Read(Store store, CancellationToken stop)
    {
        await using var db = store.Read();
        var told = new List<Told>();
        foreach (var setting in OperatorSettings.All)
        {
            told.Add(new Told(setting.Key, await setting.Read(db, stop), setting.Meaning, setting.Values, setting.OwnMeaning));
        }
        return told;
    }

    private static Table AsTable(IEnumerable<Told> settings)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Setting", "Says", "What it decides", "May say");
        foreach (var setting in settings)
        {
            table.AddRow(
                Markup.Escape(setting.Key),
                Markup.Escape(setting.Value),
                Markup.Escape(setting.Meaning),
                Markup.Escape(string.Join('\n',
                    [.. setting.Values.Select(value => $"{value.Name}: {value.Consequence}"), .. setting.Or is { } own ? [$"or {own}"] : Array.Empty<string>()])));
        }
        return table;
    }
}
