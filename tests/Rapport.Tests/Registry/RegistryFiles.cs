using System.Text;
using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Registry;

/// <summary>Registry files made for one test, and imports of them.</summary>
internal sealed class RegistryFiles : IDisposable
{
    private static readonly string[] Header = GeneratedRegistry.HeaderOf(RegistryParts.Sample("npidata-330.csv"));

    private readonly string _folder = Directory.CreateTempSubdirectory("rapport-registry-").FullName;
    private int _files;

    /// <summary>The row of a person of the sample, with some cells changed.</summary>
    public static Dictionary<string, string> Person(string last, params (string Column, string Value)[] changes) =>
        Changed(SampleRow("Provider Last Name (Legal Name)", last), changes);

    /// <summary>The row of an organisation of the sample, with some cells changed.</summary>
    public static Dictionary<string, string> Organisation(string name, params (string Column, string Value)[] changes) =>
        Changed(SampleRow("Provider Organization Name (Legal Business Name)", name), changes);

    /// <summary>The row of a number that is out of use.</summary>
    public static Dictionary<string, string> OutOfUse(string npi, string date, string replacement = "") =>
        Changed(
            Header.ToDictionary(name => name, _ => ""),
            [("NPI", npi), ("NPI Deactivation Date", date), ("Replacement NPI", replacement)]);

    /// <summary>A file of these rows.</summary>
    public string Write(params Dictionary<string, string>[] rows)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', Header.Select(name => $"\"{name}\"")).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin(',', Header.Select(name => $"\"{row[name].Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
        }
        var path = Path.Combine(_folder, $"npidata-{++_files}.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>A file of this text.</summary>
    public string WriteText(string text)
    {
        var path = Path.Combine(_folder, $"table-{++_files}.csv");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A file of many invented people.</summary>
    public string Generate(int rows, int year = 2024)
    {
        var path = Path.Combine(_folder, $"npidata-{++_files}.csv");
        using var file = File.Create(path);
        new GeneratedRegistry(Header) { Year = year }.Write(file, rows);
        return path;
    }

    /// <summary>Imports a file, as the command does.</summary>
    public static async Task<ImportReport> Import(
        Store store, string path, string[]? states = null, string? places = null, string? names = null)
    {
        var stop = TestContext.Current.CancellationToken;
        var file = NppesFile.Open(path, places, names);
        await using var held = await ImportLock.Take(store, stop);
        using var rejects = new Rejects(null);
        var order = new ImportOrder
        {
            File = file,
            States = new StateFilter(states ?? []),
            Taxonomies = RegistryParts.Taxonomies,
            Credentials = RegistryParts.Credentials,
            Rejects = rejects,
        };
        var survey = NppesImport.Survey(order, store.Time, _ => { }, stop);
        return await new NppesImport(store, order, _ => { }).Run(survey, stop);
    }

    /// <summary>Imports a file by the real command.</summary>
    public static Task<Ended> Command(TestStore store, string path, params string[] more) =>
        RapportProcess.Run(["import", "nppes", path, .. store.Arguments, .. more]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Dictionary<string, string> SampleRow(string column, string value)
    {
        using var rows = new CsvRows(
            NppesFile.Open(RegistryParts.Sample("npidata-330.csv")).Read(NppesPart.Numbers), _ => { }, null);
        var at = Array.IndexOf(Header, column);
        while (rows.Next())
        {
            if (rows[at].SequenceEqual(value))
            {
                var row = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 0; i < Header.Length; i++)
                {
                    row[Header[i]] = rows[i].ToString();
                }
                return row;
            }
        }
        throw new InvalidOperationException($"The sample has no {value}.");
    }

    private static Dictionary<string, string> Changed(Dictionary<string, string> row, (string Column, string Value)[] changes)
    {
        foreach (var (column, value) in changes)
        {
            row[column] = row.ContainsKey(column) ? value : throw new InvalidOperationException($"There is no column {column}.");
        }
        return row;
    }
}
