using Rapport.Registry;

namespace Rapport.Tests.Registry;

/// <summary>Samples in the registry's layout, of invented people with numbers that are never given out, and readers over them.</summary>
internal static class RegistryParts
{
    public static readonly DateOnly Today = new(2026, 12, 31);

    /// <summary>A few credentials with the ways in which they are written.</summary>
    public static readonly CredentialText Credentials = new(
    [
        ("lcsw", ["LCSW", "Licensed Clinical Social Worker"]),
        ("lcsw-r", ["LCSW-R"]),
        ("lcsw-c", ["LCSW-C"]),
        ("licsw", ["LICSW"]),
        ("msw", ["MSW"]),
        ("cadc-i", ["CADC I", "CADC 1"]),
        ("phd", ["PhD"]),
        ("psyd", ["PsyD"]),
        ("lpc", ["LPC"]),
        ("lpc-a", ["LPC-A", "LPC Associate"]),
        ("lmft", ["LMFT"]),
        ("ncc", ["NCC"]),
        ("ms", ["MS"]),
        ("med", ["MEd"]),
        ("ma", ["MA"]),
        ("md", ["MD"]),
        ("mdiv", ["MDiv"]),
    ]);

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Registry", "Samples", name);

    /// <summary>Reads a whole file: its records, its counts, and the rejects as text.</summary>
    public static (List<RegistryRecord> Records, RowCounts Counts, string Rejects) Read(
        string path, string[]? states = null, string? places = null, string? names = null)
    {
        var text = new StringWriter();
        using var rejects = new Rejects(text);
        var file = NppesFile.Open(path, places, names);
        var survey = NppesSurvey.Of(file, null, TestContext.Current.CancellationToken);
        var taxonomies = Taxonomies.Embedded();
        var companions = Companions.Read(file, survey.Numbers, rejects, TestContext.Current.CancellationToken);
        var builder = new RowBuilder(taxonomies, Credentials, survey.Organisations.Contains, companions, Today);
        using var reader = new NppesReader(file, survey, taxonomies, new StateFilter(states ?? []), builder, rejects);
        var records = new List<RegistryRecord>();
        while (reader.Next(TestContext.Current.CancellationToken) is { } record)
        {
            records.Add(record);
        }
        return (records, reader.Counts, text.ToString());
    }
}
