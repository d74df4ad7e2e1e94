using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Rapport.Core.Places;
using Rapport.Core.Search;
using Rapport.Maps;
using Rapport.Places;
using Rapport.Profiles;
using Rapport.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// The map of a page of results beside the search that found them, in the same run: what counting by ZIP adds, how long the
/// drawing takes and how large it is. Prints Markdown.
/// </summary>
internal static class MapBench
{
    private const int Profiles = 100_000;
    private const int Rounds = 200;

    public static int Run()
    {
        var schema = new SearchKeys(Vocabularies.BuiltIn).Schema;
        var gazetteer = PlaceTable.Gazetteer;
        var random = new Random(5);
        var crowd = gazetteer.Areas.Where(area => area.People > 0).ToArray();
        var listings = Enumerable.Range(1, Profiles).Select(id => Listing(schema, Somewhere(crowd, random), id));
        var index = SearchIndex.Build(schema, listings);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var shapes = ShapeTable.Shapes;
        var read = clock.Elapsed.TotalMilliseconds;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        var grounds = new MapGrounds(() => shapes, gazetteer);
        var maps = new ResultMaps(grounds, "en", people => FormattableString.Invariant($"{people} people"));
        _ = gazetteer.Cities.Count;

        Line($"# Maps of results among {Profiles:N0} profiles");
        Line($"");
        Line($"One thread, .NET {Environment.Version}. {shapes.PointCount:N0} points of shapes, read in {read:F0} ms, {held / 1024.0:N0} kB held.");
        Line($"");
        Line($"| search | found, median | search, median ms | and counted by ZIP | map, median ms | p95 ms | map : search | path, bytes, median | longest | gzipped, median |");
        Line($"|---|---|---|---|---|---|---|---|---|---|");
        var zips = Enumerable.Range(0, Rounds).Select(_ => Place(gazetteer, Somewhere(crowd, random).Zip)).ToArray();
        foreach (var miles in new[] { 5, 25, 100 })
        {
            Row($"{miles} miles around a ZIP", schema, index, maps, zips, miles);
        }

        Row("a state", schema, index, maps, [.. State.All.Where(state => state.Index < 51).Select(state => Place(gazetteer, state.Code))], 0);
        return 0;
    }

    private static void Row(
        string kind, SearchSchema schema, SearchIndex index, ResultMaps maps, Place[] places, double miles)
    {
        var queries = Array.ConvertAll(places, place => Query(schema, place, miles));
        var searched = Times(queries, query => index.Search(query));
        var counting = Array.ConvertAll(queries, query => query with { WithAreas = true });
        var counted = Times(counting, query => index.Search(query));
        var results = Array.ConvertAll(counting, query => index.Search(query));
        var work = Enumerable.Range(0, places.Length).ToArray();
        ResultMap? Draw(int i) => maps.Draw(places[i], miles, results[i], results[i].Hits);
        var drawn = Times(work, i => Draw(i));
        var paths = Array.ConvertAll(work, i => Draw(i) is { } map ? map.Ground.Land + map.Ground.Coasts + map.Ground.StateLines + map.Ground.CountyLines : "");
        var sizes = paths.Select(path => (double)path.Length).Order().ToArray();
        var packed = paths.Select(path => (double)Gzipped(path)).Order().ToArray();
        var found = results.Select(result => (double)result.Total).Order().ToArray();
        Line($"| {kind} | {At(found, 0.5):N0} | {At(searched, 0.5):F3} | {At(counted, 0.5):F3} | {At(drawn, 0.5):F3} | {At(drawn, 0.95):F3} | {At(drawn, 0.5) / At(searched, 0.5):F1} | {At(sizes, 0.5):N0} | {sizes[^1]:N0} | {At(packed, 0.5):N0} |");
    }

    private static SearchQuery Query(SearchSchema schema, Place place, double miles) => new()
    {
        Origin = place.Kind == PlaceKind.State
            ? null
            : new SearchOrigin(place.Point.Latitude, place.Point.Longitude, miles, place.State.Index),
        Must = place.Kind == PlaceKind.State ? [new KeyFilter(schema.StateKey, [place.State.Index])] : [],
        Today = DemoDirectory.Today,
    };

    private static Listing Listing(SearchSchema schema, PostalArea area, long id) => new()
    {
        Id = id,
        Places = [new ListingPlace(area.Point.Latitude, area.Point.Longitude, area.State.Index, area.Number)],
        Values = new int[]?[schema.Keys.Count],
    };

    private static PostalArea Somewhere(PostalArea[] crowd, Random random)
    {
        // Of three the one with most people: crowded places more often.
        return Enumerable.Range(0, 3).Select(_ => crowd[random.Next(crowd.Length)]).MaxBy(area => area.People)!;
    }

    private static Place Place(Gazetteer gazetteer, string text) => gazetteer.Resolve(text).Best!;

    private static int Gzipped(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(text));
        }

        return (int)packed.Length;
    }

    private static double[] Times<T>(T[] items, Action<T> work)
    {
        foreach (var item in items)
        {
            work(item);
        }

        return [.. items.Select(item =>
        {
            var start = Stopwatch.GetTimestamp();
            work(item);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order()];
    }

    private static double At(double[] ordered, double share) => ordered[(int)(share * (ordered.Length - 1))];

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
