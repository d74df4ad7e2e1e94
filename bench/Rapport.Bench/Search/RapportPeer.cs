using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>The engine that is measured.</summary>
internal sealed class RapportPeer : SearchPeer
{
    private readonly DemoDirectory directory;
    private readonly SearchIndex index;

    private readonly long before = GC.GetTotalMemory(forceFullCollection: true);

    public RapportPeer(DemoDirectory directory)
    {
        this.directory = directory;
        index = SearchIndex.Build(directory.Schema, directory.Listings);
    }

    public override string Name => "Rapport";

    public override string How => "`SearchIndex` as the product has it, with reasons for each of the 20, which no peer gives.";

    public override bool IsQuick => true;

    /// <summary>What was not held before it was made; to be asked before anything else is.</summary>
    public override long Bytes => GC.GetTotalMemory(forceFullCollection: true) - before;

    public SearchIndex Index => index;

    public override void Run(SearchQuery query) => index.Search(query);

    public override Answer Search(SearchQuery query)
    {
        var result = index.Search(query);
        var counts = new int[directory.CountedValues];
        for (var group = 0; group < directory.Groups.Length; group++)
        {
            var own = (int[])result.Facets[directory.Groups[group]].Counts;
            own.CopyTo(counts, directory.StartOf(group));
        }

        return new Answer(result.Total, [.. result.Hits.Select(hit => hit.Id)], counts);
    }

    public override bool OrdersFully(SearchQuery query) => true;

    public override SearchPeer ForAnotherThread() => this;
}
