using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>Writes the directory as a Lucene index in memory: one segment, documents in the order of the curve.</summary>
internal static class LuceneIndex
{
    public const string Words = "words";
    public const string Names = "names";
    public const string Covers = "covers";
    public const string Cell = "cell";
    public const string Places = "places";
    public const string Counted = "counted";
    public const string Order = "order";
    public const string Id = "id";
    public const string Fee = "fee";

    private static readonly FieldType Unranked = new(TextField.TYPE_NOT_STORED)
    {
        IndexOptions = IndexOptions.DOCS_ONLY,
        OmitNorms = true,
    };

    public static RAMDirectory Write(DemoDirectory people)
    {
        var directory = new RAMDirectory();
        var settings = new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
        {
            RAMBufferSizeMB = 512,
            MergePolicy = new LogByteSizeMergePolicy(),
        };
        using var writer = new IndexWriter(directory, settings);
        foreach (var listing in people.Listings.OrderBy(SpaceFillingCurve.Position))
        {
            writer.AddDocument(Document(people, listing));
        }

        writer.ForceMerge(1);
        return directory;
    }

    /// <summary>The field of a key's values; each value is a term.</summary>
    public static string Key(int key) => FormattableString.Invariant($"key{key}");

    /// <summary>A square of a quarter degree, as a term.</summary>
    public static string CellOf(int row, int column) => FormattableString.Invariant($"{row}:{column}");

    public static int RowOf(double latitude) => (int)Math.Floor(latitude * 4);

    public static int ColumnOf(double longitude) => (int)Math.Floor(longitude * 4);

    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Document Document(DemoDirectory people, Listing listing)
    {
        var document = new Document
        {
            new Field(Words, new GivenWords(people.WordsOf(listing)), Unranked),
            new Field(Names, new GivenWords(SearchText.Fold(JoinedNames.Of(listing.Name)).Split(' ').Distinct()), Unranked),
            new NumericDocValuesField(Id, listing.Id),
            new NumericDocValuesField(Order, DemoDirectory.OrderOf(listing)),
            new NumericDocValuesField(Fee, listing.CheapestFeeCents ?? -1),
            new BinaryDocValuesField(Counted, new BytesRef(CountedOf(people, listing))),
            new BinaryDocValuesField(Places, new BytesRef(PlacesOf(listing))),
        };
        foreach (var state in listing.OnlineStates ?? [])
        {
            document.Add(new StringField(Covers, Number(state), Field.Store.NO));
        }

        foreach (var place in listing.Places)
        {
            document.Add(new StringField(Cell, CellOf(RowOf(place.Latitude), ColumnOf(place.Longitude)), Field.Store.NO));
            document.Add(new StringField(Key(people.Schema.StateKey), Number(place.State), Field.Store.NO));
        }

        for (var key = 0; key < listing.Values.Length; key++)
        {
            foreach (var value in people.ValuesOf(listing, key))
            {
                document.Add(new StringField(Key(key), Number(value), Field.Store.NO));
            }
        }

        return document;
    }

    // A byte for each value: there are fewer than 256.
    private static byte[] CountedOf(DemoDirectory people, Listing listing) => [.. people.Groups
        .SelectMany((key, group) => people.ValuesOf(listing, key).Select(value => checked((byte)(people.StartOf(group) + value))))];

    private static byte[] PlacesOf(Listing listing) => [.. listing.Places
        .Select(place => UnitVector.Of(place.Latitude, place.Longitude))
        .SelectMany(point => new[] { point.X, point.Y, point.Z }.SelectMany(BitConverter.GetBytes))];

    private sealed class NoAnalyzer : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
            throw new NotSupportedException("All words are given.");
    }

    private sealed class GivenWords : TokenStream
    {
        private readonly IEnumerator<string> words;
        private readonly ICharTermAttribute term;

        public GivenWords(IEnumerable<string> words)
        {
            this.words = words.GetEnumerator();
            term = AddAttribute<ICharTermAttribute>();
        }

        public override bool IncrementToken()
        {
            ClearAttributes();
            if (!words.MoveNext())
            {
                return false;
            }

            term.SetEmpty().Append(words.Current);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            words.Dispose();
            base.Dispose(disposing);
        }
    }
}
