using System.Collections.Concurrent;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>The measure: Lucene.NET, with all that its index cannot keep ready kept ready beside it.</summary>
internal sealed class LucenePeer : SearchPeer
{
    private readonly DemoDirectory people;
    private readonly RAMDirectory directory;
    private readonly DirectoryReader reader;
    private readonly AtomicReader segment;
    private readonly IndexSearcher searcher;
    private readonly LuceneColumns columns;
    private readonly ConcurrentDictionary<(string Field, string Value), FixedBitSet> filters = new();

    public LucenePeer(DemoDirectory people)
    {
        this.people = people;
        directory = LuceneIndex.Write(people);
        reader = DirectoryReader.Open(directory);
        segment = reader.Leaves.Single().AtomicReader;
        searcher = new IndexSearcher(reader);
        columns = new LuceneColumns(segment, people);
    }

    public override string Name => "Lucene.NET";

    public override string How =>
        "4.8.0-beta00017, in memory, one segment in the order of the curve; every filter cached as a bit set, doc values in arrays "
        + "(as its direct format has them), counted by hand as its drill-sideways does; words without scores and positions; the order by "
        + "a number kept ready, to which it adds the distance; it is spared the words' part in the order.";

    public override bool IsQuick => true;

    public override long Bytes => directory.GetSizeInBytes() + columns.MemoryBytes;

    public override Answer Search(SearchQuery query)
    {
        var counted = query.Must.Where(filter => people.GroupOf(filter.Key) >= 0).ToArray();
        UnitVector? point = query.Origin is { } origin ? UnitVector.Of(origin.Latitude, origin.Longitude) : null;
        var chordSquared = query.Origin is { } around ? GreatCircle.ChordSquared(around.RadiusMiles) : 0;
        var collector = new LuceneCollector(
            columns, Array.ConvertAll(counted, FilterOf), Array.ConvertAll(counted, filter => people.GroupOf(filter.Key)),
            point, chordSquared, people.CountedValues);
        var within = Within(query, point, chordSquared);
        if (Words(query) is { } words)
        {
            searcher.Search(words, within is null ? null : new Bits(within), collector);
        }
        else
        {
            searcher.Search(within is null ? new MatchAllDocsQuery() : new ConstantScoreQuery(new Bits(within)), collector);
        }

        return collector.Answer();
    }

    public override bool OrdersFully(SearchQuery query) => query.Text is null;

    public override SearchPeer ForAnotherThread() => this;

    public override void Dispose()
    {
        reader.Dispose();
        directory.Dispose();
        base.Dispose();
    }

    // Where nobody has all the words, those that nobody has, or else all, count for names that are close to them.
    private BooleanQuery? Words(SearchQuery query)
    {
        var words = SearchText.QueryWords(query.Text);
        var asTyped = words.Select(Word).ToArray();
        if (!query.ForgivesNames || IsFound(All(asTyped)))
        {
            return words.Count == 0 ? null : All(asTyped);
        }

        var unknown = Array.FindAll(asTyped, word => !IsFound(word));
        return All([.. asTyped.Select((word, i) => unknown.Length == 0 || unknown.Contains(word) ? OrClose(word, words[i]) : word)]);

        Query Word(string word, int at)
        {
            var term = new Term(LuceneIndex.Words, word);
            return at == words.Count - 1 && word.Length >= SearchText.MinPrefixCharacters ? new PrefixQuery(term) : new TermQuery(term);
        }
    }

    private static BooleanQuery All(Query[] words)
    {
        var all = new BooleanQuery();
        foreach (var word in words)
        {
            all.Add(word, Occur.MUST);
        }

        return all;
    }

    private bool IsFound(Query words) => searcher.Search(words, 1).TotalHits > 0;

    private BooleanQuery OrClose(Query asTyped, string word)
    {
        const int Expanded = 1000;
        var term = new Term(LuceneIndex.Names, word);
        var any = new BooleanQuery { { asTyped, Occur.SHOULD } };
        if (word.Length >= Spelling.OneFrom)
        {
            any.Add(new FuzzyQuery(term, 1, 0, Expanded, true), Occur.SHOULD);
        }

        if (word.Length >= Spelling.TwoFrom)
        {
            any.Add(new FuzzyQuery(term, 2, 1, Expanded, true), Occur.SHOULD);
        }

        foreach (var other in people.Schema.Nicknames.Of(word))
        {
            any.Add(new TermQuery(new Term(LuceneIndex.Names, other)), Occur.SHOULD);
        }

        return any;
    }

