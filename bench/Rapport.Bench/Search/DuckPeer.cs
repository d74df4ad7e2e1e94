using System.Data.Common;
using DuckDB.NET.Data;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>DuckDB: one wide table in the order of the curve, filters as bits of whole numbers, counted values as lists.</summary>
internal sealed class DuckPeer : SqlPeer
{
    private const int MostPlaces = 2;

    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly int[] keys;

    public DuckPeer(DemoDirectory people)
        : base(people)
    {
        keys = [.. Enumerable.Range(0, people.Schema.Keys.Count).Where(key => people.Schema.Keys[key].Kind != FilterKind.Maximum)];
        connection.Open();
        var bits = keys.SelectMany(key => Enumerable.Range(0, Columns(key)).Select(i => $"{Column(key, i)} UBIGINT"));
        var places = Enumerable.Range(0, MostPlaces).Select(i => $"x{i} DOUBLE, y{i} DOUBLE, z{i} DOUBLE");
        var groups = Enumerable.Range(0, people.Groups.Length).Select(group => $"g{group} UTINYINT[]");
        Execute($"CREATE TABLE profile(id BIGINT, sort BIGINT, fee INT, covers UBIGINT, {string.Join(',', [.. bits, .. places, .. groups])}, counted UTINYINT[])");
        using (var appender = connection.CreateAppender("profile"))
        {
            foreach (var listing in people.Listings.OrderBy(SpaceFillingCurve.Position))
            {
                Append(appender.CreateRow(), listing);
            }
        }

        Execute("CHECKPOINT");
    }

    public override string Name => "DuckDB";

    public override string How =>
        "one wide table in memory in the order of the curve, filters as bits of whole numbers, counted values as short lists; "
        + "words not asked, because its full-text extension must be fetched; one core is one thread, two are two threads of one search.";

    public override long Bytes => NumberOf("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()");

    protected override DbConnection Connection => connection;

    public override bool CanAnswer(SearchQuery query) => query.Text is null;

    public override void UseCores(bool all) => Execute($"SET threads = {(all ? Environment.ProcessorCount : 1)}");

    public override SearchPeer? ForAnotherThread() => null;

    public override void Dispose()
    {
        connection.Dispose();
        base.Dispose();
    }

    protected override string Where(SearchQuery query, int withoutKey)
    {
        var conditions = query.Must.Where(filter => filter.Key != withoutKey).Select(filter => filter switch
        {
            { AtMostCents: { } bound } => Text($"fee <= {bound}"),
            _ when filter.Key == People.Schema.StateKey => IsFromAfar(query)
                ? CoversState(filter.Values[0])
                : $"({CoversState(filter.Values[0])} OR {Has(filter)})",
            _ => Has(filter),
        }).ToList();
        if (query.Origin is { } origin)
        {
            var point = UnitVector.Of(origin.Latitude, origin.Longitude);
            var near = Enumerable.Range(0, MostPlaces).Select(i => Text($"""
                (x{i} - {point.X:R}) * (x{i} - {point.X:R}) + (y{i} - {point.Y:R}) * (y{i} - {point.Y:R}) + (z{i} - {point.Z:R}) * (z{i} - {point.Z:R})
                    <= {GreatCircle.ChordSquared(origin.RadiusMiles):R}
                """));
            conditions.Add($"({CoversState(origin.State)} OR {string.Join(" OR ", near)})");
        }

        return conditions.Count == 0 ? "true" : string.Join(" AND ", conditions);
    }

    private static string Column(int key, int number) => Text($"k{key}_{number}");

    private static string CoversState(int state) => Text($"(covers & {1UL << state}) <> 0");

    private int Columns(int key) => (People.Schema.Keys[key].Values.Count + 63) / 64;

    private static string Has(KeyFilter filter) => "(" + string.Join(" OR ", filter.Values.GroupBy(value => value / 64)
        .Select(column => Text($"({Column(filter.Key, column.Key)} & {Mask(column)}) <> 0"))) + ")";

    private static ulong Mask(IEnumerable<int> values) => values.Aggregate(0UL, (mask, value) => mask | (1UL << value));

    private void Append(IDuckDBAppenderRow row, Listing listing)
    {
        if (listing.Places.Count > MostPlaces)
        {
            throw new NotSupportedException("Nobody of the demo has so many places.");
        }

        row.AppendValue(listing.Id).AppendValue(DemoDirectory.OrderOf(listing)).AppendValue(listing.CheapestFeeCents)
            .AppendValue(Mask(listing.OnlineStates ?? []));
        foreach (var key in keys)
        {
            var values = key == People.Schema.StateKey ? [.. listing.Places.Select(place => place.State)] : People.ValuesOf(listing, key);
            for (var i = 0; i < Columns(key); i++)
            {
                row.AppendValue(Mask(values.Where(value => value / 64 == i)));
            }
        }

        for (var i = 0; i < MostPlaces; i++)
        {
            UnitVector? point = i < listing.Places.Count ? UnitVector.Of(listing.Places[i].Latitude, listing.Places[i].Longitude) : null;
            row.AppendValue(point?.X).AppendValue(point?.Y).AppendValue(point?.Z);
        }

        for (var group = 0; group < People.Groups.Length; group++)
        {
            row.AppendValue(Values(listing, group));
        }

        row.AppendValue(Values(listing, -1)).EndRow();
    }

    private List<byte> Values(Listing listing, int group) => [.. CountedOf(listing, group).Select(value => (byte)value)];
}
