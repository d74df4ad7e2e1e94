using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Rapport.Demo;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Bench.Demo;

/// <summary>
/// Makes a demo store, and beside it in the same run writes ready-made people through the context's own AddRange: the
/// people are made beforehand for the peer, so that it is charged for writing alone. Prints Markdown.
/// </summary>
internal static class DemoBench
{
    private const int PeerRows = 10_000;
    private const int PeerBatch = 1000;

    public static async Task<int> Run(string[] args)
    {
        var profiles = args.SkipWhile(arg => arg != "--profiles").Skip(1).FirstOrDefault() is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : 100_000;
        Line($"# A demo of {profiles:N0} people");
        Line($"");
        Line($".NET {Environment.Version}, {Environment.ProcessorCount} processors, SQLite.");
        Line($"");
        Line($"| what | people | seconds | people/s | MB/s | peak MB in memory |");
        Line($"|---|---|---|---|---|---|");
        var ours = await InFolder(async location =>
        {
            var clock = Stopwatch.StartNew();
            var result = await new DemoStore(location, TimeProvider.System).Make(profiles, 1, replace: false, _ => { });
            return Row("invented and written", profiles, clock.Elapsed, result.Bytes);
        });
        var made = PeerPeople();
        var peer = await InFolder(location => WriteThroughContext(location, made));
        Line($"");
        Line($"Context : demo = 1 : {ours / peer:F1} in people per second, although the demo also invents them.");
        return 0;
    }

    private static PersonRow[] PeerPeople()
    {
        var people = new People(new World(PlaceTable.Gazetteer), 1, DateOnly.FromDateTime(DateTime.UtcNow));
        return [.. Enumerable.Range(1, PeerRows).Select(id => people.Make(id)).Select(person => new PersonRow(
            person.Id, person.Npi, person.Claimed, person.RegistryDate, person.UpdatedAt, person.Document.ToUtf8()))];
    }

    private static async Task<double> WriteThroughContext(StoreLocation location, PersonRow[] people)
    {
        using var store = await Store.OpenOrCreate(location, StoreKind.Demo, TimeProvider.System);
        var clock = Stopwatch.StartNew();
        foreach (var batch in people.Chunk(PeerBatch))
        {
            await store.Write(db =>
            {
                db.AddRange(batch.Select(person => new Profile
                {
                    Id = person.Id,
                    Npi = person.Npi,
                    Claimed = person.Claimed,
                    RegistryDate = person.RegistryDate,
                    UpdatedAt = person.UpdatedAt,
                    Document = System.Text.Encoding.UTF8.GetString(person.Document),
                }));
                return Task.CompletedTask;
            });
        }
        return Row("written alone, AddRange", people.Length, clock.Elapsed, people.Sum(person => (long)person.Document.Length));
    }

    private static double Row(string what, int people, TimeSpan time, long bytes)
    {
        var perSecond = people / time.TotalSeconds;
        Line($"| {what} | {people:N0} | {time.TotalSeconds:F1} | {perSecond:N0} | {bytes / 1e6 / time.TotalSeconds:F1} | {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} |");
        return perSecond;
    }

    private static async Task<double> InFolder(Func<StoreLocation, Task<double>> measure)
    {
        var folder = Directory.CreateTempSubdirectory("rapport-bench-").FullName;
        try
        {
            return await measure(new StoreLocation { DataFolder = folder });
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
