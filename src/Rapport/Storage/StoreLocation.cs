using Npgsql;

namespace Rapport.Storage;

/// <summary>
/// Where a store lives: an SQLite file in a data folder, or a PostgreSQL database. The data folder exists in both
/// cases, for what must lie apart from the database: keys, vocabularies, the removal log.
/// </summary>
internal sealed record StoreLocation
{
    /// <summary>The data folder when none is named.</summary>
    public const string UsualFolder = "data";

    private const string SqliteFile = "rapport.db";

    /// <summary>The folder beside the database.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The PostgreSQL connection string, or null for the SQLite file in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>True when the connection was read from the environment and not from the command line.</summary>
    public bool IsFromEnvironment { get; init; }

    /// <summary>True for an SQLite file where nothing can be written, which is read as it stands; known once it was opened.</summary>
    public bool IsUnchanging { get; init; }

    public bool IsSqlite => Postgres is null;

    /// <summary>True when the connection string holds a password itself.</summary>
    public bool HoldsPassword => Postgres is { } connection
        && new NpgsqlConnectionStringBuilder(connection) is var parts
        && (parts.Password is { Length: > 0 } || parts.SslPassword is { Length: > 0 });

    public string SqlitePath => Path.Combine(DataFolder, SqliteFile);

    /// <summary>A copy of what the search knows; it may be taken away at any time, and is made anew.</summary>
    public string IndexPath => Path.Combine(DataFolder, "search.index");

    /// <summary>Keys that must not lie in the database or its back-ups.</summary>
    public string KeyFolder => Path.Combine(DataFolder, "keys");

    /// <summary>Where an operator's own words lie, if there are any.</summary>
    public string VocabularyFolder => Path.Combine(DataFolder, "vocabularies");

    /// <summary>How the store is named in messages: never with a password.</summary>
    public string Name
    {
        get
        {
            if (Postgres is null)
            {
                return SqlitePath;
            }
            var parts = new NpgsqlConnectionStringBuilder(Postgres);
            return $"PostgreSQL {parts.Database} on {parts.Host}";
        }
    }

    /// <summary>
    /// The options to repeat in a suggested command, so that it can be pasted as it stands: never with a password, and
    /// without a connection that the environment gives to every command anyway.
    /// </summary>
    public string AsOption
    {
        get
        {
            if (Postgres is null)
            {
                return $"--data {Quoted(DataFolder)}";
            }
            // The folder holds keys and removals on PostgreSQL too.
            var folder = DataFolder == Path.GetFullPath(UsualFolder) ? "" : $"--data {Quoted(DataFolder)}";
            if (IsFromEnvironment)
            {
                return folder;
            }
            var open = new NpgsqlConnectionStringBuilder(Postgres);
            open.Remove("Password");
            open.Remove("SSL Password");
            return $"{folder} --db '{open.ConnectionString.Replace("'", "'\\''", StringComparison.Ordinal)}'".TrimStart();
        }
    }

    /// <summary>A command with the options that make it about this store, to be pasted as it stands.</summary>
    /// <param name="verb">What stands after the program's name.</param>
    public string Command(string verb) => $"./rapport {verb} {AsOption}".TrimEnd();

    /// <summary>
    /// Where a copy of this store could be restored to, beside it: a folder that is named by whoever types the command, and
    /// on PostgreSQL a database whose name tells what it is.
    /// </summary>
    public StoreLocation Aside()
    {
        if (Postgres is null)
        {
            return this with { DataFolder = "DIR" };
        }
        var other = new NpgsqlConnectionStringBuilder(Postgres);
        other.Database += "_restored";
        return this with { DataFolder = "DIR", Postgres = other.ConnectionString, IsFromEnvironment = false };
    }

    /// <summary>Reads the two options of the command line.</summary>
    /// <exception cref="StoreProblem">The connection string cannot be read.</exception>
    public static StoreLocation From(string dataFolder, string? connection, bool fromEnvironment = false)
    {
        var folder = Path.GetFullPath(dataFolder);
        if (string.IsNullOrWhiteSpace(connection))
        {
            return new StoreLocation { DataFolder = folder };
        }
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connection);
            if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database))
            {
                throw new StoreProblem(
                    "The connection after --db must name a host and a database, like "
                    + "\"Host=localhost;Database=rapport;Username=rapport\".");
            }
            return new StoreLocation { DataFolder = folder, Postgres = parts.ConnectionString, IsFromEnvironment = fromEnvironment };
        }
        catch (ArgumentException e)
        {
            throw new StoreProblem(
                "The connection after --db cannot be read. Write it like "
                + "\"Host=localhost;Database=rapport;Username=rapport\".", e);
        }
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
