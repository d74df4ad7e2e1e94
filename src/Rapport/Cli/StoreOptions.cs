using System.CommandLine;
using Rapport.Storage;

namespace Rapport.Cli;

/// <summary>The two options that every command takes: which store.</summary>
internal static class StoreOptions
{
    public static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of the store (SQLite), its keys and vocabularies.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RAPPORT_DATA") ?? "data",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<string?> Db = new("--db")
    {
        Description = "PostgreSQL connection instead of SQLite, like \"Host=localhost;Database=rapport\". "
            + "RAPPORT_DB in the environment keeps its password out of the process list.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("RAPPORT_DB"),
        HelpName = "CONNECTION",
        Recursive = true,
    };

    public static StoreLocation Location(this ParseResult parsed) =>
        StoreLocation.From(parsed.GetValue(Data)!, parsed.GetValue(Db));

    /// <summary>Opens the store that the options name.</summary>
    public static Task<Store> OpenStore(this ParseResult parsed, CancellationToken stop) =>
        Store.Open(parsed.Location(), TimeProvider.System, stop);
}
