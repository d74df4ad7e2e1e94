using System.Buffers;
using System.Numerics;

namespace Rapport.Core.Search;

/// <summary>Who of a segment has every word of a text, and how well each has those that she has.</summary>
internal sealed class TextMatch : IDisposable
{
    private readonly Segment segment;
    private readonly IReadOnlyList<string> words;
    private readonly byte[] scores;
    private readonly byte[] inName;

    public TextMatch(Segment segment, IReadOnlyList<string> words)
    {
        this.segment = segment;
        this.words = words;
        scores = Cleared(segment.Size);
        inName = Cleared(segment.Size);
        Matched = new Candidates(segment.Size);
        using var one = new Candidates(segment.Size);
        for (var i = 0; i < words.Count; i++)
        {
            var target = i == 0 ? Matched : one;
            target.Span.Clear();
            if (i == words.Count - 1 && words[i].Length >= SearchText.MinPrefixCharacters)
            {
                AddBeginning(words[i], target);
            }
            else
            {
                AddWord(words[i], target);
            }

            if (i > 0)
            {
                Bits.And(Matched.Span, one.Span);
            }
        }
    }

    public Candidates Matched { get; }

    /// <summary>What is lacking to the best score; the sum over words and fields of the fields' weights.</summary>
    public int ScoreRank(int doc) => (words.Count * SearchOrder.Weight(7)) - scores[doc];

    public int NameRank(int doc) => inName[doc] == words.Count ? 0 : 1;

    public void Dispose()
    {
        Matched.Dispose();
        ArrayPool<byte>.Shared.Return(scores);
        ArrayPool<byte>.Shared.Return(inName);
    }

    private static byte[] Cleared(int size)
    {
        var array = ArrayPool<byte>.Shared.Rent(Math.Max(1, size));
        array.AsSpan(0, size).Clear();
        return array;
    }

    private void AddWord(string word, Candidates target)
    {
        var bits = target.Bits;
        foreach (var posting in segment.Words.Of(word))
        {
            bits[posting >> 9] |= 1UL << (posting >> 3);
            Score(posting >> 3, posting & 7);
        }
    }

    // Several words may begin so and stand in one profile: the fields are gathered first, so that each counts once.
    private void AddBeginning(string prefix, Candidates target)
    {
        var (from, to) = segment.Words.Beginning(prefix);
        if (from == to)
        {
            return;
        }

        var bits = target.Bits;
        var fields = Cleared(segment.Size);
        for (var word = from; word < to; word++)
        {
            foreach (var posting in segment.Words.At(word))
            {
                bits[posting >> 9] |= 1UL << (posting >> 3);
                fields[posting >> 3] |= (byte)(posting & 7);
            }
        }

        var span = target.Span;
        for (var word = 0; word < span.Length; word++)
        {
            for (var rest = span[word]; rest != 0; rest &= rest - 1)
            {
                var doc = (word << 6) + BitOperations.TrailingZeroCount(rest);
                Score(doc, fields[doc]);
            }
        }

        ArrayPool<byte>.Shared.Return(fields);
    }

    // At most 16 words of weight 7: a byte holds it.
    private void Score(int doc, int fields)
    {
        unchecked
        {
            scores[doc] += (byte)SearchOrder.Weight(fields);
            inName[doc] += (byte)(fields & Postings.InName);
        }
    }
}
