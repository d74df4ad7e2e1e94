using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Tests.House;

/// <summary>The documentation names what is there: a field, table, filter, command or endpoint without an entry fails.</summary>
public sealed class DocsTests
{
    [Fact]
    public void Every_field_of_a_profile_is_in_the_data_page_as_the_catalogue_has_it()
    {
        var table = new StringBuilder("| field | meaning | written as | seen by |\n|---|---|---|---|\n");
        foreach (var field in ProfileFields.All)
        {
            var seenBy = field.SeenBy == Audience.Everyone ? "everyone" : "nobody";
            // A bar inside a cell would begin the next one.
            var form = field.Form.Replace("|", "\\|", StringComparison.Ordinal);
            table.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | {field.Meaning} | {form} | {seenBy} |\n");
        }

        Assert.Contains(table.ToString(), SourceTree.Read("docs/data.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_and_column_is_in_the_data_page()
    {
        using var db = new SqliteDb(SqliteDb.Options("never-opened.db", mayCreate: false));
        var page = SourceTree.Read("docs/data.md");

        foreach (var table in db.Model.GetEntityTypes())
        {
            var start = page.IndexOf($"### `{table.GetTableName()}`", StringComparison.Ordinal);
            Assert.True(start >= 0, $"docs/data.md has no section for the table {table.GetTableName()}.");
            var end = page.IndexOf("###", start + 4, StringComparison.Ordinal);
            var section = end < 0 ? page[start..] : page[start..end];
            Assert.All(table.GetProperties(), column => Assert.Contains($"`{column.GetColumnName()}`", section, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_filter_is_in_the_API_page_with_its_meaning()
    {
        var page = SourceTree.Read("docs/api.md");

        Assert.All(SearchKeys.All, key => Assert.Contains($"| `{key.Name}` | {key.Meaning} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_has_examples_and_is_in_the_readme()
    {
        var readme = SourceTree.Read("README.md");

        foreach (var command in CommandLine.Root().Subcommands.SelectMany(WithThoseBelow))
        {
            var name = string.Join(' ', Path(command));
            Assert.True(
                Help.Examples.TryGetValue(command, out _),
                $"rapport {name} shows no examples under --help.");
            Assert.Contains(name.Split(' ')[^1], readme, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<Command> WithThoseBelow(Command command) =>
        command.Subcommands.SelectMany(WithThoseBelow).Prepend(command);

    private static IEnumerable<string> Path(Command command) =>
        (command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? Path(parent) : []).Append(command.Name);
}
