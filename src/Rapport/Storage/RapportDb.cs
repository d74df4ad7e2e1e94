using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Rapport.Storage;

/// <summary>
/// The whole model. It lists no table: each row type brings its own mapping, found in the assembly, so that a
/// feature's table stands in the feature's folder. Two thin contexts say which database it is.
/// </summary>
internal abstract class RapportDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(RapportDb).Assembly);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // Every instant is UTC. SQLite gives back an unspecified kind, which would compare and print wrongly.
        conventions.Properties<DateTime>().HaveConversion<UtcInstant>();
        // Words in the database, not numbers: an operator who looks at a table can read it.
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    private static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && result.Length > 0)
            {
                result.Append('_');
            }
            result.Append(char.ToLowerInvariant(c));
        }
        return result.ToString();
    }

    private sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Utc ? value : DateTime.SpecifyKind(value, DateTimeKind.Utc),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
