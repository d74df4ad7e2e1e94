using System.Globalization;
using Microsoft.Data.Sqlite;
using Rapport.Core.Places;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// The peer that a directory would use otherwise: SQLite in memory, a table of facts indexed both ways, an R*Tree of places,
/// FTS5 for the words. It is spared the counts of state and format, and the words' part in the order.
/// </summary>
internal sealed class SqlitePeer : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly Dictionary<string, SqliteCommand> inserts = [];
    private readonly SearchSchema schema;

    public SqlitePeer(SyntheticDirectory world)
    {
        schema = world.Schema;
        connection.Open();
        connection.CreateFunction("miles", (double a, double b, double c, double d) => new GeoPoint(a, b).MilesTo(new GeoPoint(c, d)), isDeterministic: true);
        Execute("""
            CREATE TABLE profile(id INTEGER PRIMARY KEY, tier INT, opening INT, fresh INT, fee INT);
            CREATE TABLE fact(key INT, value INT, profile INT, PRIMARY KEY(key, value, profile)) WITHOUT ROWID;
            CREATE TABLE covers(state INT, profile INT, PRIMARY KEY(state, profile)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE place USING rtree(id, south, north, west, east, +profile INT, +latitude REAL, +longitude REAL, +state INT);
            CREATE VIRTUAL TABLE words USING fts5(name, terms, statements, content='', prefix='3 4');
            CREATE TEMP TABLE hit(id INTEGER PRIMARY KEY);
            CREATE TEMP TABLE other(id INTEGER PRIMARY KEY);
            """);
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var listing in world.Listings)
            {
                Insert(listing);
            }

            transaction.Commit();
        }

        Execute("CREATE INDEX fact_of_profile ON fact(profile, key, value); CREATE INDEX profile_fee ON profile(fee); ANALYZE;");
    }

    public (int Total, long[] First) Search(SearchQuery query)
    {
        Fill("hit", query, withoutKey: -1);
        var total = (int)Numbers("SELECT count(*) FROM hit")[0];
        var first = Numbers("""
            SELECT p.id FROM hit JOIN profile p ON p.id = hit.id ORDER BY p.tier, p.opening, p.fresh, p.id LIMIT 20
            """);
        Numbers("SELECT count(*) FROM hit CROSS JOIN fact ON fact.profile = hit.id GROUP BY fact.key, fact.value");
        foreach (var filter in query.Must.Where(filter => filter.Key != schema.FormatKey && filter.Key != schema.StateKey))
        {
            Fill("other", query, filter.Key);
            Numbers(string.Create(CultureInfo.InvariantCulture,
                $"SELECT count(*) FROM other CROSS JOIN fact ON fact.profile = other.id AND fact.key = {filter.Key} GROUP BY fact.value"));
        }

        return (total, first);
    }

    public void Dispose() => connection.Dispose();

    private void Fill(string table, SearchQuery query, int withoutKey)
    {
        var wheres = query.Must
            .Where(filter => filter.Key != withoutKey && filter.Key != schema.FormatKey && filter.Key != schema.StateKey)
            .Select(filter => filter.AtMostCents is { } bound
                ? string.Create(CultureInfo.InvariantCulture, $"fee <= {bound}")
                : string.Create(CultureInfo.InvariantCulture,
                    $"id IN (SELECT profile FROM fact WHERE key = {filter.Key} AND value IN ({string.Join(',', filter.Values)}))"))
            .Append(Location(query));
        var asked = SearchText.QueryWords(query.Text);
        if (asked.Count > 0)
        {
            wheres = wheres.Append($"id IN (SELECT rowid FROM words WHERE words MATCH '{string.Join(' ', asked)}*')");
        }

        Execute($"DELETE FROM {table}; INSERT INTO {table} SELECT id FROM profile WHERE {string.Join(" AND ", wheres)};");
    }

    private string Location(SearchQuery query)
    {
        var format = query.Must.FirstOrDefault(filter => filter.Key == schema.FormatKey)?.Values[0];
        var state = query.Must.FirstOrDefault(filter => filter.Key == schema.StateKey)?.Values[0];
        if (query.Origin is { } origin)
        {
            var (high, wide) = (origin.RadiusMiles / 69, origin.RadiusMiles / 69 / Math.Cos(origin.Latitude * Math.PI / 180) * 1.01);
            return string.Create(CultureInfo.InvariantCulture, $"""
                (id IN (SELECT profile FROM place WHERE north >= {origin.Latitude - high} AND south <= {origin.Latitude + high}
                        AND east >= {origin.Longitude - wide} AND west <= {origin.Longitude + wide}
                        AND miles(latitude, longitude, {origin.Latitude}, {origin.Longitude}) <= {origin.RadiusMiles})
                 OR id IN (SELECT profile FROM covers WHERE state = {origin.State}))
                """);
        }

        return (format, state) switch
        {
            (null, null) => "1",
            ({ } f, { } s) => string.Create(CultureInfo.InvariantCulture,
                $"id IN (SELECT profile FROM covers WHERE state = {s}) AND id IN (SELECT profile FROM fact WHERE key = {schema.FormatKey} AND value = {f})"),
            (null, { } s) => string.Create(CultureInfo.InvariantCulture,
                $"(id IN (SELECT profile FROM covers WHERE state = {s}) OR id IN (SELECT profile FROM fact WHERE key = {schema.StateKey} AND value = {s}))"),
            _ => throw new NotSupportedException("Not among the searches that are measured."),
        };
    }

    private void Insert(Listing listing)
    {
        var opening = SearchOrder.OpeningClass(SearchOrder.OpeningRank(listing.Opening, SyntheticDirectory.Today));
        var fresh = SearchOrder.Freshness(SearchOrder.ConfirmedAge(listing.ConfirmedDay, SyntheticDirectory.Today));
        Insert("profile", listing.Id, listing.Tier, opening, fresh, listing.CheapestFeeCents);
        Insert("words(rowid, name, terms, statements)", listing.Id, listing.Name, listing.Terms, listing.Statements);
        foreach (var state in listing.OnlineStates ?? [])
        {
            Insert("covers", state, listing.Id);
        }

        foreach (var place in listing.Places)
        {
            Insert("place", listing.Id, place.Latitude, place.Latitude, place.Longitude, place.Longitude,
                listing.Id, place.Latitude, place.Longitude, place.State);
            Insert("fact", schema.StateKey, place.State, listing.Id);
        }

        for (var key = 0; key < listing.Values.Length; key++)
        {
            foreach (var value in listing.Values[key] ?? [])
            {
                Insert("fact", key, value, listing.Id);
            }
        }
    }

    private void Insert(string table, params object?[] values)
    {
        if (!inserts.TryGetValue(table, out var insert))
        {
            insert = inserts[table] = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} VALUES ({string.Join(',', values.Select((_, i) => $"${i}"))})";
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters.Add(new SqliteParameter($"${i}", null));
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        insert.ExecuteNonQuery();
    }

    private long[] Numbers(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var numbers = new List<long>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt64(0));
        }

        return [.. numbers];
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
