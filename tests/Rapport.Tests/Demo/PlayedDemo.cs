using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Demo;

/// <summary>The application over a small demo with all its parts.</summary>
internal static class PlayedDemo
{
    public static Task<HostedApp> Start(int people = 400) => HostedApp.Start(
        async store =>
        {
            var invented = new Rapport.Demo.People(new World(PlaceTable.Gazetteer), 1, DateOnly.FromDateTime(store.Now));
            var parts = new DemoParts(store, store.Location);
            await store.Write(async db =>
            {
                db.AddRange(Enumerable.Range(1, people).Select(id => invented.Make(id)).Select(one => new Profile
                {
                    Id = one.Id,
                    Npi = one.Npi,
                    Claimed = one.Claimed,
                    RegistryDate = one.RegistryDate,
                    UpdatedAt = one.UpdatedAt,
                    Document = one.Document.ToJson(),
                }));
                await db.SaveChangesAsync();
                await parts.Add(db, TestContext.Current.CancellationToken);
            });
            await parts.Wait(TestContext.Current.CancellationToken);
        },
        kind: StoreKind.Demo);
}
