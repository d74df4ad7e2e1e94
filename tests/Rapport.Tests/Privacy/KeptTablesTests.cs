using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Privacy;
using Rapport.Storage;
using Rapport.Tests.House;

namespace Rapport.Tests.Privacy;

/// <summary>Of everything that is kept the documentation says why, what it is, who sees it and for how long, in the words of the program.</summary>
public sealed partial class KeptTablesTests
{
    private const string Mend = "Say of it in src/Rapport/Privacy/KeptTables.cs why it is kept, what it is, who sees it and for how long.";

    [Fact]
    public void Every_table_and_every_column_of_the_store_has_an_entry_and_only_one()
    {
        using var db = new SqliteDb(SqliteDb.Options("never-opened.db", mayCreate: false));
        var there = db.Model.GetEntityTypes().SelectMany(table => table.GetProperties().Select(column => $"{table.GetTableName()}.{column.GetColumnName()}")).Distinct().ToList();
        var said = KeptTables.All.SelectMany(table => table.Columns.SelectMany(columns => columns.Columns).Select(column => $"{table.Name}.{column}")).ToList();
        Assert.True(there.Except(said).ToList() is { Count: 0 }, $"No entry: {string.Join(", ", there.Except(said))}. {Mend}");
        Assert.True(said.Except(there).ToList() is { Count: 0 }, $"Not there any more: {string.Join(", ", said.Except(there))}. Take it out of src/Rapport/Privacy/KeptTables.cs.");
        Assert.Equal(said.Distinct().Count(), said.Count);
        Assert.All(KeptTables.All, table => Assert.All(table.Columns, columns => Assert.False(string.IsNullOrWhiteSpace(table.Purpose + columns.SeenBy) || columns.For.Words.Length == 0)));
    }

    [Fact]
    public void The_page_is_what_the_program_prints()
    {
        var page = Path.Combine(SourceTree.Root, "docs/privacy.md");
        Assert.True(
            File.Exists(page) && File.ReadAllText(page) == PrivacyPage.Print(), "docs/privacy.md is not what the program says of itself any more. Read what changed, then write it anew: ./rapport privacy > docs/privacy.md");
    }

    [Fact]
    public void Each_period_that_is_enforced_is_said_of_a_column_of_its_table_and_none_is_said_that_nobody_enforces()
    {
        var said = KeptTables.All.SelectMany(table => table.Columns.SelectMany(columns => columns.For.Rules).Select(rule => (table.Name, rule))).ToList();
        Assert.All(said, one => Assert.Equal(one.Name, one.rule.Table));
        Assert.Equal(RetentionRules.All.Select(rule => rule.What).Order(StringComparer.Ordinal), said.Select(one => one.rule.What).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(RetentionRules.All.Count, RetentionRules.All.Select(rule => rule.What).Distinct().Count());
        // A feature that is named is there.
        Assert.All(RetentionRules.All.Where(rule => rule.DoneBy is not null), rule => Assert.True(File.Exists(Path.Combine(SourceTree.Root, $"src/Rapport/{rule.DoneBy}.cs")), rule.DoneBy));
    }

    [Fact]
    public void Every_cookie_of_the_program_is_on_the_page()
    {
        var cookies = SourceTree.Files("src/Rapport", "*.cs").SelectMany(path => CookieName().Matches(SourceTree.Read(path)).Select(match => match.Groups["name"].Value)).Distinct().ToList();
        Assert.True(cookies.Count >= 12);
        var said = string.Join(' ', KeptPlaces.Cookies.Select(cookie => cookie.Name));
        Assert.All(cookies, cookie => Assert.Contains($"`{cookie}`", said, StringComparison.Ordinal));
    }

    [Theory, InlineData(30, "30 minutes"), InlineData(60, "1 hour"), InlineData(60 * 24, "1 day"), InlineData(60 * 24 * 400, "400 days"), InlineData(60 * 24 * 365 * 3, "3 years")]
    public void A_period_is_told_in_the_largest_unit_that_says_it_whole(int minutes, string words) => Assert.Equal(words, RetentionRule.Print(TimeSpan.FromMinutes(minutes)));

    [GeneratedRegex("\"(?<name>rapport-[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex CookieName();
}
