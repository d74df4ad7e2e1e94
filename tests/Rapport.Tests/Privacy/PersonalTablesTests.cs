using Microsoft.EntityFrameworkCore;
using Rapport.Privacy;
using Rapport.Storage;

namespace Rapport.Tests.Privacy;

/// <summary>No table and no column is without a rule: whom it is handed to, and what becomes of it when an account is closed.</summary>
public sealed class PersonalTablesTests
{
    [Fact]
    public void Every_table_of_the_model_has_a_rule_or_a_reason_why_it_needs_none()
    {
        using var db = new SqliteDb(SqliteDb.Options("never-opened.db", mayCreate: false));
        Assert.Equal(
            db.Model.GetEntityTypes().Select(table => table.GetTableName()!).Distinct().Order(StringComparer.Ordinal),
            PersonalTables.All.Select(table => table.Name).Concat(PersonalTables.OfNobody.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_column_of_such_a_table_is_handed_out_or_kept_back_with_a_reason_and_never_both()
    {
        using var db = new SqliteDb(SqliteDb.Options("never-opened.db", mayCreate: false));
        foreach (var rule in PersonalTables.All)
        {
            var table = db.Model.GetEntityTypes().Single(entity => entity.GetTableName() == rule.Name);
            Assert.Equal(
                table.GetProperties().Select(column => $"{rule.Name}.{column.GetColumnName()}").Order(StringComparer.Ordinal),
                rule.Columns.Select(column => $"{rule.Name}.{column.Column}").Order(StringComparer.Ordinal));
        }
    }
}
