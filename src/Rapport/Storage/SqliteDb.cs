using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rapport.Storage;

/// <summary>The store in one file, for one machine. Write-ahead log, every commit on stable storage.</summary>
internal sealed class SqliteDb(DbContextOptions<SqliteDb> options) : RapportDb(options)
{
    /// <summary>
    /// How long a writer waits for another process to finish, seconds: half a minute, or what RAPPORT_BUSY_SECONDS in
    /// the environment says.
    /// </summary>
    public static int BusySeconds { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("RAPPORT_BUSY_SECONDS"), System.Globalization.CultureInfo.InvariantCulture,
            out var seconds) && seconds > 0
            ? seconds
            : 30;

    /// <summary>
    /// Pages of the file that each connection keeps in memory, kB: many for a writer, whose rows lie everywhere; few for readers, of
    /// which there are many at once; the system keeps the file in memory for all of them.
    /// </summary>
    private const int WritersCache = 65_536;
    private const int ReadersCache = 2_000;

    public static DbContextOptions<SqliteDb> Options(string path, bool mayCreate) => Options(WritersCache, At(path, mayCreate));

    /// <summary>A store that is there, where it lies.</summary>
    public static DbContextOptions<SqliteDb> Options(StoreLocation location, bool isForReading = false) => location.IsUnchanging
        ? Options(ReadersCache, new SqliteConnectionStringBuilder
        {
            // Without files beside it, which SQLite could not make there (sqlite.org/uri.html#uriimmutable).
            DataSource = new Uri(location.SqlitePath).AbsoluteUri + "?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            ForeignKeys = true,
        })
        : Options(isForReading ? ReadersCache : WritersCache, At(location.SqlitePath, mayCreate: false));

    private static SqliteConnectionStringBuilder At(string path, bool mayCreate) => new()
    {
        DataSource = path,
        Mode = mayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        DefaultTimeout = BusySeconds,
        ForeignKeys = true,
    };

    private static DbContextOptions<SqliteDb> Options(int cache, SqliteConnectionStringBuilder connection) =>
        new DbContextOptionsBuilder<SqliteDb>()
            // A list of numbers as one parameter: a statement of its own for each length of the list is made anew each time.
            .UseSqlite(connection.ConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            // Contexts are used again, and would not notice for a second that somebody listens to what they ask.
            .ConfigureLoggingCacheTime(TimeSpan.Zero)
            .AddInterceptors(new DurableConnection(cache))
            .Options;

    /// <summary>Closes the connections that the pools keep, so that the file is nobody's.</summary>
    public static void CloseConnections(string path)
    {
        foreach (var mayCreate in new[] { true, false })
        {
            using var db = new SqliteDb(Options(path, mayCreate));
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }
    }

    private sealed class DurableConnection(int cache) : DbConnectionInterceptor
    {
        // FULL: "saved" means that the log is on stable storage, also in write-ahead mode. What is deleted is written over.
        private readonly string _statement =
            FormattableString.Invariant($"PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{cache};");

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            Configure(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Configure(connection);
            return Task.CompletedTask;
        }

        private void Configure(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = _statement;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Lets the migration tool make the context; it never opens this file.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) => new(Options("design-time.db", mayCreate: false));
    }
}
