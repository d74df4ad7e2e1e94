using System.IO.Compression;
using nietras.SeparatedValues;
using Rapport.Core.Places;
using Rapport.Places;
using Rapport.Tests.Support;

namespace Rapport.Tests.Places;

public class RegistryZipTests
{
    [Fact]
    public void Nearly_every_practice_address_of_the_registry_is_known_by_its_zip()
    {
        var zips = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in new[] { "nppes-public.csv", "nppes-mh-2024-public.csv.gz" })
        {
            using var raw = File.OpenRead(SharedData.Require("registry/" + file));
            using var text = new StreamReader(
                file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw);
            using var rows = Sep.Reader(o => o with { Unescape = true }).From(text);
            const string address = "Provider Business Practice Location Address ";
            foreach (var row in rows)
            {
                var zip = row[address + "Postal Code"].ToString();
                if (zip.Length is 5 or 9
                    && row[address + "Country Code (If outside U.S.)"].ToString() == "US"
                    && State.TryParse(row[address + "State Name"].ToString(), out _))
                {
                    zips.Add(zip[..5]);
                }
            }
        }

        var unknown = zips.Where(z => PlaceTable.Gazetteer.Find(z) is null).ToList();
        Assert.True(zips.Count > 3_000, $"only {zips.Count} ZIPs were read");
        Assert.True(unknown.Count <= zips.Count / 1_000, $"{unknown.Count} of {zips.Count}: {string.Join(' ', unknown)}");
    }
}
