using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;
using Rapport.Storage;
using Rapport.Tests.Registry;
using Sylvan.Data.Csv;

namespace Rapport.Bench.Registry;

/// <summary>
/// The cost of an import: the filter pass beside another CSV library doing the same on the same bytes, then the whole
/// way into SQLite and, where a connection is given, PostgreSQL.
/// </summary>
internal static class ImportBench
{
    private const int Rounds = 3;
    private const double Megabyte = 1e6;

    public static async Task<int> Run(string[] arguments)
    {
        var rows = int.Parse(Option(arguments, "--rows") ?? "1000000", CultureInfo.InvariantCulture);
        var folder = Directory.CreateTempSubdirectory("rapport-bench-").FullName;
        try
        {
            Console.WriteLine($"{rows:N0} rows, {Environment.ProcessorCount} processors");
            var mixed = Generate(Path.Combine(folder, "mixed.csv"), Math.Min(rows, 300_000), keptInHundred: 12);
            Filter(mixed);
            File.Delete(mixed);
            var kept = Generate(Path.Combine(folder, "kept.csv"), rows, keptInHundred: 100);
            await Import("SQLite", new StoreLocation { DataFolder = Path.Combine(folder, "sqlite") }, kept);
            if (Option(arguments, "--postgres") is { } server)
            {
                await OnServer(server, "CREATE DATABASE rapport_bench");
                try
                {
                    var database = new NpgsqlConnectionStringBuilder(server) { Database = "rapport_bench" }.ConnectionString;
                    var location = new StoreLocation { DataFolder = Path.Combine(folder, "postgres"), Postgres = database };
                    await Import("PostgreSQL", location, kept);
                }
                finally
                {
                    NpgsqlConnection.ClearAllPools();
                    await OnServer(server, "DROP DATABASE rapport_bench WITH (FORCE)");
                }
            }
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Option(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }

    private static string Generate(string path, int rows, int keptInHundred)
    {
        using var sample = new StreamReader(typeof(ImportBench).Assembly.GetManifestResourceStream("sample.csv")!);
        string[] header = [.. sample.ReadLine()!.Split(',').Select(name => name.Trim('"'))];
        using var file = File.Create(path);
        new GeneratedRegistry(header) { KeptInHundred = keptInHundred }.Write(file, rows);
        return path;
    }

    // Both are given the same file, warm in the page cache, and look at the kind and the fifteen codes of every row.
    private static void Filter(string path)
    {
        var megabytes = new FileInfo(path).Length / Megabyte;
        var words = Vocabularies.BuiltIn;
        var taxonomies = new Taxonomies(words);
        var codes = words.Taxonomy.Terms.Select(term => term.Code).ToFrozenSet(StringComparer.Ordinal);
        var ours = new List<double>();
        var peers = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            using var rejects = new Rejects(null);
            var builder = new RowBuilder(
                taxonomies, new CredentialText(words), new HomePlaces(_ => false), Companions.None, DateOnly.MaxValue);
            using var reader = new NppesReader(
                NppesFile.Open(path), null, taxonomies, new StateFilter([]), builder, rejects);
            var counts = reader.CountOnly();
            ours.Add(megabytes / clock.Elapsed.TotalSeconds);
            clock.Restart();
            var found = CountWithPeer(path, codes);
            peers.Add(megabytes / clock.Elapsed.TotalSeconds);
            if (found != counts.Therapists + counts.Practices)
            {
                throw new InvalidOperationException($"The two disagree: {found} and {counts.Therapists + counts.Practices}.");
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"filter pass, one core, {megabytes:N0} MB: {Median(ours):N0} MB/s; Sylvan.Data.Csv {Median(peers):N0} MB/s; ratio {Median(ours) / Median(peers):N2}"));
    }

    private static long CountWithPeer(string path, FrozenSet<string> codes)
    {
        var lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        using var reader = CsvDataReader.Create(path, new CsvDataReaderOptions { BufferSize = 1 << 16 });
        var kind = reader.GetOrdinal("Entity Type Code");
        var deactivated = reader.GetOrdinal("NPI Deactivation Date");
        var columns = Enumerable.Range(1, NppesColumns.Slots)
            .Select(slot => reader.GetOrdinal($"Healthcare Provider Taxonomy Code_{slot}")).ToArray();
        long found = 0;
        while (reader.Read())
        {
            if (reader.GetFieldSpan(deactivated).Length > 0 || reader.GetFieldSpan(kind).Length == 0)
            {
                continue;
            }
            foreach (var column in columns)
            {
                if (lookup.Contains(reader.GetFieldSpan(column)))
                {
                    found++;
                    break;
                }
            }
        }
        return found;
    }

    private static async Task Import(string name, StoreLocation location, string path)
    {
        using var store = await Store.OpenOrCreate(location, StoreKind.Real, TimeProvider.System);
        foreach (var what in new[] { "first import", "the same again" })
        {
            var words = Vocabularies.BuiltIn;
            using var rejects = new Rejects(null);
            var file = NppesFile.Open(path);
            var order = new ImportOrder
            {
                File = file,
                States = new StateFilter([]),
                Taxonomies = new Taxonomies(words),
                Credentials = new CredentialText(words),
                Rejects = rejects,
            };
            var clock = Stopwatch.StartNew();
            var survey = NppesImport.Survey(order, TimeProvider.System, _ => { }, CancellationToken.None);
            var report = await new NppesImport(store, order, _ => { }).Run(survey, CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}, {what}: {report.Read:N0} rows, {report.Added:N0} added, {report.Unchanged:N0} unchanged in {clock.Elapsed.TotalSeconds:N1} s ({report.Read / clock.Elapsed.TotalSeconds:N0} rows/s); peak memory {PeakMegabytes():N0} MB"));
        }
        await using var db = store.Read();
        Console.WriteLine($"{name}: {await db.Set<Profile>().CountAsync():N0} profiles, {await db.Set<Change>().CountAsync():N0} lines in the feed");
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / Megabyte;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task OnServer(string server, string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
