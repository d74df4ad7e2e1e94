using System.CommandLine;
using Rapport.Storage;

namespace Rapport.Cli;

/// <summary>The two options that every command takes: which store.</summary>
internal static class StoreOptions
{
    public static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of the store (SQLite), its keys and vocabularies. RAPPORT_DATA in the environment names another than \"data\".",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RAPPORT_DATA") ?? StoreLocation.UsualFolder,
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Db = new("--db")
    {
        Description = "PostgreSQL connection instead of SQLite, like \"Host=localhost;Database=rapport\". "
            + "Give it in RAPPORT_DB, or the password in PGPASSWORD or a PGPASSFILE: a password in a command can be read in the process list.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RAPPORT_DB"),
        HelpName = "CONNECTION",
        Recursive = true,
    };

    public static StoreLocation Location(this ParseResult parsed) =>
        StoreLocation.From(parsed.GetValue(Data)!, parsed.GetValue(Db), fromEnvironment: !IsTyped(parsed));

    /// <summary>Warns whoever typed a password where every account of the machine can read it.</summary>
    public static void WarnOfPassword(this ParseResult parsed)
    {
        if (IsTyped(parsed) && parsed.Location().HoldsPassword)
        {
            Verb.Warn(
                "The password after --db can be read in the list of processes by everybody on this machine. Give the whole "
                + "connection in the environment as RAPPORT_DB instead, or the password alone in PGPASSWORD or in the file that "
                + "PGPASSFILE names.");
        }
    }

    /// <summary>Opens the store that the options name.</summary>
    public static Task<Store> OpenStore(this ParseResult parsed, CancellationToken stop) =>
        Store.Open(parsed.Location(), TimeProvider.System, stop);

    private static bool IsTyped(ParseResult parsed) => parsed.GetResult(Db) is { Implicit: false };
}
