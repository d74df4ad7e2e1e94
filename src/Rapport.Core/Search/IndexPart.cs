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

    public static IndexPart Merge(SearchSchema schema, IReadOnlyList<IndexPart> parts) =>
        Of(SegmentMerge.Merge(schema, [.. parts.Select(part => (part.Segment, part.Live))]));

    /// <summary>Whether a profile that lives has every word and every phrase of a search, as far as it forgives.</summary>
    public bool HasAll(SearchPlan plan)
    {
        if (plan.Text.Words.Length == 0)
        {
            return true;
        }

        using var match = new TextMatch(Segment, plan.Schema, plan.Text, plan.CloseWords);
        return match.Matched.CountIn(Live) > 0;
    }

    /// <summary>Whether a profile that lives has every word, whole, in its name.</summary>
    public bool IsNamed(SearchSchema schema, AskedText text)
    {
        var whole = Array.ConvertAll(text.Words, word => word with { MayBegin = false });
        using var match = new TextMatch(Segment, schema, text with { Words = whole }, new HashSet<string>());
        return match.Named.CountIn(Live) > 0;
    }

    /// <summary>Whether a profile that lives has a name that is close to a word.</summary>
    public bool HasClose(SearchSchema schema, string word)
    {
        var found = new List<DocSet>();
        WordMatch.AddClose(Segment, schema, word, found);
        return found.Exists(Lives);
    }

    /// <summary>Whether a word stands in a profile that lives, or one that is found for it.</summary>
    public bool HasWord(SearchSchema schema, AskedWord word)
    {
        var found = new List<DocSet>();
        WordMatch.FindName(Segment, word, found);
        schema.ValueWords.Find(Segment, word, found);
        Segment.Terms.Find(word, found);
        Segment.Statements.Find(word, found);
        return found.Exists(Lives);
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

    /// <summary>Adds the ids of those who lived in an earlier state of the same segment and do no more.</summary>
    public void AddStruckOutSince(IndexPart before, HashSet<long> ids)
    {
        for (var word = 0; word < Live.Length; word++)
        {
            for (var rest = before.Live[word] & ~Live[word]; rest != 0; rest &= rest - 1)
            {
                ids.Add(Segment.Ids[(word << 6) + System.Numerics.BitOperations.TrailingZeroCount(rest)]);
            }
        }
    }

    private bool Lives(DocSet set)
    {
        foreach (var doc in set)
        {
            if (Bits.Has(Live, doc))
            {
                return true;
            }
        }

        return false;
    }
}
