using Npgsql;

namespace Rapport.Storage;

/// <summary>
/// Where a store lives: an SQLite file in a data folder, or a PostgreSQL database. The data folder exists in both
/// cases, for what must lie apart from the database: keys, vocabularies, the removal log.
/// </summary>
internal sealed record StoreLocation
{
    private const string SqliteFile = "rapport.db";

    /// <summary>The folder beside the database.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The PostgreSQL connection string, or null for the SQLite file in the data folder.</summary>
    public string? Postgres { get; init; }

    public bool IsSqlite => Postgres is null;

    public string SqlitePath => Path.Combine(DataFolder, SqliteFile);

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

    /// <summary>The option to repeat in a suggested command, so that it can be pasted as it stands.</summary>
    public string AsOption => Postgres is null ? $"--data {Quoted(DataFolder)}" : "--db CONNECTION";

    /// <summary>Reads the two options of the command line.</summary>
    /// <exception cref="StoreProblem">The connection string cannot be read.</exception>
    public static StoreLocation From(string dataFolder, string? connection)
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
            return new StoreLocation { DataFolder = folder, Postgres = parts.ConnectionString };
        }
        catch (ArgumentException e)
        {
            throw new StoreProblem(
                "The connection after --db cannot be read. Write it like "
                + "\"Host=localhost;Database=rapport;Username=rapport\".", e);
        }
    }

    /// <summary>A folder that only this account may look into.</summary>
    public static void MakePrivateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file that only this account may read when it is made now.</summary>
    public static FileStream OpenPrivate(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows() && mode is not FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return new FileStream(path, options);
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
