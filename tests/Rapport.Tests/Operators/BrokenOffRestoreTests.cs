using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Operators;

public sealed class BrokenOffRestoreTests
{
    [Theory, InlineData(Database.Sqlite), InlineData(Database.Postgres)]
    public async Task A_restore_that_is_killed_leaves_nothing_or_all_and_can_be_run_again(Database database)
    {
        await using var source = await TestStore.Create(Database.Sqlite);
        const int Rows = 200;
        await source.Store.Write(async db =>
        {
            for (var i = 0; i < Rows; i++)
            {
                await db.AddAsync(new Setting
                {
                    Key = $"filling-{i}",
                    Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(50_000)),
                    ChangedAt = source.Store.Now,
                });
            }
        });
        var file = Path.Combine(source.Folder, "a.backup");
        Assert.Equal(0, (await RapportProcess.Run(["backup", file, .. source.Arguments])).Code);
        foreach (var wait in new[] { 300, 500, 700, 900 })
        {
            await using var target = await TestStore.Place(database);
            using (var restoring = RapportProcess.Start([], ["restore", file, "--no-removals", .. target.Arguments]))
            {
                await Task.Delay(wait);
                restoring.Kill();
                await restoring.WaitForExitAsync();
            }
            if (!await Store.Exists(target.Location))
            {
                var again = await RapportProcess.Run(["restore", file, "--no-removals", .. target.Arguments]);
                Assert.True(again.Code == 0, again.Error);
            }
            using var store = await Store.Open(target.Location, TimeProvider.System);
            await using var db = store.Read();
            Assert.Equal(Rows, await db.Set<Setting>().CountAsync(setting => setting.Key.StartsWith("filling")));
        }
    }
}
