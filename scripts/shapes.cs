// Builds the embedded shapes of states and counties from a public package, at development time:
//
//   npm install --ignore-scripts us-atlas@3.0.1
//   dotnet run scripts/shapes.cs -- node_modules src/Rapport/Places/places.csv.br src/Rapport/Places/shapes.bin.br
//
// The same package gives the same bytes. Source and licence: src/Rapport/Places/NOTICE.md. What the bytes mean stands at
// their reader, src/Rapport.Core/Places/ShapeTableReader.cs. One file, no namespace.
#:property NoWarn=MA0047
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

if (args is not [var modules, var places, var output])
{
    Console.Error.WriteLine("Usage: dotnet run scripts/shapes.cs -- NODE_MODULES PLACES OUTPUT");
    return 2;
}

var codes = new Dictionary<string, string>(StringComparer.Ordinal);
foreach (var pair in ("01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME 24MD "
    + "25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI 45SC 46SD 47TN 48TX "
    + "49UT 50VT 51VA 53WA 54WV 55WI 56WY 60AS 66GU 69MP 72PR 78VI").Split(' '))
{
    codes.Add(pair[..2], pair[2..]);
}

var fullNames = FullNames(places);
using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(modules, "us-atlas", "counties-10m.json")));
var root = json.RootElement;
var objects = root.GetProperty("objects");
var states = Shapes(objects.GetProperty("states"))
    .Select(s => s with { Name = codes[s.Fips] }).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
var counties = Shapes(objects.GetProperty("counties"))
    .Select(s => s with { Name = FullName(s) }).OrderBy(s => s.Fips, StringComparer.Ordinal).ToList();
var arcs = root.GetProperty("arcs").EnumerateArray()
    .Select(arc => arc.EnumerateArray().Select(step => (X: step[0].GetInt32(), Y: step[1].GetInt32())).ToArray())
    .ToArray();

// An arc beside one county only is where the land ends; else it parts two states, or two counties of one.
var sides = new HashSet<int>[arcs.Length];
for (var county = 0; county < counties.Count; county++)
{
    foreach (var arc in counties[county].Rings.SelectMany(r => r).Select(Number))
    {
        (sides[arc] ??= []).Add(county);
    }
}

int Kind(int arc) => sides[arc].Count == 1 ? 0
    : sides[arc].Select(c => counties[c].Fips[..2]).Distinct(StringComparer.Ordinal).Count() > 1 ? 1 : 2;

var order = Enumerable.Range(0, arcs.Length).OrderBy(Kind).ThenBy(a => a).ToArray();
var renumbered = new int[arcs.Length];
for (var i = 0; i < order.Length; i++)
{
    renumbered[order[i]] = i;
}

var transform = root.GetProperty("transform");
var bytes = new MemoryStream();
using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
{
    writer.Write("RSH1"u8);
    foreach (var part in new[] { "translate", "scale" })
    {
        writer.Write(transform.GetProperty(part)[0].GetDouble());
        writer.Write(transform.GetProperty(part)[1].GetDouble());
    }

    for (var kind = 0; kind < 3; kind++)
    {
        writer.Write7BitEncodedInt(order.Count(a => Kind(a) == kind));
    }

    var (lastX, lastY) = (0, 0);
    foreach (var arc in order.Select(a => arcs[a]))
    {
        writer.Write7BitEncodedInt(arc.Length);
        Signed(writer, arc[0].X - lastX);
        Signed(writer, arc[0].Y - lastY);
        (lastX, lastY) = arc[0];
        foreach (var (x, y) in arc[1..])
        {
            Signed(writer, x);
            Signed(writer, y);
        }
    }

    writer.Write7BitEncodedInt(states.Count);
    foreach (var state in states)
    {
        writer.Write(state.Name);
        Rings(writer, state);
    }

    writer.Write7BitEncodedInt(counties.Count);
    foreach (var county in counties)
    {
        writer.Write7BitEncodedInt(states.FindIndex(s => s.Name == codes[county.Fips[..2]]));
        writer.Write(county.Name);
        Rings(writer, county);
    }
}

using (var file = File.Create(output))
using (var brotli = new BrotliStream(file, new BrotliCompressionOptions { Quality = 11 }))
{
    brotli.Write(bytes.ToArray());
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{states.Count} states, {counties.Count} counties, {arcs.Length} arcs of {arcs.Sum(a => a.Length)} points, {bytes.Length} bytes, "
    + $"{new FileInfo(output).Length} packed"));
return 0;

void Rings(BinaryWriter writer, Shape shape)
{
    writer.Write7BitEncodedInt(shape.Rings.Count);
    foreach (var ring in shape.Rings)
    {
        writer.Write7BitEncodedInt(ring.Length);
        var last = 0;
        foreach (var arc in ring)
        {
            var number = renumbered[Number(arc)];
            var step = number - last;
            writer.Write7BitEncodedInt((((step << 1) ^ (step >> 31)) << 1) | (arc < 0 ? 1 : 0));
            last = number;
        }
    }
}

static int Number(int arc) => arc < 0 ? ~arc : arc;

static void Signed(BinaryWriter writer, int value) => writer.Write7BitEncodedInt((value << 1) ^ (value >> 31));

static List<Shape> Shapes(JsonElement collection) => [.. collection.GetProperty("geometries").EnumerateArray().Select(g => new Shape(
    g.GetProperty("id").GetString()!,
    g.GetProperty("properties").GetProperty("name").GetString()!,
    g.GetProperty("type").GetString() switch
    {
        "Polygon" => [.. g.GetProperty("arcs").EnumerateArray().Select(Ring)],
        "MultiPolygon" => [.. g.GetProperty("arcs").EnumerateArray().SelectMany(p => p.EnumerateArray()).Select(Ring)],
        _ => throw new InvalidDataException("A shape is no polygon."),
    }))];

static int[] Ring(JsonElement ring) => [.. ring.EnumerateArray().Select(arc => arc.GetInt32())];

// "Baltimore" is a county and a city; cities that are no part of a county have numbers from 510 on.
string FullName(Shape county) =>
    fullNames.TryGetValue((codes[county.Fips[..2]], Key(county.Name), string.CompareOrdinal(county.Fips[2..], "510") >= 0), out var full)
        || fullNames.TryGetValue((codes[county.Fips[..2]], Key(county.Name), false), out full)
        ? full
        : county.Name + codes[county.Fips[..2]] switch
        {
            // What the table of places does not have: boroughs and census areas that are younger, districts of territories.
            "AK" or "AS" or "GU" or "MP" or "VI" => "",
            "LA" => " Parish",
            "PR" => " Municipio",
            _ => " County",
        };

// The table of places names counties in full: "Contra Costa County", "Orleans Parish".
static Dictionary<(string State, string Key, bool IsCity), string> FullNames(string path)
{
    var found = new Dictionary<(string, string, bool), string>();
    using var reader = new StreamReader(new BrotliStream(File.OpenRead(path), CompressionMode.Decompress));
    while (reader.ReadLine() is { } line)
    {
        var cells = line.Split(',');
        var (state, name) = (cells[2], cells[3]);
        var isCity = name.EndsWith(" city", StringComparison.Ordinal);
        string[] kinds = [" County", " Parish", " Borough", " Census Area", " Municipality", " Municipio", " City and Borough", " Island", " city"];
        foreach (var kind in kinds.Where(k => name.EndsWith(k, StringComparison.Ordinal)))
        {
            found.TryAdd((state, Key(name[..^kind.Length]), isCity), name);
        }
    }

    return found;
}

static string Key(string name) => string.Concat(name.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

internal sealed record Shape(string Fips, string Name, List<int[]> Rings);
