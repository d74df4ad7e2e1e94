using System.Data.Common;
using Microsoft.Data.Sqlite;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>SQLite: facts as rows, indexed both ways, an R*Tree of places, FTS5 for the words.</summary>
internal sealed class SqlitePeer : SqlPeer
{
    private const string Everybody = "1";

    private readonly SqliteConnection connection;
    private readonly string file;
    private readonly bool ownsFile;

    public SqlitePeer(DemoDirectory people)
        : this(people, Path.Combine(Directory.CreateTempSubdirectory("rapport-bench-").FullName, "peer.db"), ownsFile: true)
    {
        Execute("""
            PRAGMA journal_mode = off; PRAGMA synchronous = off;
            CREATE TABLE profile(id INTEGER PRIMARY KEY, sort INT, fee INT);
            CREATE TABLE fact(value INT, profile INT, PRIMARY KEY(value, profile)) WITHOUT ROWID;
            CREATE TABLE counted(profile INT, value INT, PRIMARY KEY(profile, value)) WITHOUT ROWID;
            CREATE TEMP TABLE known(value INT, profile INT);
            CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east, +profile INT, +x REAL, +y REAL, +z REAL);
            CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, detail=none, prefix='3 4', tokenize='unicode61 remove_diacritics 0');
            """);
        using (var transaction = connection.BeginTransaction())
        {
            using var rows = new SqliteInserts(connection);
            foreach (var listing in people.Listings)
            {
                Insert(rows, listing);
            }

            transaction.Commit();
        }

        Execute("""
            INSERT INTO fact SELECT value, profile FROM known ORDER BY value, profile; DROP TABLE known;
            CREATE INDEX profile_fee ON profile(fee); INSERT INTO words(words) VALUES ('optimize'); ANALYZE;
            """);
    }

    private SqlitePeer(DemoDirectory people, string file, bool ownsFile)
        : base(people)
    {
        (this.file, this.ownsFile) = (file, ownsFile);
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        Execute("PRAGMA cache_size = -2000000; PRAGMA mmap_size = 8000000000; PRAGMA temp_store = memory;");
    }

    public override string Name => "SQLite";

    public override string How =>
        "facts as rows by value and counted values as rows by profile, both covering; an R*Tree of places with the point beside the box; "
        + "FTS5 without positions, with indexes of beginnings; all in the memory of the process; on two cores two connections.";

    public override long Bytes => new FileInfo(file).Length;

    protected override DbConnection Connection => connection;

    protected override string HitColumns => "id, sort";

    protected override string ValuesOfHits => "SELECT value AS v FROM hit CROSS JOIN counted ON counted.profile = hit.id";

    public override SearchPeer ForAnotherThread() => new SqlitePeer(People, file, ownsFile: false);

    public override void Dispose()
    {
        connection.Dispose();
        if (ownsFile)
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }

        base.Dispose();
    }

    // Of everybody: straight from the facts of the key, which stand together.
    protected override string ValuesOf(int group, string where) => where == Everybody ? Text($"""
        SELECT value - {Fact(People.Groups[group], 0) - People.StartOf(group)} AS v FROM fact
            WHERE value >= {Fact(People.Groups[group], 0)} AND value < {Fact(People.Groups[group] + 1, 0)}
        """) : Text($"""
        SELECT value AS v FROM profile CROSS JOIN counted ON counted.profile = profile.id
            AND counted.value >= {People.StartOf(group)} AND counted.value < {People.StartOf(group + 1)} WHERE {where}
        """);

    protected override string Where(SearchQuery query, int withoutKey)
    {
        // The place, the words or the state say who comes into question; the rest is looked up for each of them. A filter that
        // stands alone lists its people itself.
        var narrowed = query.Origin is not null || query.Text is not null || query.Must.Any(filter => filter.Key == People.Schema.StateKey);
        var conditions = query.Must.Where(filter => filter.Key != withoutKey).Select(filter => filter switch
        {
            { AtMostCents: { } bound } => Text($"{(narrowed ? "+" : "")}fee <= {bound}"),
            _ when filter.Key == People.Schema.StateKey => Among(query.Text is not null, IsFromAfar(query)
                ? [Covers(filter.Values[0])]
                : [Covers(filter.Values[0]), Fact(filter.Key, filter.Values[0])]),
            _ => Among(narrowed, [.. filter.Values.Select(value => Fact(filter.Key, value))]),
        }).ToList();
        if (query.Origin is { } origin)
        {
            conditions.Add(Near(origin));
        }

        var words = SearchText.QueryWords(query.Text);
        if (words.Count > 0)
        {
            var begins = words[^1].Length >= SearchText.MinPrefixCharacters ? "*" : "";
            conditions.Add($"id IN (SELECT rowid FROM words WHERE words MATCH '\"{string.Join("\" AND \"", words)}\"{begins}')");
        }

        return conditions.Count == 0 ? Everybody : string.Join(" AND ", conditions);
    }

    private static string Among(bool lookedUp, int[] facts) => lookedUp
        ? $"EXISTS (SELECT 1 FROM fact WHERE value IN ({string.Join(',', facts)}) AND fact.profile = profile.id)"
        : $"id IN (SELECT profile FROM fact WHERE value IN ({string.Join(',', facts)}))";

    private static string Near(SearchOrigin origin)
    {
        var point = UnitVector.Of(origin.Latitude, origin.Longitude);
        var high = origin.RadiusMiles / 69;
        var wide = high / Math.Cos((Math.Abs(origin.Latitude) + high) * Math.PI / 180) * 1.01;
        return Text($"""
            id IN (SELECT profile FROM place WHERE north >= {origin.Latitude - high} AND south <= {origin.Latitude + high}
                       AND east >= {origin.Longitude - wide} AND west <= {origin.Longitude + wide}
                       AND (x - {point.X:R}) * (x - {point.X:R}) + (y - {point.Y:R}) * (y - {point.Y:R}) + (z - {point.Z:R}) * (z - {point.Z:R})
                           <= {GreatCircle.ChordSquared(origin.RadiusMiles):R}
                   UNION SELECT profile FROM fact WHERE value = {Covers(origin.State)})
            """);
    }

    private void Insert(SqliteInserts rows, Listing listing)
    {
        rows.Add("profile", listing.Id, DemoDirectory.OrderOf(listing), listing.CheapestFeeCents);
        rows.Add("words(rowid, text)", listing.Id, string.Join(' ', People.WordsOf(listing)));
        foreach (var fact in FactsOf(listing))
        {
            rows.Add("known", fact, listing.Id);
        }

        foreach (var value in CountedOf(listing, -1))
        {
            rows.Add("counted", listing.Id, value);
        }

        for (var i = 0; i < listing.Places.Count; i++)
        {
            var place = listing.Places[i];
            var point = UnitVector.Of(place.Latitude, place.Longitude);
            rows.Add("place", (listing.Id * 8) + i, place.Latitude, place.Latitude, place.Longitude, place.Longitude,
                listing.Id, point.X, point.Y, point.Z);
        }
    }
}
