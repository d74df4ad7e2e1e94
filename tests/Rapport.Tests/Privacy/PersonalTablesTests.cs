using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Privacy;
using Rapport.Storage;
using Rapport.Tests.House;

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

    [Fact]
    public void The_data_page_prints_these_rules()
    {
        var text = new StringBuilder("| table | handed to her | kept back | when the account is closed |\n|---|---|---|---|\n");
        foreach (var rule in PersonalTables.All)
        {
            var told = string.Join(", ", rule.Columns.Where(column => column.Withheld is null).Select(column => $"`{column.Column}`"));
            var withheld = string.Join("; ", rule.Columns.Where(column => column.Withheld is not null).GroupBy(column => column.Withheld!)
                .Select(columns => $"{string.Join(", ", columns.Select(column => $"`{column.Column}`"))}: {columns.Key}"));
            text.Append(CultureInfo.InvariantCulture, $"| `{rule.Name}` | {(told.Length == 0 ? "nothing" : told)} | {(withheld.Length == 0 ? "–" : withheld)} | {rule.Erasure} |\n");
        }
        text.Append("\n| table without anything about who has an account | why |\n|---|---|\n");
        foreach (var (table, why) in PersonalTables.OfNobody)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{table}` | {why} |\n");
        }
        Assert.Contains(text.ToString(), SourceTree.Read("docs/data.md"), StringComparison.Ordinal);
    }
}
