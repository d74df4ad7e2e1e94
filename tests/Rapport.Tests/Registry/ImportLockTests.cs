using Rapport.Registry;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>Only another import is taken for one: a folder that cannot be written is told as what it is.</summary>
public sealed class ImportLockTests
{
    [Fact]
    public async Task A_folder_in_which_no_lock_can_be_made_is_told_in_the_words_of_the_store()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A link that leads to itself is made as on Unix.");
        await using var place = await TestStore.Place(Database.Sqlite);
        var path = Path.Combine(place.Folder, ImportLock.FileName);
        File.CreateSymbolicLink(path, path);
        var problem = await Assert.ThrowsAsync<StoreProblem>(
            () => ImportLock.TakeBeforeStore(place.Location, TestContext.Current.CancellationToken));
        Assert.Contains("cannot be written", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("running", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Database.Sqlite)]
    [InlineData(Database.Postgres)]
    public async Task Given_back_it_can_be_taken_at_once(Database database)
    {
        await using var test = await TestStore.Create(database);
        for (var time = 0; time < 100; time++)
        {
            await using var held = await ImportLock.Take(test.Store, TestContext.Current.CancellationToken);
        }
    }
}
