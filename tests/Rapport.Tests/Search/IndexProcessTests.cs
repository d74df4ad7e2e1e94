using Microsoft.Extensions.Logging;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

/// <summary>The index, made by a command of its own, is the one that a start reads.</summary>
public sealed class IndexProcessTests
{
    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task What_another_process_made_is_read_and_not_made_again(object database)
    {
        await using var test = await TestStore.Create((Database)database);
        var id = await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        using var logs = new HeardLog();
        Assert.True(await new IndexProcess(test.Store.Location, logs.CreateLogger("index")).Run(isBeside: false, TestContext.Current.CancellationToken));
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(logs));
        using var snapshots = new Snapshots(test.Store, Keys, factory.CreateLogger<Snapshots>());
        var snapshot = await snapshots.Once(TestContext.Current.CancellationToken);
        Assert.Equal([id], snapshot.Index.Search(new SearchQuery()).Hits.Select(hit => hit.Id));
        Assert.Contains(logs.Everything, line => line.Text.Contains("was read from", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Text.Contains("built anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_it_cannot_be_made_so_the_log_says_why()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        using var logs = new HeardLog();
        var nowhere = test.Store.Location with { DataFolder = Path.Combine(test.Folder, "nowhere") };
        Assert.False(await new IndexProcess(nowhere, logs.CreateLogger("index")).Run(isBeside: true, TestContext.Current.CancellationToken));
        Assert.Contains(logs.Lines, line => line.Text.Contains("nowhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_says_of_how_many_it_was_made()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        await ProfileBuilder.Marisol(test.Store.Now).SaveTo(test.Store);
        var ended = await RapportProcess.Run(["index", .. test.Arguments]);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.StartsWith("The search index of 2 profiles is made, in ", ended.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(test.Folder, "search.index")));
    }
}
