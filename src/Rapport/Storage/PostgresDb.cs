using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Rapport.Storage;

/// <summary>The store on a PostgreSQL server, for several web nodes and replicas.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : RapportDb(options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Making a database takes a second or two; who waits for longer waits for something else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static DbContextOptions<PostgresDb> Options(string connection) =>
        new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection).Options;

    /// <summary>
    /// Makes the database on the server where it is not there yet. Of several commands that do so at once one makes it;
    /// the server turns the others away, and they find it made.
    /// </summary>
    /// <exception cref="StoreProblem">This account may not make one.</exception>
    /// <returns>Whether this call made it.</returns>
    public static async Task<bool> MakeDatabase(string connection, CancellationToken stop)
    {
        await using var db = new PostgresDb(Options(connection));
        var creator = db.GetService<IRelationalDatabaseCreator>();
        var waiting = Stopwatch.StartNew();
        while (!await creator.ExistsAsync(stop))
        {
            try
            {
                await creator.CreateAsync(stop);
                return true;
            }
            catch (Exception e) when (StateOf(e) is PostgresErrorCodes.InsufficientPrivilege)
            {
                var parts = new NpgsqlConnectionStringBuilder(connection);
                throw new StoreProblem(
                    $"There is no database {parts.Database} on {parts.Host}, and the account {parts.Username} may not make one. Have "
                    + $"it made there: CREATE DATABASE \"{parts.Database}\" OWNER \"{parts.Username}\". Then run the same command again.", e);
            }
            // Made meanwhile, being made, or the server's template is held for a moment by who makes another.
            catch (Exception e) when (waiting.Elapsed < Patience && StateOf(e)
                is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ObjectInUse)
            {
                await Task.Delay(Pause, stop);
            }
        }
        return false;
    }

    /// <summary>Drops a database that this command made, unless somebody made a store of it or is in it.</summary>
    /// <returns>Whether it is gone.</returns>
    public static async Task<bool> DropIfEmpty(string connection)
    {
        try
        {
            await using (var db = new PostgresDb(Options(connection)))
            {
                if (await Migrations.IsMarked(db, CancellationToken.None))
                {
                    return false;
                }
            }
            await using (var pooled = new NpgsqlConnection(connection))
            {
                NpgsqlConnection.ClearPool(pooled);
            }
            var parts = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
            var name = parts.Database!.Replace("\"", "\"\"", StringComparison.Ordinal);
            parts.Database = "postgres";
            await using var server = new NpgsqlConnection(parts.ConnectionString);
            await server.OpenAsync();
#pragma warning disable CA2100 // A name cannot be a parameter; it is quoted.
            await using var command = new NpgsqlCommand($"DROP DATABASE \"{name}\"", server);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // Somebody is in it, the server is gone, or this account may not look into "postgres".
            return false;
        }
    }

    // The object mapper wraps what it takes for a passing failure.
    private static string? StateOf(Exception e) => (e as PostgresException ?? e.InnerException as PostgresException)?.SqlState;

    /// <summary>Lets the migration tool make the context; it never connects.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) => new(Options("Host=localhost;Database=design-time"));
    }
}
