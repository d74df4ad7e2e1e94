using System.Data.Common;
using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>
/// A database that answers in one statement: who is found, once; their counts; for each filter of a counted group the counts
/// of that group without it; the first 20. It is spared the parts of distance and words in the order, which stands ready.
/// </summary>
internal abstract class SqlPeer(DemoDirectory people) : SearchPeer
{
    private const int Total = 0;
    private const int Count = 1;
    private const int CountWithout = 2;
    private const int First = 3;

    protected DemoDirectory People => people;

    protected abstract DbConnection Connection { get; }

    public override Answer Search(SearchQuery query)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = Statement(query);
        command.CommandTimeout = 0;
        var (total, counts, first) = (0, new int[people.CountedValues], new List<(long Sort, long Id)>());
        var without = new int[people.CountedValues];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (value, number) = (reader.GetInt64(1), reader.GetInt64(2));
            switch (reader.GetInt32(0))
            {
                case Total:
                    total = (int)number;
                    break;
                case Count:
                    counts[value] = (int)number;
                    break;
                case CountWithout:
                    without[value] = (int)number;
                    break;
                default:
                    first.Add((number, value));
                    break;
            }
        }

        foreach (var group in Filtered(query))
        {
            var (start, end) = (people.StartOf(group), people.StartOf(group + 1));
            without.AsSpan(start, end - start).CopyTo(counts.AsSpan(start));
        }

        return new Answer(total, [.. first.Order().Select(hit => hit.Id)], counts);
    }

    public override bool OrdersFully(SearchQuery query) => query.Text is null && query.Origin is null;

    /// <summary>The conditions of a search upon <c>profile</c>.</summary>
    /// <param name="query">The search.</param>
    /// <param name="withoutKey">A key whose filter is left out; −1 for none.</param>
    protected abstract string Where(SearchQuery query, int withoutKey);

    /// <summary>A query for the counted values <c>v</c> of those in <c>hit</c>; from a list in each row, where there are lists.</summary>
    protected virtual string ValuesOfHits => "SELECT unnest(counted) AS v FROM hit";

    /// <summary>A query for the values <c>v</c> of one group of those who meet some conditions.</summary>
    protected virtual string ValuesOf(int group, string where) => $"SELECT unnest(g{group}) AS v FROM profile WHERE {where}";

    /// <summary>Neither forgives an error in a name by itself.</summary>
    public override bool CanAnswer(SearchQuery query) => !query.ForgivesNames;

    /// <summary>The columns of <c>profile</c> that <c>hit</c> keeps.</summary>
    protected virtual string HitColumns => "id, sort, counted";

    /// <summary>The number of a value among those of all keys.</summary>
    protected static int Fact(int key, int value) => (key * 1000) + value;

    /// <summary>The number that says that a state is covered from afar.</summary>
    protected static int Covers(int state) => 100_000 + state;

    /// <summary>All that is known of a profile, as such numbers, none twice.</summary>
    protected IEnumerable<int> FactsOf(Listing listing) => listing.Values
        .SelectMany((_, key) => people.ValuesOf(listing, key).Select(value => Fact(key, value)))
        .Concat(listing.Places.Select(place => Fact(people.Schema.StateKey, place.State)))
        .Concat((listing.OnlineStates ?? []).Select(Covers))
        .Distinct();

    /// <summary>The counted values of a group, or of all of them (−1), as their numbers.</summary>
    protected IEnumerable<int> CountedOf(Listing listing, int group) => people.Groups
        .SelectMany((key, number) => group >= 0 && group != number
            ? []
            : people.ValuesOf(listing, key).Select(value => people.StartOf(number) + value));

    /// <summary>Whether a search without an origin is for meetings from afar alone, so that coverage decides about the state.</summary>
    protected bool IsFromAfar(SearchQuery query) => query.Must.Any(filter => filter.Key == people.Schema.FormatKey);

    protected void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    protected long NumberOf(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    protected static string Text(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);

    private string Statement(SearchQuery query)
    {
        var withouts = Filtered(query).Select(group => Text(
            $"UNION ALL SELECT {CountWithout}, v, count(*) FROM ({ValuesOf(group, Where(query, people.Groups[group]))}) AS w{group} GROUP BY v"));
        return Text($"""
            WITH hit AS MATERIALIZED (SELECT {HitColumns} FROM profile WHERE {Where(query, withoutKey: -1)})
            SELECT {Total}, 0, count(*) FROM hit
            UNION ALL SELECT {Count}, v, count(*) FROM ({ValuesOfHits}) AS h GROUP BY v
            {string.Join('\n', withouts)}
            UNION ALL SELECT {First}, id, sort FROM (SELECT id, sort FROM hit ORDER BY sort LIMIT 20) AS f
            """);
    }

    private IEnumerable<int> Filtered(SearchQuery query) =>
        query.Must.Select(filter => people.GroupOf(filter.Key)).Where(group => group >= 0);
}