    // The place and the filters of groups that are not counted: nobody is counted who fails one of them.
    private FixedBitSet? Within(SearchQuery query, UnitVector? point, double chordSquared)
    {
        var within = query.Origin is { } origin ? Near(origin, point!.Value, chordSquared) : null;
        var format = query.Must.FirstOrDefault(filter => filter.Key == people.Schema.FormatKey);
        foreach (var filter in query.Must.Where(filter => people.GroupOf(filter.Key) < 0))
        {
            var bits = filter.Key != people.Schema.StateKey ? FilterOf(filter)
                : format is null ? InState(filter.Values[0]) : Of(LuceneIndex.Covers, filter.Values[0]);
            if (within is null)
            {
                within = bits.Clone();
            }
            else
            {
                within.And(bits);
            }
        }

        return within;
    }

    private FixedBitSet Near(SearchOrigin origin, UnitVector point, double chordSquared)
    {
        var near = Of(LuceneIndex.Covers, origin.State).Clone();
        var high = origin.RadiusMiles / 69;
        var wide = high / Math.Cos((Math.Abs(origin.Latitude) + high) * Math.PI / 180) * 1.01;
        var terms = segment.GetTerms(LuceneIndex.Cell).GetEnumerator();
        DocsEnum? docs = null;
        for (var row = LuceneIndex.RowOf(origin.Latitude - high); row <= LuceneIndex.RowOf(origin.Latitude + high); row++)
        {
            for (var column = LuceneIndex.ColumnOf(origin.Longitude - wide); column <= LuceneIndex.ColumnOf(origin.Longitude + wide); column++)
            {
                if (terms.SeekExact(new BytesRef(LuceneIndex.CellOf(row, column))))
                {
                    docs = terms.Docs(null, docs, DocsFlags.NONE);
                    for (var doc = docs.NextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.NextDoc())
                    {
                        if (columns.NearestChordSquared(doc, point) <= chordSquared)
                        {
                            near.Set(doc);
                        }
                    }
                }
            }
        }

        return near;
    }

    private FixedBitSet InState(int state) => filters.GetOrAdd(("state", LuceneIndex.Number(state)), _ =>
    {
        var either = Of(LuceneIndex.Covers, state).Clone();
        either.Or(Of(LuceneIndex.Key(people.Schema.StateKey), state));
        return either;
    });

    private FixedBitSet FilterOf(KeyFilter filter)
    {
        var key = LuceneIndex.Key(filter.Key);
        if (filter.AtMostCents is { } bound)
        {
            return filters.GetOrAdd((LuceneIndex.Fee, LuceneIndex.Number(bound)), _ => FeesWithin(bound));
        }

        return filter.Values.Count == 1 ? Of(key, filter.Values[0]) : filters.GetOrAdd((key, string.Join('|', filter.Values)), _ =>
        {
            var any = new FixedBitSet(columns.Size);
            foreach (var value in filter.Values)
            {
                any.Or(Of(key, value));
            }

            return any;
        });
    }

    private FixedBitSet Of(string field, int value) => filters.GetOrAdd((field, LuceneIndex.Number(value)), term =>
    {
        var bits = new FixedBitSet(columns.Size);
        var docs = segment.GetTermDocsEnum(new Term(term.Field, term.Value));
        if (docs is not null)
        {
            bits.Or(docs);
        }

        return bits;
    });

    private FixedBitSet FeesWithin(int bound)
    {
        var bits = new FixedBitSet(columns.Size);
        for (var doc = 0; doc < columns.Size; doc++)
        {
            if (columns.Fees[doc] >= 0 && columns.Fees[doc] <= bound)
            {
                bits.Set(doc);
            }
        }

        return bits;
    }

    private sealed class Bits(FixedBitSet bits) : Filter
    {
        public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs) => bits;
    }
}
