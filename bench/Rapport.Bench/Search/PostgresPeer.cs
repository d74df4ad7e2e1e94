using System.Data.Common;
using System.Globalization;
using Npgsql;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>PostgreSQL: facts as an array under a GIN index, places under GiST, words under GIN.</summary>
internal sealed class PostgresPeer : SqlPeer
{
    private const string Schema = "rapport_bench";

    private readonly NpgsqlConnection connection;
    private readonly string connectionString;
    private readonly bool ownsTables;
    private readonly int version;

    public PostgresPeer(DemoDirectory people, string connectionString)
        : this(people, connectionString, ownsTables: true)
    {
        var groups = Enumerable.Range(0, people.Groups.Length).Select(group => $"g{group} smallint[]");
        Execute($"""
            DROP SCHEMA IF EXISTS {Schema} CASCADE; CREATE SCHEMA {Schema};
            CREATE EXTENSION IF NOT EXISTS intarray;
            CREATE UNLOGGED TABLE profile(id int, sort bigint, fee int, facts int[], {string.Join(',', groups)}, counted smallint[], words tsvector);
            CREATE UNLOGGED TABLE place(profile int, at point, x float8, y float8, z float8);
            """);
        Copy("profile", ProfileRow);
        Copy("place", PlaceRows);
        Execute("""
            SET maintenance_work_mem = '1GB';
            ALTER TABLE profile ADD PRIMARY KEY (id);
            CREATE INDEX profile_facts ON profile USING gin (facts gin__int_ops) WITH (fastupdate = off);
            CREATE INDEX profile_words ON profile USING gin (words) WITH (fastupdate = off);
            CREATE INDEX place_at ON place USING gist (at) INCLUDE (profile, x, y, z);
            """);
        Execute("VACUUM ANALYZE profile");
        Execute("VACUUM ANALYZE place");
    }

    private PostgresPeer(DemoDirectory people, string connectionString, bool ownsTables)
        : base(people)
    {
        (this.connectionString, this.ownsTables) = (connectionString, ownsTables);
        connection = new NpgsqlConnection(connectionString);
        connection.Open();
        version = connection.PostgreSqlVersion.Major;
        Execute($"SET search_path = {Schema}, public; SET jit = off; SET work_mem = '256MB'; SET random_page_cost = 1.1; SET max_parallel_workers_per_gather = 0");
    }

    public override string Name => "PostgreSQL";

    public override string How => Text(
        $"{version}, facts and words under GIN, places under a covering GiST, filters as one condition of `intarray`, counted values as arrays; nothing waits for the disk, all in the cache of the machine; on two cores two connections.");

    public override long Bytes => NumberOf("SELECT pg_total_relation_size('profile') + pg_total_relation_size('place')");

    protected override DbConnection Connection => connection;

    public override SearchPeer ForAnotherThread() => new PostgresPeer(People, connectionString, ownsTables: false);

    public override void Dispose()
    {
        if (ownsTables)
        {
            Execute($"DROP SCHEMA {Schema} CASCADE");
        }

        connection.Dispose();
        base.Dispose();
    }

    protected override string Where(SearchQuery query, int withoutKey)
    {
        var musts = query.Must.Where(filter => filter.Key != withoutKey).ToArray();
        var facts = musts.Where(filter => filter.AtMostCents is null).Select(filter => string.Join('|', FactsAsked(query, filter))).ToArray();
        var conditions = musts.Where(filter => filter.AtMostCents is not null).Select(filter => Text($"fee <= {filter.AtMostCents}")).ToList();
        if (facts.Length > 0)
        {
            conditions.Add($"facts @@ '{string.Join('&', facts.Select(either => $"({either})"))}'::query_int");
        }

        if (query.Origin is { } origin)
        {
            conditions.Add(Near(origin));
        }

        var words = SearchText.QueryWords(query.Text);
        if (words.Count > 0)
        {
            var begins = words[^1].Length >= SearchText.MinPrefixCharacters ? ":*" : "";
            conditions.Add($"words @@ '{string.Join(" & ", words)}{begins}'::tsquery");
        }

        return conditions.Count == 0 ? "true" : string.Join(" AND ", conditions);
    }

    private IEnumerable<int> FactsAsked(SearchQuery query, KeyFilter filter) => filter.Key != People.Schema.StateKey
        ? filter.Values.Select(value => Fact(filter.Key, value))
        : IsFromAfar(query) ? [Covers(filter.Values[0])] : [Covers(filter.Values[0]), Fact(filter.Key, filter.Values[0])];

    private static string Near(SearchOrigin origin)
    {
        var point = UnitVector.Of(origin.Latitude, origin.Longitude);
        var high = origin.RadiusMiles / 69;
        var wide = high / Math.Cos((Math.Abs(origin.Latitude) + high) * Math.PI / 180) * 1.01;
        return Text($"""
            (facts @@ '{Covers(origin.State)}'::query_int OR id = ANY (ARRAY(SELECT profile FROM place
                WHERE at <@ box(point({origin.Longitude - wide}, {origin.Latitude - high}), point({origin.Longitude + wide}, {origin.Latitude + high}))
                AND (x - {point.X:R}) * (x - {point.X:R}) + (y - {point.Y:R}) * (y - {point.Y:R}) + (z - {point.Z:R}) * (z - {point.Z:R})
                    <= {GreatCircle.ChordSquared(origin.RadiusMiles):R})))
            """);
    }

    private void Copy(string table, Func<Listing, string> rows)
    {
        using var writer = connection.BeginTextImport($"COPY {table} FROM STDIN");
        foreach (var listing in People.Listings.OrderBy(SpaceFillingCurve.Position))
        {
            writer.Write(rows(listing));
        }
    }

    private string ProfileRow(Listing listing)
    {
        var groups = Enumerable.Range(0, People.Groups.Length).Append(-1).Select(group => Array(CountedOf(listing, group)));
        return Text($"{listing.Id}\t{DemoDirectory.OrderOf(listing)}\t{listing.CheapestFeeCents?.ToString(CultureInfo.InvariantCulture) ?? "\\N"}\t{Array(FactsOf(listing))}\t{string.Join('\t', groups)}\t{string.Join(' ', People.WordsOf(listing))}\n");
    }

    private static string PlaceRows(Listing listing) => string.Concat(listing.Places.Select(place =>
    {
        var point = UnitVector.Of(place.Latitude, place.Longitude);
        return Text($"{listing.Id}\t({place.Longitude},{place.Latitude})\t{point.X:R}\t{point.Y:R}\t{point.Z:R}\n");
    }));

    private static string Array(IEnumerable<int> values) => $"{{{string.Join(',', values)}}}";
}
