namespace Rapport.Core.Search;

/// <summary>A segment and who in it lives.</summary>
internal sealed record IndexPart(Segment Segment, ulong[] Live, int LiveCount)
{
    public static IndexPart Of(Segment segment)
    {
        var live = new ulong[Bits.Words(segment.Size)];
        Bits.Fill(live, segment.Size);
        return new IndexPart(segment, live, segment.Size);
    }

    public static IndexPart Merge(IReadOnlyList<IndexPart> parts) =>
        Of(SegmentMerge.Merge([.. parts.Select(part => (part.Segment, part.Live))]));

    /// <summary>Whether a word stands in a profile that lives, or one that begins so.</summary>
    public bool HasWord(string word, bool mayBegin)
    {
        if (!mayBegin)
        {
            return Lives(Segment.Words.Of(word));
        }

        var (from, to) = Segment.Words.Beginning(word);
        var lives = false;
        for (var at = from; !lives && at < to; at++)
        {
            lives = Lives(Segment.Words.At(at));
        }

        return lives;
    }

    public IndexPart Without(HashSet<long> ids)
    {
        ulong[]? live = null;
        var count = LiveCount;
        foreach (var id in ids)
        {
            var doc = Segment.DocOf(id);
            if (doc >= 0 && Bits.Has(live ?? Live, doc))
            {
                live ??= [.. Live];
                Bits.Clear(live, doc);
                count--;
            }
        }

        return live is null ? this : new IndexPart(Segment, live, count);
    }

    private bool Lives(ReadOnlySpan<int> postings)
    {
        var lives = false;
        for (var i = 0; !lives && i < postings.Length; i++)
        {
            lives = Bits.Has(Live, postings[i] >> 3);
        }

        return lives;
    }
}
