using System.CommandLine;
using Microsoft.Data.Sqlite;
using Rapport.Audit;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary><c>rapport backup FILE</c>.</summary>
internal static class BackupCommand
{
    private sealed record Told(
        string File, long Bytes, string Sha256, DateTime Created, Guid Store, string Kind,
        IReadOnlyDictionary<string, long> Rows, string Keys, string RemovalLog);

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "File to make; nobody but this account may read it." };
        var force = new Option<bool>("--force") { Description = "Replace FILE when it is there already." };
        var json = Verb.JsonOption();
        return new Command(
            "backup",
            "Writes the whole store into one checksummed file, also while it is served. The file can be restored into SQLite "
            + "and into PostgreSQL, whichever it came from. It does not hold the keys (folder \"keys\"): keep a copy of "
            + "those elsewhere, so that whoever finds one has not found both. Keep a copy of removals.log, too, as new as can be: a "
            + "restore needs it, so that who asked to be removed after this back-up stays removed.")
        { file, force, json }.Does(
            ["./rapport backup rapport-monday.backup", "./rapport backup --force /backups/latest.backup --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                await new AuditTrail(store).Read(AuditPart.Console, actor: null, AuditAct.CopiedStore, owners: null, stop);
                var made = await RowBar.While(["Writing"], bars => Backup.Write(
                    store, parsed.GetValue(file)!, parsed.GetValue(force), bars[0], stop));
                await Remember(store, made, stop);
                var keys = store.Location.KeyFolder;
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new Told(
                        made.File, made.Bytes, made.Sha256, made.Header.Created, made.Header.Store, made.Header.Kind.ToString().ToLowerInvariant(),
                        made.Rows, keys, RemovalLog.PathIn(store.Location)));
                }
                else
                {
                    Tell(made, store.Location);
                }
                return ExitCode.Done;
            });
    }

    private static async Task Remember(Store store, BackupMade made, CancellationToken stop)
    {
        try
        {
            await Backup.Remember(store, made.Header.Created, stop);
            await StandingRemovals.Complete(store, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Verb.Warn(
                $"The back-up is made, but {RemovalLog.PathIn(store.Location)} could not be written: {e.Message.TrimEnd('.')}. Mend that, "
                + "then make a back-up again.");
        }
        catch (Exception e) when ((e as SqliteException ?? e.InnerException as SqliteException) is { } sqlite)
        {
            // The file is whole all the same.
            Verb.Warn($"The back-up is made, but the store could not note it: {StoreTrouble.Explain(store.Location, sqlite)}");
        }
    }

    private static void Tell(BackupMade made, StoreLocation location)
    {
        Console.Out.WriteLine(
            FormattableString.Invariant($"{made.File}: {made.Bytes / 1e6:0.0} MB, the state of {made.Header.Created:u}."));
        string[] held =
        [
            Counted.Of(Rows("profiles"), "profile"), Counted.Of(Rows("practices"), "practice"),
            Counted.Of(Rows("removals"), "removal"), Counted.Of(Rows("reports"), "report"),
        ];
        Console.Out.WriteLine($"It holds {string.Join(", ", held)}, with their history and the settings.");
        Console.Out.WriteLine($"The keys are not in it. Keep a copy of {location.KeyFolder} apart from this file.");
        Console.Out.WriteLine(
            $"Keep a copy of {RemovalLog.PathIn(location)}, too: a restore reads there who asked to be removed after this back-up.");

        long Rows(string table) => made.Rows.GetValueOrDefault(table);
    }
}
