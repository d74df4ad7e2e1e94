using Rapport.Core.Search;

namespace Rapport.Bench.Search;

/// <summary>What a search answers: the exact total, the first 20, and how many there are of each counted value.</summary>
internal sealed record Answer(int Total, long[] First, int[] Counts);

/// <summary>Who answers the searches of the yardstick. One object serves one thread.</summary>
internal abstract class SearchPeer : IDisposable
{
    public abstract string Name { get; }

    /// <summary>How it was put at its best, in one sentence.</summary>
    public abstract string How { get; }

    /// <summary>Whether it answers hundreds of searches a second, so that all are asked and not a few of each kind.</summary>
    public virtual bool IsQuick => false;

    /// <summary>Bytes of its index.</summary>
    public abstract long Bytes { get; }

    public abstract Answer Search(SearchQuery query);

    /// <summary>The same search when it is timed: all the work, without bringing the answer into the common form.</summary>
    public virtual void Run(SearchQuery query) => Search(query);

    /// <summary>Whether it can be asked this at all.</summary>
    public virtual bool CanAnswer(SearchQuery query) => true;

    /// <summary>Whether its first 20 must be ours; where it is spared a part of the order they need not be.</summary>
    public abstract bool OrdersFully(SearchQuery query);

    /// <summary>Uses one core for a search, or as many as there are.</summary>
    public virtual void UseCores(bool all)
    {
    }

    /// <summary>Another one over the same index, for another thread; itself if it serves several, null if one uses all cores.</summary>
    public abstract SearchPeer? ForAnotherThread();

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
