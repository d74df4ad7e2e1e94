using Rapport.Profiles;
using Rapport.Registry;
using Rapport.Registry.Reading;
using Rapport.Registry.Values;

namespace Rapport.Tests.Registry;

/// <summary>Samples in the registry's layout, of invented people with numbers that are never given out, and readers over them.</summary>
internal static class RegistryParts
{
    public static readonly CredentialText Credentials = new(Vocabularies.BuiltIn);

    public static readonly Taxonomies Taxonomies = new(Vocabularies.BuiltIn);

    /// <summary>Where organisations are, when nothing was known before.</summary>
    public static AddressSet Doors(OrganisationDoors organisations)
    {
        var doors = new AddressSet();
        for (var at = 0; at < organisations.Count; at++)
        {
            doors.Add(organisations[at].Door);
        }
        return doors;
    }

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Registry", "Samples", name);

    /// <summary>Reads a whole file: its records, its counts, and the rejects as text.</summary>
    public static (List<RegistryRecord> Records, RowCounts Counts, string Rejects) Read(
        string path, string[]? states = null, string? places = null, string? names = null)
    {
        var text = new StringWriter();
        using var rejects = new Rejects(() => text);
        var file = NppesFile.Open(path, places, names);
        var wanted = new StateFilter(states ?? []);
        var order = new ImportOrder
        {
            File = file,
            States = wanted,
            Taxonomies = Taxonomies,
            Credentials = Credentials,
            Rejects = rejects,
        };
        var survey = NppesImport.Survey(order, TimeProvider.System, _ => { }, TestContext.Current.CancellationToken);
        var companions = Companions.Read(file, survey.Numbers, rejects, TestContext.Current.CancellationToken);
        var builder = new RowBuilder(Taxonomies, Credentials, new HomePlaces(Doors(survey.Organisations).Contains), companions, survey.LatestDate);
        using var reader = new NppesReader(file, survey, Taxonomies, wanted, builder, rejects);
        var records = new List<RegistryRecord>();
        while (reader.Next(TestContext.Current.CancellationToken) is { } record)
        {
            records.Add(record);
        }
        return (records, reader.Counts, text.ToString());
    }
}
