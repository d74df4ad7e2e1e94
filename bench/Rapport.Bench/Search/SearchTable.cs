using System.Globalization;
using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>The table of one run, as Markdown.</summary>
internal sealed class SearchTable(DemoDirectory directory, SearchKind[] kinds, int slow)
{
    private readonly List<(SearchPeer Peer, TimeSpan Built, long Bytes, SearchTimes Times)> rows = [];
    private double[] found = [];

    public void Add(SearchPeer peer, TimeSpan built, long bytes, SearchTimes times) => rows.Add((peer, built, bytes, times));

    public void Found(IReadOnlyDictionary<SearchQuery, Answer> answers) => found = Array.ConvertAll(kinds, kind =>
        SearchTimes.At([.. kind.Queries.Select(query => (double)answers[query].Total).Order()], 0.5));

    public void Print()
    {
        var people = directory.Listings.Length;
        Line($"# Search over {people:N0} profiles of the demo");
        Line($"");
        Line($".NET {Environment.Version}, {Environment.ProcessorCount} processors. Each of {kinds.Sum(kind => kind.Queries.Length):N0} searches: the exact total, the first 20 in order, and the counts");
        Line($"of all {directory.CountedValues} values of {directory.Groups.Length} groups, each without its own filter. Everybody in the same run, one after another, warmed; of each");
        Line($"search the fastest of three. Totals and counts agree with every peer. Milliseconds, median · p99.");
        Line($"");
        Line($"| kind | found, median | {string.Join(" | ", rows.Select(row => row.Peer.Name))} |{string.Concat(Others.Select(row => $" {row.Peer.Name} : Rapport |"))}");
        Line($"|---|---|{string.Concat(Enumerable.Repeat("---|", rows.Count + rows.Count - 1))}");
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            var number = kind;
            Line($"| {kinds[kind].Name} | {found[kind]:N0} | {string.Join(" | ", rows.Select(row => Times(row.Times.Kinds[number])))} |{string.Concat(Others.Select(row => Ratio(Median(row.Times, number), Median(rows[0].Times, number))))}");
        }

        Row("whole mix, searches/s, one core", row => row.Times.OneCore, ratio: (ours, theirs) => Ratio(ours, theirs));
        Row("whole mix, searches/s, two cores", row => row.Times.TwoCores, ratio: (ours, theirs) => Ratio(ours, theirs));
        Row("two cores : one", row => row.Times.TwoCores / row.Times.OneCore);
        Row("bytes allocated by a search", row => row.Times.Allocated);
        Row("index built, s", row => row.Built.TotalSeconds);
        Row("bytes a profile", row => row.Bytes / (double)people);
        Line($"");
        Line($"(d) is answered by those alone who forgive an error by themselves.");
        foreach (var (peer, _, _, _) in rows)
        {
            Line($"- **{peer.Name}**{(peer.IsQuick ? "" : string.Create(CultureInfo.InvariantCulture, $" (the first {slow} of each kind)"))}: {peer.How}");
        }

        Line($"");
    }

    private IEnumerable<(SearchPeer Peer, TimeSpan Built, long Bytes, SearchTimes Times)> Others => rows.Skip(1);

    private void Row(
        string what, Func<(SearchPeer Peer, TimeSpan Built, long Bytes, SearchTimes Times), double> value,
        Func<double, double, string>? ratio = null)
    {
        var ratios = Others.Select(row => ratio is null ? " |" : ratio(value(rows[0]), value(row)));
        Line($"| {what} | | {string.Join(" | ", rows.Select(row => Short(value(row))))} |{string.Concat(ratios)}");
    }

    private static double Median(SearchTimes times, int kind) =>
        times.Kinds[kind].Length == 0 ? double.NaN : SearchTimes.At(times.Kinds[kind], 0.5);

    private static string Times(double[] rising) => rising.Length == 0 ? "–" : $"{Short(SearchTimes.At(rising, 0.5))} · {Short(SearchTimes.At(rising, 0.99))}";

    private static string Ratio(double more, double less) => double.IsNaN(more) ? " – |"
        : string.Create(CultureInfo.InvariantCulture, $" {more / less:F1} |");

    private static string Short(double value) =>
        value.ToString(value switch { < 1 => "F3", < 10 => "F2", < 100 => "F1", _ => "N0" }, CultureInfo.InvariantCulture);

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
