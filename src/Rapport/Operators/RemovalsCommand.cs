using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;
using Spectre.Console;

namespace Rapport.Operators;

/// <summary><c>rapport removals</c>: who asked to be taken off the list, and undoing an abuse.</summary>
internal static class RemovalsCommand
{
    /// <summary>Bursts are told for as long as an operator may have been away.</summary>
    private static readonly TimeSpan BurstsOf = TimeSpan.FromDays(30);

    private sealed record Told(
        long Id, long ProfileId, string? Name, long? Npi, DateTime At, string? Network, DateTime? UndoneAt, string? UndoneReason);

    private sealed record ToldAll(IReadOnlyList<Told> Removals, IReadOnlyList<Burst> Bursts);

    public static Command Create()
    {
        var removals = ListCommand("removals");
        removals.Description = "Who asked to be taken off the list, newest first, and whether somebody may be emptying it.";
        removals.Subcommands.Add(ListCommand("list"));
        removals.Subcommands.Add(UndoCommand());
        return removals;
    }

    private static Command ListCommand(string name)
    {
        var json = Verb.JsonOption();
        return new Command(name, "The same list.") { json }.Does(
            ["./rapport removals", "./rapport removals list --json", "./rapport removals undo 12 --reason \"One network took off forty.\""],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                var removals = new Removals(store);
                var told = await Tell(store, await removals.List(stop: stop), stop);
                var bursts = await removals.Bursts(store.Now - BurstsOf, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new ToldAll(told, bursts));
                    return ExitCode.Done;
                }
                Show(told, bursts);
                return ExitCode.Done;
            });
    }

    private static Command UndoCommand()
    {
        var id = new Argument<long>("ID")
        {
            Description = "Number of the removal, from the list.",
            CustomParser = Typed.Number(1L, long.MaxValue, 12L),
        };
        var reason = new Option<string>("--reason") { Description = "Why; kept with the removal.", Required = true, HelpName = "TEXT" };
        var json = Verb.JsonOption();
        return new Command("undo", "Puts somebody back on the list whose removal was an abuse.") { id, reason, json }.Does(
            [
                "./rapport removals undo 12 --reason \"Forty in a minute from one network; she asked to stay.\"",
                "./rapport removals undo 12 --reason abuse --json",
            ],
            async (parsed, stop) =>
            {
                if (string.IsNullOrWhiteSpace(parsed.GetValue(reason)))
                {
                    return Verb.Fail("Say why after --reason; it is kept with the removal.", ExitCode.Usage);
                }
                using var store = await parsed.OpenStore(stop);
                var removals = new Removals(store);
                await using (var db = store.Read())
                {
                    var number = parsed.GetValue(id);
                    var keepers = await db.Set<ProfileOwner>().Where(owner => db.Set<Removal>().Any(removal => removal.Id == number && removal.ProfileId == owner.ProfileId && removal.UndoneAt == null)).Select(owner => owner.AccountId).ToListAsync(stop);
                    await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.ChangedProfile, keepers, stop);
                }
                if (!await removals.Undo(parsed.GetValue(id), parsed.GetValue(reason)!.Trim(), stop))
                {
                    return Verb.Fail(
                        $"There is no removal {parsed.GetValue(id)} that stands. \"{store.Location.Command("removals")}\" lists them.");
                }
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson((await Tell(store, [(await removals.Find(parsed.GetValue(id), stop))!], stop)).Single());
                }
                else
                {
                    await Console.Out.WriteLineAsync("Undone; the profile is where it was before.");
                }
                return ExitCode.Done;
            });
    }

    private static async Task<List<Told>> Tell(Store store, IReadOnlyList<Removal> removals, CancellationToken stop)
    {
        var names = await NamesOfProfiles.Of(store, [.. removals.Select(removal => removal.ProfileId).Distinct()], stop);
        return [.. removals.Select(removal => new Told(
            removal.Id, removal.ProfileId, names.GetValueOrDefault(removal.ProfileId), removal.Npi, removal.At,
            removal.Network, removal.UndoneAt, removal.UndoneReason))];
    }

    private static void Show(List<Told> removals, IReadOnlyList<Burst> bursts)
    {
        foreach (var burst in bursts)
        {
            var from = burst.Network is null ? "many networks" : $"one network ({burst.Network})";
            Console.Out.WriteLine(FormattableString.Invariant(
                $"More than people ask for by themselves: {Counted.Of(burst.Count, "removal")} from {from}, {burst.From:u} to {burst.To:u}."));
        }
        if (removals.Count == 0)
        {
            Console.Out.WriteLine("Nobody asked to be removed.");
            return;
        }
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("ID", "Who", "Profile", "NPI", "Asked (UTC)", "Network", "Undone");
        foreach (var removal in removals)
        {
            table.AddRow([.. new[]
            {
                Text(removal.Id),
                removal.Name ?? "(gone)",
                Text(removal.ProfileId),
                removal.Npi is { } npi ? Text(npi) : "",
                removal.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                removal.Network ?? "",
                removal.UndoneAt is { } at
                    ? string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd}: {removal.UndoneReason}")
                    : "",
            }.Select(cell => Markup.Escape(Printed.Line(cell)))]);
        }
        AnsiConsole.Write(table);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
