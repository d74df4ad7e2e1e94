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

    public static DbContextOptions<SqliteDb> Options(string path, bool mayCreate) =>
        new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = mayCreate ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                    DefaultTimeout = BusySeconds,
                    ForeignKeys = true,
                }.ConnectionString)
            .AddInterceptors(new DurableConnection())
            .Options;

    /// <summary>A store that is there, where it lies.</summary>
    public static DbContextOptions<SqliteDb> Options(StoreLocation location) => location.IsUnchanging
        ? new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    // Without files beside it, which SQLite could not make there (sqlite.org/uri.html#uriimmutable).
                    DataSource = new Uri(location.SqlitePath).AbsoluteUri + "?immutable=1",
                    Mode = SqliteOpenMode.ReadOnly,
                    ForeignKeys = true,
                }.ConnectionString)
            .AddInterceptors(new DurableConnection())
            .Options
        : Options(location.SqlitePath, mayCreate: false);

    /// <summary>Closes the connections that the pools keep, so that the file is nobody's.</summary>
    public static void CloseConnections(string path)
    {
        foreach (var mayCreate in new[] { true, false })
        {
            using var db = new SqliteDb(Options(path, mayCreate));
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }
    }

    private sealed class DurableConnection : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            Configure(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Configure(connection);
            return Task.CompletedTask;
        }

        private static void Configure(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            // FULL: "saved" means that the log is on stable storage, also in write-ahead mode.
            command.CommandText = "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Lets the migration tool make the context; it never opens this file.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) => new(Options("design-time.db", mayCreate: false));
    }
}
