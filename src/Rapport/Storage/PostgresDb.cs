using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Rapport.Storage;

/// <summary>The store on a PostgreSQL server, for several web nodes and replicas.</summary>
internal sealed class PostgresDb(DbContextOptions<PostgresDb> options) : RapportDb(options)
{
    public static DbContextOptions<PostgresDb> Options(string connection) =>
        new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connection).Options;

    /// <summary>Lets the migration tool make the context; it never connects.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) => new(Options("Host=localhost;Database=design-time"));
    }
}
